"""Baht as people type and read them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import MOST, NotAnAmount, baht, from_baht


@given(st.integers(min_value=0, max_value=MOST))
def test_what_is_shown_is_read_back_as_it_was(satang: int) -> None:
    assert from_baht(baht(satang)) == satang


@pytest.mark.parametrize(
    ("typed", "satang"),
    [("120", 12000), ("1,250.50", 125050), ("๘๐", 8000), (" ฿ 80.5 ", 8050), ("80 บาท", 8000), ("0.01", 1)],
)
def test_an_amount_is_read_as_people_type_it(typed: str, satang: int) -> None:
    assert from_baht(typed) == satang


@pytest.mark.parametrize(
    "typed", ["", "-5", "1.234", "1,2", "12,34.5", "1e9", "NaN", "∞", "9" * 400, "๘.๘๘๘", "80;DROP"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        from_baht(typed)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(NotAnAmount):
        assert 0 <= from_baht(typed) <= MOST
