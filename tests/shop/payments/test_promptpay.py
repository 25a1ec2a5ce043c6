"""What a PromptPay code says, against what others publish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import MOST
from shop.payments.promptpay import NotFields, NotPayable, account, crc, fields, payload

# The examples in the test file of dtinth/promptpay-qr (MIT): the one with an amount byte by byte, of those without an
# amount, which we never make, the check sum and the account.
PAYS_4_22 = "00020101021229370016A000000677010111011300660000000005802TH530376454044.226304E469"
ACCOUNTS = {
    "0801234567": "00020101021129370016A000000677010111011300668012345675802TH530376463046197",
    "0891234567": "00020101021129370016A000000677010111011300668912345675802TH5303764630429C1",
    "1111111111111": "00020101021129370016A000000677010111021311111111111115802TH530376463047B5A",
    "0123456789012": "00020101021129370016A000000677010111021301234567890125802TH530376463040CBD",
}
# An e-wallet, in the tests of maythiwat/promptparse (MIT).
WALLET = "00020101021129390016A000000677010111031514000080111111153037645802TH63047C0F"

targets = st.from_regex(r"\A(0[0-9]{9}|[0-9]{13}|[0-9]{15})\Z").filter(str.isascii)


def test_the_check_sum_is_the_published_one() -> None:
    # The check value of CRC-16/CCITT-FALSE (CRC-16/IBM-3740) in the catalogue of parametrised CRC algorithms.
    assert crc("123456789") == "29B1"


def test_a_code_with_an_amount_is_the_published_one() -> None:
    assert payload("0000000000", 422) == PAYS_4_22


@pytest.mark.parametrize(("target", "published"), [*ACCOUNTS.items(), ("140000801111111", WALLET)])
def test_accounts_are_named_as_published(target: str, published: str) -> None:
    said = fields(published)
    assert said["63"] == crc(published[:-4])
    assert said["29"] == fields(payload(target, 100))["29"]
    assert said["29"].endswith(account(target))


@given(targets, st.integers(1, MOST))
def test_what_is_made_can_be_read_back(target: str, amount: int) -> None:
    text = payload(target, amount)
    said = fields(text)
    assert next(iter(said)) == "00"
    assert list(said)[-1] == "63"
    assert said["63"] == crc(text[:-4])
    assert (said["01"], said["53"], said["58"]) == ("12", "764", "TH")
    whole, _dot, rest = said["54"].partition(".")
    assert (len(rest), int(whole) * 100 + int(rest)) == (2, amount)
    assert len(said["54"]) <= 13  # EMVCo's bound
    named = fields(said["29"])
    assert named["00"] == "A000000677010111"
    (number,) = (value for tag, value in named.items() if tag != "00")
    assert number == (f"0066{target[1:]}" if len(target) == 10 else target)


@pytest.mark.parametrize("amount", [0, -1, MOST + 1])
def test_an_amount_that_cannot_be_paid_makes_no_code(amount: int) -> None:
    with pytest.raises(NotPayable):
        payload("0812345678", amount)


@pytest.mark.parametrize("target", ["", "123", "1812345678", "08123456789", "081-234-5678", "๐๘๑๒๓๔๕๖๗๘"])
def test_a_number_that_is_none_makes_no_code(target: str) -> None:
    with pytest.raises(NotPayable):
        payload(target, 100)


@pytest.mark.parametrize("text", ["0", "000", "0002", "00020", "00020100020", "000201000201", "zz0201", "๐๐๐๒๐๑"])
def test_what_is_no_row_of_fields_is_refused(text: str) -> None:
    with pytest.raises(NotFields):
        fields(text)


@given(st.text(max_size=200))
def test_whatever_is_read_is_fields_or_refused(text: str) -> None:
    try:
        said = fields(text)
    except NotFields:
        return
    assert "".join(f"{tag}{len(value):02}{value}" for tag, value in said.items()) == text
