"""The money of a programme, year by year, as its sources state it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from cms.research.rows import is_stored
from cms.research.rules import Stated, Total, total_of_parts

if TYPE_CHECKING:
    from cms.research.programmes import Funding, ResearchProgrammePage

MOST_ROWS = 1_000


@dataclass(frozen=True)
class FundingRow:
    """What one document states; on the last row of the same years, what the parts below add up to where no row says it."""

    funding: Any
    total: Total | None


def stated(row: "Funding") -> Stated:
    """The row as arithmetic takes it."""
    return Stated(row.fiscal_year, row.until_year, row.projects, row.budget)


def funding_table(facts: "ResearchProgrammePage") -> list[FundingRow]:
    """Every row, by year, runs of years last; rows of one year that contradict each other follow one another. One query."""
    own, parts = _stored(facts) if is_stored(facts) else (list(facts.fundings.all()), [])
    rows = sorted(own, key=lambda row: (row.until_year is not None, row.fiscal_year, row.until_year))
    table: list[FundingRow] = []
    for _years, same in groupby(rows, key=lambda row: stated(row).span):
        group = list(same)
        total = total_of_parts([stated(row) for row in group], parts)
        table += [*(FundingRow(row, None) for row in group[:-1]), FundingRow(group[-1], total)]
    return table


def _stored(facts: "ResearchProgrammePage") -> tuple[list["Funding"], list[Sequence[Stated]]]:
    """The programme's own rows, and what is stated of each published programme right below it."""
    model: Any = apps.get_model("research.ResearchProgrammePage")
    below = model.published().child_of(facts).filter(alias_of=None).values("pk")
    fundings: Any = apps.get_model("research.Funding")
    rows = fundings.objects.filter(Q(page=facts.pk) | Q(page__in=below)).select_related("source")
    own: list[Funding] = []
    parts: dict[int, list[Stated]] = {}
    for row in rows.order_by("page_id", "sort_order")[:MOST_ROWS]:
        if row.page_id == facts.pk:
            own.append(row)
        else:
            parts.setdefault(row.page_id, []).append(stated(row))
    return own, list(parts.values())
