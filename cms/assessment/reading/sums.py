"""What results add up to, ready to be shown: shares of levels, means of dimensions, provinces as tiles and rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.assessment.reading.rounds import RoundRead
from cms.assessment.reading.tally import Cell, Mean, Total, rounded, totals_by
from cms.assessment.reading.words import change_words, percent_words
from cms.lao.tiles import INITIALS, LETTERS, PLACES
from cms.places.regions import REGION_OF

MOST_SHADES = 5  # that tiles are told apart by


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a table of shares, with a bar of `percent`: what, how much in words, and something beside it."""

    label: str
    percent: Decimal
    amount: str
    beside: str = ""
    href: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One province on the map: its mean as a whole number and the shade of the cut-off that it passes, 0 below all.

    `mean` is empty where nobody was assessed.
    """

    row: int
    column: int
    code: str
    name: str
    short: str
    region: str
    mean: str
    shade: int
    number: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """One province of the table behind the map; `levels` are the numbers by level in the order of the round, none last."""

    code: str
    name: str
    href: str
    number: int
    mean: str
    levels: tuple[int, ...]
    risen: int


def level_shares(one: RoundRead, counted: Total, results_query: str = "") -> list[Share]:
    """How many reached each level, the highest first; each leads to the list of them."""
    ranks = [(level.rank, level.name) for level in reversed(one.levels)] + [(0, _("No level reached"))]
    found = []
    for rank, name in ranks:
        number = counted.by_rank.get(rank, 0)
        share = rounded(Decimal(100 * number) / counted.number) if counted.number else Decimal(0)
        href = f"{reverse('assessment:results')}{one.query}&level={rank}{results_query}" if number else ""
        found.append(Share(name, share, f"{number:,}", percent_words(share), href, str(rank)))
    return found


def dimension_shares(
    one: RoundRead, means: Mapping[str, Mean], beside: Mapping[str, Mean] | None = None
) -> list[Share]:
    """The mean of each dimension; with `beside`, how far it is from the mean of the country."""
    found = []
    for dimension in one.dimensions:
        mean = means.get(dimension.code)
        if mean is None:
            continue
        whole = (beside or {}).get(dimension.code)
        words = change_words(mean.percent - whole.percent) if whole else ""
        found.append(
            Share(
                f"{dimension.code} {dimension.name}",
                mean.percent,
                percent_words(mean.percent),
                words,
                code=dimension.code,
            )
        )
    return found


def shade_of(one: RoundRead, mean: Decimal | None) -> int:
    """The rank of the highest cut-off that a mean passes, 0 below all; floors are of organisations, not of means."""
    passed = [level.rank for level in one.levels if mean is not None and mean >= level.from_percent]
    return min(max(passed, default=0), MOST_SHADES)


def tiles(one: RoundRead, counted: Iterable[Cell], names: Mapping[str, str]) -> list[Tile]:
    """All provinces as tiles, those without results too."""
    sums = totals_by(counted, lambda cell: cell.province)
    short = LETTERS if get_language() == "en" else INITIALS
    found = []
    for code, (row, column) in PLACES.items():
        own = sums.get(code)
        mean = own.mean if own else None
        found.append(
            Tile(
                row=row,
                column=column,
                code=code,
                name=names.get(code, code),
                short=short[code],
                region=REGION_OF[code],
                mean=f"{mean:.0f}" if mean is not None else "",
                shade=shade_of(one, mean),
                number=own.number if own else 0,
                words=percent_words(mean) if own else _("no result"),
                href=province_url(code, one),
            )
        )
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def province_rows(one: RoundRead, counted: Iterable[Cell], names: Mapping[str, str]) -> list[ProvinceRow]:
    """The provinces with results, the highest mean first."""
    sums = totals_by(counted, lambda cell: cell.province)
    ranks = [*reversed([level.rank for level in one.levels]), 0]
    order = sorted(sums, key=lambda code: (-(sums[code].mean or 0), code))
    return [
        ProvinceRow(
            code,
            names.get(code, code),
            province_url(code, one),
            sums[code].number,
            percent_words(sums[code].mean),
            tuple(sums[code].by_rank.get(rank, 0) for rank in ranks),
            sums[code].risen,
        )
        for code in order
    ]


def province_url(code: str, one: RoundRead) -> str:
    """The page of a province in a round."""
    return f"{reverse('assessment:province', args=[code])}{one.query}"
