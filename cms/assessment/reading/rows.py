"""Organisations with what they reached, a row each, as tables and cards show them."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from cms.assessment.models import Standing

# Long, and not shown in lists.
LONG = ("result__scores", "result__working")


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation in a round. `level` is empty where none was reached; `place` is its rank among the listed, 0 untold.

    `self_percent` is by self-assessment, None where there was none. `before` is the level of the round before, where it rose.
    """

    key: str
    url: str
    name: str
    what: str
    province: str
    province_code: str
    percent: Decimal
    self_percent: Decimal | None
    rank: int
    level: str
    has_risen: bool
    is_demo: bool
    place: int = 0

    @property
    def kept_as(self) -> Hashable:
        """What names this row in memory: all that it says."""
        return self


def with_names(standings: QuerySet[Standing]) -> QuerySet[Standing]:
    """With all that a row says; one query."""
    related = ("organisation__kind", "province", "result__level")
    return standings.select_related(*related).defer(*LONG)


def rows(standings: Iterable[Standing], *, year: int | None = None) -> list[Row]:
    """The rows of these standings, read `with_names`; `year` leads to the organisation in that year."""
    return [_row(standing, year) for standing in standings]


def _row(standing: Standing, year: int | None) -> Row:
    organisation, level = standing.organisation, standing.result.level
    url = reverse("assessment:organisation", args=[organisation.key])
    return Row(
        key=organisation.key,
        url=f"{url}?year={year}" if year else url,
        name=organisation.full_name,
        what=str(organisation.get_lao_type_display() or organisation.kind),
        province=str(standing.province),
        province_code=standing.province_id,
        percent=standing.percent,
        self_percent=standing.result.self_percent,
        rank=standing.rank,
        level=level.name if level else "",
        has_risen=standing.has_risen,
        is_demo=standing.is_demo,
    )
