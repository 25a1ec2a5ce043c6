"""Publishes what is scheduled and withdraws what has expired.

Wagtail's own command does the same, but one page that cannot be published keeps all later ones from appearing. Here each
stands for itself.
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision


class SchedulingError(Exception):
    """Some pages could not be published or withdrawn; the others were."""


def run_schedule() -> int:
    """Do what is due by now. Returns how many changed; raises SchedulingError naming each that failed."""
    done, problems = 0, []
    for name, change in [*_expired(), *_waiting()]:
        try:
            change()
            done += 1
        except Exception as problem:  # noqa: BLE001 - the next page must not wait for this one
            problems.append(f"{name}: {problem!r}")
    if problems:
        raise SchedulingError("; ".join(problems))
    return done


def _expired() -> Iterator[tuple[str, Callable[[], object]]]:
    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    for model in (Page, *others):
        rows = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for row in rows.specific() if model is Page else rows:
            yield str(row), partial(row.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")


def _waiting() -> Iterator[tuple[str, Callable[[], object]]]:
    revisions = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in revisions:
        yield revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")
