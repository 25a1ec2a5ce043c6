"""Every way in which a page comes to visitors and goes from them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow
from wagtail.test.utils.form_data import querydict_from_html

from cms.operations.scheduling import run_schedule
from cms.pages.models import SepPage
from search.documents import Document
from search.registry import registry
from tests.cast import Cast

Way = Callable[[SepPage, Cast], Any]
AN_HOUR = timedelta(hours=1)


class IndexIsBrokenError(Exception):
    """What the broken source raises."""


class Broken:
    """A source that fails whenever it is asked."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.label: str | Promise = "broken"

    def keys(self) -> Iterator[str]:
        """Fails."""
        raise IndexIsBrokenError

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """Fails."""
        raise IndexIsBrokenError


@contextmanager
def broken_index(*kinds: str) -> Iterator[None]:
    """While the block runs, nothing of these kinds can be indexed."""
    with registry.only([Broken(kind) for kind in kinds or ("story", "page", "section")]):
        yield


def editing(client: Client, page: SepPage, action: str, **changes: str) -> Any:
    """Open the page in the admin's editor, change fields, press a button."""
    address = f"/admin/pages/{page.pk}/edit/"
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    # What JavaScript would put there: the bricks of a stream.
    streams = {f"{field.name}-count": "0" for field in page._meta.get_fields() if isinstance(field, StreamField)}
    for name, value in {**streams, **changes, action: "1"}.items():
        data[name] = value
    return client.post(address, data)


def bulk(client: Client, action: str, pages: Collection[Page], **data: str) -> Any:
    """One of the admin's actions on several pages at once."""
    keys = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/{action}/?next=/admin/&{keys}", data)


def _by_revision(page: SepPage, cast: Cast) -> None:
    page.save_revision().publish()


def _by_page(page: SepPage, cast: Cast) -> None:
    page.publish(page.save_revision())


def _by_action(page: SepPage, cast: Cast) -> None:
    PublishPageRevisionAction(page.save_revision(), user=cast.moderator).execute()


def _in_the_editor(page: SepPage, cast: Cast) -> None:
    assert editing(cast.client("moderator"), page, "action-publish").status_code == 302


def _in_bulk(page: SepPage, cast: Cast) -> None:
    assert bulk(cast.client("moderator"), "publish", [page]).status_code == 302


def schedule(page: SepPage) -> Revision:
    """Plan the page for an hour ahead, then let that hour pass; returns the planned revision."""
    page.go_live_at = timezone.now() + AN_HOUR
    revision = page.save_revision()
    revision.publish()
    passed = timezone.now() - AN_HOUR
    content = {**revision.content, "go_live_at": passed.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=passed)
    planned: Revision = Revision.objects.get(pk=revision.pk)
    return planned


def _by_our_clock(page: SepPage, cast: Cast) -> None:
    schedule(page)
    assert run_schedule() == 1


def _by_wagtails_clock(page: SepPage, cast: Cast) -> None:
    schedule(page)
    call_command("publish_scheduled")


def _by_moderation(page: SepPage, cast: Cast) -> None:
    assert editing(cast.client("editor"), page, "action-submit").status_code == 302
    approve(page, cast)


def approve(page: SepPage, cast: Cast, who: str = "moderator") -> Any:
    """Press “approve” as this person."""
    page.refresh_from_db()
    state = page.current_workflow_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    return cast.client(who).post(address, {"comment": ""})


def _by_unpublishing(page: SepPage, cast: Cast) -> None:
    page.unpublish()


def _by_unpublishing_without_its_type(page: SepPage, cast: Cast) -> None:
    Page.objects.get(pk=page.pk).unpublish()


def _by_unpublishing_in_the_admin(page: SepPage, cast: Cast) -> None:
    assert cast.client("moderator").post(f"/admin/pages/{page.pk}/unpublish/").status_code == 302


def _by_unpublishing_in_bulk(page: SepPage, cast: Cast) -> None:
    assert bulk(cast.client("moderator"), "unpublish", [page]).status_code == 302


def expire(page: SepPage) -> None:
    """Let the page's time run out."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - AN_HOUR)


def _by_expiring(page: SepPage, cast: Cast) -> None:
    expire(page)
    assert run_schedule() == 1


def _by_expiring_on_wagtails_clock(page: SepPage, cast: Cast) -> None:
    expire(page)
    call_command("publish_scheduled")


def _by_deleting(page: SepPage, cast: Cast) -> None:
    page.delete()


def _by_deleting_without_its_type(page: SepPage, cast: Cast) -> None:
    Page.objects.get(pk=page.pk).delete()


def _by_deleting_in_the_admin(page: SepPage, cast: Cast) -> None:
    assert cast.client("administrator").post(f"/admin/pages/{page.pk}/delete/").status_code == 302


def _by_deleting_in_bulk(page: SepPage, cast: Cast) -> None:
    assert bulk(cast.client("administrator"), "delete", [page]).status_code == 302


PUBLISH: dict[str, Way] = {
    "by its revision": _by_revision,
    "by itself": _by_page,
    "by Wagtail's action": _by_action,
    "in the editor": _in_the_editor,
    "in bulk": _in_bulk,
    "by our clock": _by_our_clock,
    "by Wagtail's clock": _by_wagtails_clock,
    "by moderation": _by_moderation,
}
WITHDRAW: dict[str, Way] = {
    "by unpublishing": _by_unpublishing,
    "by unpublishing without its type": _by_unpublishing_without_its_type,
    "by unpublishing in the admin": _by_unpublishing_in_the_admin,
    "by unpublishing in bulk": _by_unpublishing_in_bulk,
    "by expiring": _by_expiring,
    "by expiring on Wagtail's clock": _by_expiring_on_wagtails_clock,
    "by deleting": _by_deleting,
    "by deleting without its type": _by_deleting_without_its_type,
    "by deleting in the admin": _by_deleting_in_the_admin,
    "by deleting in bulk": _by_deleting_in_bulk,
}


def moderation() -> tuple[Workflow, GroupApprovalTask]:
    """The workflow through which editors' pages go, and its task."""
    workflow = Workflow.objects.get(active=True, workflow_pages__page__depth=1)
    return workflow, workflow.tasks.get().specific
