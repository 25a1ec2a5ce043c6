"""What the worker does for the academy by the clock."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from cms.academy.learning import CourseTally, Enrolment
from search.services import raise_generation


@transaction.atomic
def count_learners() -> int:
    """Write down how many learn each course and how many completed it. Returns how many courses have other numbers now.

    Kept pages become old only where a number changed.
    """
    known = {tally.course: (tally.learners, tally.completions) for tally in CourseTally.objects.all()}
    now = _counted()
    changed = [
        CourseTally(course=course, learners=learners, completions=completions)
        for course, (learners, completions) in now.items()
        if known.get(course) != (learners, completions)
    ]
    gone = [course for course in known if course not in now]
    if not changed and not gone:
        return 0
    CourseTally.objects.filter(pk__in=gone).delete()
    CourseTally.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["course"], update_fields=["learners", "completions"]
    )
    raise_generation()
    return len(changed) + len(gone)


def _counted() -> dict[UUID, tuple[int, int]]:
    rows = Enrolment.objects.filter(left_at=None).order_by().values("course")
    counted = rows.annotate(learners=Count("pk"), completions=Count("pk", filter=Q(completed_at__isnull=False)))
    return {row["course"]: (row["learners"], row["completions"]) for row in counted}


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("academy.count_learners", 600, count_learners),)
