"""What sending costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.checkout.contacts import NotAPhoneNumber, phone
from shop.checkout.shipping import PICK_UP, Terms, kilograms, missing_for_free, price, quotes

BANDS = {1_000: 4_000, 5_000: 7_000, 20_000: 15_000}

weights, amounts = st.integers(1, 10**7), st.integers(0, 10**10)
bands = st.dictionaries(st.integers(1, 10**6), st.integers(0, 10**6), max_size=8)


@given(weights, amounts, st.integers(0, 10**6))
def test_a_flat_price_is_that_of_every_parcel(weight: int, goods: int, flat: int) -> None:
    quote = price(Terms(flat_price=flat), weight=weight, goods=goods)
    assert (quote.price, quote.reason) == (flat, "")


@pytest.mark.parametrize(
    ("weight", "cost"), [(1, 4_000), (1_000, 4_000), (1_001, 7_000), (5_001, 15_000), (20_000, 15_000)]
)
def test_a_parcel_costs_what_the_lightest_band_that_holds_it_costs(weight: int, cost: int) -> None:
    assert price(Terms(flat_price=1, bands=BANDS), weight=weight, goods=0).price == cost


def test_a_parcel_heavier_than_every_band_cannot_be_sent_and_both_weights_are_said_even_if_it_were_free() -> None:
    quote = price(Terms(bands=BANDS, free_above=0), weight=20_001, goods=10**6)
    assert "20.001" in quote.reason
    assert "20 " in quote.reason


@given(weights, amounts, bands, st.integers(0, 10**10))
def test_from_the_amount_on_a_parcel_is_free_and_below_it_never(
    weight: int, goods: int, table: dict[int, int], free: int
) -> None:
    with_free, without = (
        price(Terms(flat_price=5, bands=table, free_above=above), weight=weight, goods=goods) for above in (free, None)
    )
    assert with_free.reason == without.reason
    if not without.reason:
        assert with_free.price == (0 if goods >= free else without.price)
    assert missing_for_free(Terms(free_above=free), goods=goods) == max(0, free - goods)


def test_a_seller_offers_what_they_said_and_nothing_where_they_said_nothing() -> None:
    assert quotes(None, weight=1, goods=1) == ()
    both = quotes(Terms(flat_price=5, pick_up=True, pick_up_where="ตลาด"), weight=1, goods=1)
    assert [(one.method, one.price, one.where) for one in both] == [("parcel", 5, ""), (PICK_UP, 0, "ตลาด")]
    assert [one.method for one in quotes(Terms(sends=False, pick_up=True), weight=1, goods=1)] == [PICK_UP]
    assert price(Terms(sends=False), weight=1, goods=1).reason


@pytest.mark.parametrize(("grams", "said"), [(12, "0.012"), (1_500, "1.5"), (2_000, "2"), (1_234_500, "1,234.5")])
def test_weights_are_said_in_kilograms(grams: int, said: str) -> None:
    assert kilograms(grams) == said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("043 123 456", "043123456"),
        ("(02) 123-4567", "021234567"),
    ],
)
def test_a_telephone_number_is_kept_as_digits(typed: str, kept: str) -> None:
    assert phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "1234", "08123", "081234567890", "1669", "abc", "0" * 500, "\x00", "+1 555 0100"]
)
def test_what_reaches_nobody_is_refused(typed: str) -> None:
    with pytest.raises(NotAPhoneNumber):
        phone(typed)
