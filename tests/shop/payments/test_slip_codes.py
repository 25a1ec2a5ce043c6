"""What the small code of a bank's slip says, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.promptpay import field, payload, sealed
from shop.payments.slip_qr import SlipReference, parse
from shop.payments.slip_reading import Reading, read
from tests.shop.payments.slips import BANK, REFERENCE, clean_slip, code, picture

# The two slips in the tests of maythiwat/promptparse (MIT).
PUBLISHED = {
    "004000060000010103002021900021231231212000115102TH91049C30": SlipReference("002", "0002123123121200011"),
    "004100060000010103014022000111222233344ABCD125102TH910417DF": SlipReference("014", "00111222233344ABCD12"),
}
# The slip of a wallet, which has no bank in it (same place): TrueMoney's own format.
A_WALLETS = sealed(field("00", field("00", "01") + field("01", "01") + field("02", "P2P")), "91")


@pytest.mark.parametrize(("text", "said"), PUBLISHED.items())
def test_published_slips_are_read(text: str, said: SlipReference) -> None:
    assert parse(text) == said
    assert parse(text[:-4] + text[-4:].lower()) == said


@given(st.from_regex(r"\A[0-9]{3}\Z"), st.from_regex(r"\A[0-9A-Za-z]{1,40}\Z"))
def test_what_a_bank_writes_is_read_back(bank: str, reference: str) -> None:
    if bank.isascii():
        assert parse(code(reference, bank)) == SlipReference(bank, reference)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org/?9104ABCD",
        payload("0812345678", 29_000),
        A_WALLETS,
        next(iter(PUBLISHED))[:-1],
        next(iter(PUBLISHED))[:-4] + "0000",
        code("ก"),
        code("x" * 41),
        code("a b"),
        code(bank="04"),
        sealed(field("51", "TH"), "91"),
        sealed(field("00", "zz"), "91"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=120))
def test_whatever_is_scanned_is_no_error(text: str) -> None:
    assert parse(text) is None
    assert parse(text + "9104") is None


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_the_code_is_found_in_the_picture_of_a_slip(format: str) -> None:
    assert read(picture(code(), format=format)) == Reading(SlipReference(BANK, REFERENCE))


def test_a_code_drawn_small_survives_being_cleaned() -> None:
    assert read(clean_slip(code()).read()).reference == SlipReference(BANK, REFERENCE)


@pytest.mark.parametrize("text", ["https://example.org/", payload("0812345678", 29_000)])
def test_another_code_counts_as_none(text: str) -> None:
    assert read(picture(text)) == Reading(None, has_other_code=True)


def test_a_picture_without_a_code_has_none() -> None:
    assert read(picture()) == Reading(None, has_other_code=False)
