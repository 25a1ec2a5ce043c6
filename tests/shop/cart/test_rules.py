"""Quantities, merged carts, and what is told of a line."""

from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.cart.rules import MOST_PIECES, NotAQuantity, changes, merged, quantity

pieces = st.integers(1, MOST_PIECES)


@pytest.mark.parametrize(("typed", "number"), [("1", 1), (" 12 ", 12), ("๓", 3), ("๑๒", 12), ("007", 7), ("999", 999)])
def test_a_whole_number_is_understood_in_either_digits(typed: str, number: int) -> None:
    assert quantity(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "000",
        "-1",
        "+1",
        "1.5",
        "1,5",
        "1/2",
        "1e3",
        "1000",
        "9" * 5000,
        "สอง",
        "²",
        "½",
        "١",
        "1 2",
        "\x00",
        "0x1",
    ],
)
def test_whatever_is_no_such_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAQuantity):
        quantity(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_number_in_bounds_or_refused(typed: str) -> None:
    with suppress(NotAQuantity):
        assert 1 <= quantity(typed) <= MOST_PIECES


@given(pieces, pieces, st.integers(0, 10_000))
def test_merging_takes_nothing_away_and_adds_no_more_than_there_is(mine: int, theirs: int, available: int) -> None:
    together = merged(mine, theirs, available)
    assert max(mine, theirs) <= together <= min(mine + theirs, MOST_PIECES)
    assert together == merged(theirs, mine, available)
    assert together <= max(mine, theirs, available)
    if mine + theirs <= min(available, MOST_PIECES):
        assert together == mine + theirs


def test_what_changed_is_told_with_both_numbers() -> None:
    told = partial(changes, price_seen=10_000, reason="", reason_label="")
    assert told(quantity=2, price=10_000, available=2) == ()
    (dearer,) = told(quantity=2, price=12_050, available=2)
    assert dearer.code == "price"
    assert "100" in dearer.text
    assert "120.50" in dearer.text
    both = told(quantity=5, price=9_000, available=3)
    assert [change.code for change in both] == ["fewer", "price"]
    (gone,) = changes(quantity=1, price=None, price_seen=1, available=0, reason="gone", reason_label="ไม่มีแล้ว")
    assert (gone.code, gone.text) == ("gone", "ไม่มีแล้ว")
