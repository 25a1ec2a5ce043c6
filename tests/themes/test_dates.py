"""Dates as they are written in each language."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from themes.templatetags.thai_dates import fiscal_year, thai_date, thai_datetime, thai_year

DAY = date(2026, 12, 5)


def test_thai_dates_count_in_the_buddhist_era() -> None:
    with translation.override("th"):
        assert thai_date(DAY) == "5 ธันวาคม 2569"
        assert thai_year(DAY) == "พ.ศ. 2569"
        assert thai_year(2024) == "พ.ศ. 2567"


def test_english_dates_count_in_the_common_era() -> None:
    with translation.override("en"):
        assert thai_date(DAY) == "5 December 2026"
        assert thai_year(2024) == "2024"


def test_a_moment_is_taken_in_bangkok() -> None:
    late = datetime(2026, 12, 31, 20, 30, tzinfo=UTC)
    with translation.override("th"):
        assert thai_date(late) == "1 มกราคม 2570"
        assert thai_datetime(late) == "1 มกราคม 2570 เวลา 03.30 น."
    with translation.override("en"):
        assert thai_datetime(late) == "1 January 2027, 03:30"


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 9, 30), "ปีงบประมาณ 2569"), (date(2026, 10, 1), "ปีงบประมาณ 2570")]
)
def test_the_fiscal_year_begins_on_the_first_of_october(day: date, year: str) -> None:
    with translation.override("th"):
        assert fiscal_year(day) == year


@pytest.mark.parametrize("nothing", [None, "", "soon"])
def test_what_is_no_date_is_written_as_nothing(nothing: object) -> None:
    assert thai_date(nothing) == thai_year(nothing) == fiscal_year(nothing) == thai_datetime(nothing) == ""
