"""Reading cases."""

from django.db.models import QuerySet

from cms.community.models import Case, CaseEvent, Report, State

MOST_REPORTS = 100
MOST_EVENTS = 100


def open_cases() -> QuerySet[Case]:
    """What waits for a decision: most reported first, then the oldest."""
    return Case.objects.filter(state=State.OPEN)


def reports_of(case: Case) -> list[Report]:
    """What was said is wrong, the newest first; whoever shows it shows nobody's name."""
    return list(case.reports.order_by("-at", "-pk")[:MOST_REPORTS])


def history_of(case: Case) -> list[CaseEvent]:
    """What was decided, the earliest first, with who did it."""
    return list(case.events.select_related("actor").order_by("at", "pk")[:MOST_EVENTS])


def last_decision(case: Case) -> CaseEvent | None:
    """What was decided against the thing last."""
    decided = case.events.filter(to_state__in=[State.KEPT, State.HIDDEN, State.REMOVED])
    return decided.order_by("-at", "-pk").first()
