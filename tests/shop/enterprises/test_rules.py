"""What a PromptPay number and a way to reach somebody look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.enterprises import rules
from shop.enterprises.models import ContactKind

ID = "1101700207030"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("0812345678", "0812345678"),
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("1-1017-00207-03-0", ID),
        ("123456789012345", "123456789012345"),
    ],
)
def test_a_promptpay_number_is_kept_as_digits(typed: str, kept: str) -> None:
    assert rules.promptpay_number(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["0212345678", "081234567", "1101700207031", "12345678901234", "abc", "๑²³", "-", "0812345678 0812345678", "สิบ"],
)
def test_what_is_no_promptpay_number_is_refused(typed: str) -> None:
    if not rules.plain_number(typed):
        return
    with pytest.raises(rules.NotAPromptPayNumber):
        rules.promptpay_number(typed)


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_one_last_digit_of_ten_fits(first: str) -> None:
    fitting = []
    for digit in "0123456789":
        try:
            fitting.append(rules.promptpay_number(first + digit))
        except rules.NotAPromptPayNumber:
            continue
    assert len(fitting) == 1


def test_the_owner_knows_the_number_again_and_nobody_learns_it() -> None:
    assert rules.masked("0812345678") == "xxx-xxx-5678"
    assert rules.masked("") == ""


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "link"),
    [
        ("phone", "043 123 456", "043123456", "tel:043123456"),
        ("phone", "๐๘๙-๑๒๓-๔๕๖๗", "0891234567", "tel:0891234567"),
        ("phone", "1567", "1567", "tel:1567"),
        ("line", "@Maker", "@maker", "https://line.me/R/ti/p/@maker"),
        ("line", "maker.2567", "maker.2567", "https://line.me/R/ti/p/~maker.2567"),
        ("email", "a@example.org", "a@example.org", "mailto:a@example.org"),
        ("website", "example.com/x", "https://example.com/x", "https://example.com/x"),
        ("website", "https://ทดสอบ.ไทย/ก", "https://ทดสอบ.ไทย/ก", "https://ทดสอบ.ไทย/ก"),
        ("facebook", "ban.suan.mushrooms", "ban.suan.mushrooms", "https://www.facebook.com/ban.suan.mushrooms"),
        ("facebook", "facebook.com/bansuan", "https://facebook.com/bansuan", "https://facebook.com/bansuan"),
        ("address", " 12  หมู่ 3 ", "12 หมู่ 3", ""),
    ],
)
def test_a_way_to_reach_is_kept_and_leads_there(kind: str, typed: str, kept: str, link: str) -> None:
    assert rules.way_to_reach(kind, typed) == kept
    assert rules.link_to(kind, kept) == link


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "12345"),
        ("phone", "08123456789"),
        ("line", "ไลน์"),
        ("line", "a b"),
        ("email", "a@b"),
        ("email", "a b@example.org"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.com"),
        ("website", "https://user:pass@example.com"),
        ("website", "https://[::1"),
        ("website", "https://example.com:99999"),
        ("website", 'https://example.com/"><script>'),
        ("facebook", "https://evil.example/facebook.com"),
        ("facebook", "ก"),
        ("address", "   "),
    ],
)
def test_what_is_no_way_to_reach_anybody_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(rules.NotAWayToReach):
        rules.way_to_reach(kind, typed)


@given(st.sampled_from(ContactKind.values), st.text(max_size=60))
def test_a_link_never_runs_anything(kind: str, typed: str) -> None:
    try:
        kept = rules.way_to_reach(kind, typed)
    except rules.NotAWayToReach:
        return
    link = rules.link_to(kind, kept)
    assert link == "" or link.split(":", 1)[0].lower() in {"tel", "mailto", "http", "https"}


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0812345678", "081-234-5678"), ("043123456", "043-123-456"), ("021234567", "02-123-4567"), ("1567", "1567")],
)
def test_a_phone_is_shown_as_people_write_it(number: str, shown: str) -> None:
    assert rules.shown_phone(number) == shown
