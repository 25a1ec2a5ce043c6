"""Months and years of reports, the income of an area, and what is not told because it would name somebody. Pure."""

from collections.abc import Sequence
from datetime import date

# The figures of a return, in the order in which they are asked and told.
FIGURES = ("local_purchases", "wages", "jobs", "raw_material_kg")
# A report is of a fiscal year, by which LAOs plan and account: it begins on 1 October and is named after its end.
YEAR_BEGINS = 10
MOST_JOBS = 100_000  # persons
MOST_KG = 100_000_000
KG_PER_TONNE = 1_000
# How many months back a return may be written or corrected.
MONTHS_BACK = 36
# A sum of fewer enterprises would tell somebody what one of them earned: it is withheld.
FEWEST = 3
FIRST_YEAR, LAST_YEAR = 2020, 2200


def month_before(day: date, by: int = 1) -> date:
    """The first day of the month that lies so many months before the one of this day."""
    count = day.year * 12 + day.month - 1 - by
    return date(count // 12, count % 12 + 1, 1)


def open_months(today: date) -> list[date]:
    """The months of which a return may be written: those that are over, the latest first."""
    return [month_before(today, by) for by in range(1, MONTHS_BACK + 1)]


def fiscal_year_of(day: date) -> int:
    """The fiscal year (CE) in which the day lies."""
    return day.year + (day.month >= YEAR_BEGINS)


def years(today: date) -> list[int]:
    """The fiscal years of which a report may be written: those that are over, the latest first."""
    return list(range(fiscal_year_of(today) - 1, FIRST_YEAR - 1, -1))


def income(local_purchases: int | None, wages: int | None) -> int | None:
    """What stayed in the area, in satang: what was bought there and what was paid in wages.

    So the programme counts: 212.5 + 11.7 = 224.2 million baht a month (document 002, lines 997 and 1276; "the total
    income equals purchases and wages"). None where neither was returned.
    """
    known = [figure for figure in (local_purchases, wages) if figure is not None]
    return sum(known) if known else None


def is_told(enterprises: int) -> bool:
    """Whether a figure of so many enterprises may be told: none, or FEWEST and more."""
    return enterprises == 0 or enterprises >= FEWEST


def are_told(enterprises: Sequence[int]) -> bool:
    """Whether a row of figures beside their sum may be told: all, or none of them could be reckoned back."""
    return all(is_told(number) for number in enterprises)
