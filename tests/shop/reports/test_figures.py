"""Figures are right, invented enterprises are counted apart, and no sum tells what one of fewer than three earned."""

from datetime import date
from typing import Any

import pytest

from shop.reports import counting, rules
from tests.cast import Cast
from tests.shop.reports.ground import MAY, YEAR, makers, returned, sold

JUNE = date(2025, 6, 1)


def figures(makers_counted: Any) -> dict[str, Any]:
    return counting.figures([one.pk for one in makers_counted], YEAR)


@pytest.mark.every_database
@pytest.mark.django_db
def test_sums_are_those_of_the_fiscal_year_and_of_the_year_before(cast: Cast) -> None:
    ours = makers(cast, 3)
    for one in ours:
        sold(one, cast.seller, 100)
        sold(one, cast.seller, 80, date(2024, 9, 30))  # the last day of the year before
        sold(one, cast.seller, 1_000, date(2025, 10, 1))  # the first of the next
        returned(one, cast.seller)
    said = figures(ours)
    lines = said["lines"]
    assert (lines["sales"]["value"], lines["sales"]["before"]) == (30_000, 24_000)
    assert lines["income"]["value"] == 3 * 150_000
    assert lines["jobs"]["value"] == 12
    assert lines["raw_material_kg"]["value"] == 3 * 1_250
    assert (lines["active"]["value"], lines["returned_months"]["value"]) == (3, 3)
    assert lines["wages"]["before"] is None
    assert not lines["wages"]["withheld_before"]
    [may] = [row for row in said["months"] if row["sales"]]
    assert may == {"month": MAY.isoformat(), "sales": 30_000, "online": 0, "offline": 30_000}


@pytest.mark.django_db
def test_money_of_two_enterprises_is_nowhere_in_the_figures(cast: Cast) -> None:
    ours = makers(cast, 2)
    for one in ours:
        sold(one, cast.seller, 54_321)
        returned(one, cast.seller, local_purchases=9_876_500, wages=1_234_500, jobs=77, raw_material_kg=5_551)
    said = figures(ours)
    for name in ("sales", "offline", "local_purchases", "wages", "income", "jobs", "raw_material_kg"):
        assert said["lines"][name]["value"] is None
        assert said["lines"][name]["withheld"]
    assert said["months"] is None
    assert said["satisfaction"] is None
    assert not any(secret in str(said) for secret in ("5432100", "10864200", "9876500", "19753000", "5551", "11102"))


@pytest.mark.django_db
def test_a_month_of_one_enterprise_withholds_all_months(cast: Cast) -> None:
    ours = makers(cast, 3)
    for one in ours:
        sold(one, cast.seller, 100)
    sold(ours[0], cast.seller, 7, JUNE)
    said = figures(ours)
    assert said["lines"]["sales"]["value"] == 30_700
    assert said["months"] is None


@pytest.mark.django_db
def test_income_is_withheld_where_wages_are_of_one_enterprise(cast: Cast) -> None:
    ours = makers(cast, 3)
    for one in ours:
        returned(one, cast.seller, local_purchases=100)
    returned(ours[0], cast.seller, JUNE, wages=50)
    lines = figures(ours)["lines"]
    assert lines["local_purchases"]["value"] == 300
    assert lines["wages"]["withheld"]
    assert lines["income"]["withheld"]


def test_one_part_is_never_told_where_the_other_would_follow_from_the_sum() -> None:
    sold_by = [(key, 5, 0, 100) for key in range(1, 4)] + [(1, 6, 900, 0)]
    sums = counting._sales(sold_by)
    assert sums["sales"].kept() == 1_200
    assert sums["online"].kept() is None
    assert sums["offline"].kept() is None


@pytest.mark.django_db
def test_invented_enterprises_and_real_ones_are_never_counted_together(cast: Cast) -> None:
    [real], [invented] = makers(cast, 1), makers(cast, 1, is_demo=True)
    assert counting.counted_for(None, is_demo=False) == [real.pk]
    assert counting.counted_for(None, is_demo=True) == [invented.pk]


def test_a_fiscal_year_begins_in_october() -> None:
    assert [rules.fiscal_year_of(date(2025, 9, 30)), rules.fiscal_year_of(date(2025, 10, 1))] == [2025, 2026]
    assert rules.years(date(2025, 9, 30))[0] == 2024
    assert rules.month_before(date(2025, 1, 31)) == date(2024, 12, 1)
