"""What `shop_check` proves of reports: returns beside their revisions, frozen figures beside the books."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from shop.reports.changes import unexplained
from shop.reports.models import AnnualReport, AnnualReportEvent, FrozenFigures, MonthlyReturn, ReturnRevision, State
from shop.reports.rules import FIGURES

# The figures of reports no longer in force are history: the books have gone on.
MOST_RECOUNTED = 500


def checks() -> Iterator[tuple[str, "QuerySet[Any]", str]]:
    """What is wrong, the rows in which it is, and the column by which people find them."""
    yield "return differs from its last revision", _returns_beside_revisions(), "pk"
    yield "history differs from the report's state", _reports_beside_history(), "pk"
    shown = AnnualReport.objects.filter(state__in=(State.PUBLISHED, State.REPLACED))
    yield "published report without frozen figures", shown.filter(frozen=None), "pk"
    yield "frozen figures differ from the books, and nothing changed since", _unexplained(), "report_id"


def _returns_beside_revisions() -> "QuerySet[Any]":
    last = ReturnRevision.objects.filter(subject=OuterRef("pk")).order_by("-number")
    names = ("number", *FIGURES)
    rows = MonthlyReturn.objects.annotate(**{f"last_{name}": Subquery(last.values(name)[:1]) for name in names})
    same = Q(last_number=F("revision"))
    for name in FIGURES:
        same &= Q(**{f"last_{name}": F(name)}) | Q(**{f"last_{name}__isnull": True, f"{name}__isnull": True})
    return rows.exclude(pk__in=rows.filter(same).values("pk"))


def _reports_beside_history() -> "QuerySet[Any]":
    last = AnnualReportEvent.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    return AnnualReport.objects.annotate(last=Subquery(last)).exclude(last=F("state"))


def _unexplained() -> "QuerySet[FrozenFigures]":
    frozen = FrozenFigures.objects.filter(report__state=State.PUBLISHED).select_related("report__lao")
    wrong = [one.pk for one in frozen.order_by("-pk")[:MOST_RECOUNTED] if unexplained(one)]
    return FrozenFigures.objects.filter(pk__in=wrong)
