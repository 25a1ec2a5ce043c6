"""The money of a programme, year by year, as its sources state it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from cms.research.rules import Stated, Total, total_of_parts

if TYPE_CHECKING:
    from cms.research.programmes import Funding, ResearchProgrammePage

MOST_PARTS = 100


@dataclass(frozen=True)
class FundingRow:
    """What one document states, and what the parts below add up to where that is something else."""

    funding: Any
    total: Total | None


def stated(row: "Funding") -> Stated:
    """The row as arithmetic takes it."""
    return Stated(row.fiscal_year, row.until_year, row.projects, row.budget)


def funding_table(facts: "ResearchProgrammePage") -> list[FundingRow]:
    """Every row, by year; rows of one year that contradict each other follow one another. Two queries."""
    rows = sorted(facts.fundings.select_related("source"), key=lambda row: (row.fiscal_year, row.until_year or 0))
    parts = _parts(facts) if rows and facts.path else []
    return [FundingRow(row, total_of_parts(stated(row), parts)) for row in rows]


def _parts(facts: "ResearchProgrammePage") -> list[Sequence[Stated]]:
    """What is stated of each published programme right below this one."""
    model: Any = apps.get_model("research.ResearchProgrammePage")
    below = model.published().child_of(facts).filter(alias_of=None).values("pk")
    fundings: Any = apps.get_model("research.Funding")
    found: dict[int, list[Stated]] = {}
    for row in fundings.objects.filter(page__in=below).order_by("page")[: MOST_PARTS * 10]:
        found.setdefault(row.page_id, []).append(stated(row))
    return list(found.values())
