"""Transfers are written down once, never for more than is owed, and taken back only by saying why."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.accounts.models import Notice
from shop.checkout.checking import problems
from shop.enterprises.models import Enterprise
from shop.payments import paying_out, tasks
from shop.payments.balances import Balance, balance_of
from shop.payments.ledger import Payout
from tests.cast import Cast
from tests.shop.payments import slips, till

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    """An enterprise with an account to which 278.67 baht are owed."""
    enterprise = till.by_card(cast).enterprise
    till.name_account(cast, enterprise)
    return enterprise


def told(cast: Cast) -> list[str]:
    """What the owner was told of payouts, in English."""
    rows = Notice.objects.filter(recipient=cast.seller, kind__contains="payout").order_by("pk")
    return list(rows.values_list("text_en", flat=True))


def test_a_payout_is_taken_off_what_is_owed_keeps_the_account_and_is_told(cast: Cast, one: Enterprise) -> None:
    made = till.pay_out(cast, one, 20_000, slip=slips.clean_slip())
    till.name_account(cast, one, "9876543210")
    made.refresh_from_db()
    assert balance_of(one) == Balance(sales=29_000, fees=1_133, payouts=20_000, owed=7_867)
    assert (made.account_number, made.bank, made.actor) == (till.ACCOUNT, "004", cast.administrator)
    assert str(made.slip.name).startswith("transfers/")
    assert told(cast) == ["200 baht were transferred to Ban Suan Mushroom Group, reference T-1"]
    assert till.ACCOUNT not in " ".join(told(cast))
    assert list(problems()) == []


def test_the_same_form_sent_twice_is_one_payout_with_one_proof(
    cast: Cast, one: Enterprise, private_files: Path
) -> None:
    key = uuid4().hex
    first = till.pay_out(cast, one, 100, key=key, slip=slips.clean_slip())
    assert till.pay_out(cast, one, 100, key=key, slip=slips.clean_slip()) == first
    assert till.owed(one) == 27_767
    assert len([path for path in private_files.rglob("*") if path.is_file()]) == 1
    assert len(told(cast)) == 1


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"amount": 27_868}, paying_out.MoreThanOwed),
        ({"amount": 0}, paying_out.MoreThanOwed),
        ({"amount": 100, "paid_on": date(2001, 1, 1)}, paying_out.WrongDay),
        ({"amount": 100, "paid_on": timezone.localdate() + timedelta(days=2)}, paying_out.WrongDay),
        ({"amount": 100, "account": "1234567891"}, paying_out.NoAccount),
    ],
    ids=["too-much", "nothing", "before", "future", "another-account"],
)
def test_what_cannot_be_is_refused_and_neither_row_nor_file_stays(
    cast: Cast, one: Enterprise, private_files: Path, said: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        till.pay_out(cast, one, slip=slips.clean_slip(), **said)
    assert Payout.objects.count() == 0
    assert till.owed(one) == 27_867
    assert [path for path in private_files.rglob("*") if path.is_file()] == []
    assert told(cast) == []


def test_who_named_no_account_is_paid_nothing(cast: Cast, private_files: Path) -> None:
    one = till.by_card(cast).enterprise
    with pytest.raises(paying_out.NoAccount):
        till.pay_out(cast, one, 100, account="")
    assert till.owed(one) == 27_867


def test_money_on_its_way_back_to_a_buyer_is_not_paid_out(cast: Cast, one: Enterprise) -> None:
    till.asked_back(one, 20_000)
    with pytest.raises(paying_out.MoreThanOwed):
        till.pay_out(cast, one, 7_868)
    till.pay_out(cast, one, 7_867)


def test_one_reference_of_the_bank_stands_once_until_it_is_taken_back(cast: Cast, one: Enterprise) -> None:
    wrong = till.pay_out(cast, one, 100, reference="BAY 77")
    with pytest.raises(paying_out.WrittenDownBefore):
        till.pay_out(cast, one, 200, reference=" bay  77")
    paying_out.take_back(payout=wrong, actor=cast.administrator, reason="ยอดผิด")
    till.pay_out(cast, one, 200, reference="BAY 77")
    assert till.owed(one) == 27_667
    assert list(problems()) == []


def test_a_payout_is_taken_back_once_and_with_a_reason(cast: Cast, one: Enterprise) -> None:
    made = till.pay_out(cast, one, 20_000)
    with pytest.raises(paying_out.ReasonNeeded):
        paying_out.take_back(payout=made, actor=cast.administrator, reason="  ")
    paying_out.take_back(payout=made, actor=cast.administrator, reason="โอนผิดบัญชี")
    with pytest.raises(paying_out.TakenBack):
        paying_out.take_back(payout=made, actor=cast.administrator, reason="อีกครั้ง")
    assert balance_of(one) == Balance(sales=29_000, fees=1_133, owed=27_867)
    assert "โอนผิดบัญชี" in told(cast)[-1]


def test_a_correction_says_why_and_may_leave_less_than_nothing(cast: Cast, one: Enterprise) -> None:
    key = uuid4().hex
    for _time in range(2):
        paying_out.adjust(enterprise=one, actor=cast.administrator, amount=-30_000, reason="ข้อพิพาท", key=key)
    assert balance_of(one) == Balance(sales=29_000, fees=1_133, adjustments=-30_000, owed=-2_133)
    with pytest.raises(paying_out.MoreThanOwed):
        till.pay_out(cast, one, 1)
    for said in ({"amount": 0, "reason": "ศูนย์"}, {"amount": 5, "reason": " "}):
        with pytest.raises(ValidationError):
            paying_out.adjust(enterprise=one, actor=cast.administrator, key=uuid4().hex, **said)  # type: ignore[arg-type]  # two kinds of values
    assert till.owed(one) == -2_133


def test_only_proofs_that_no_payout_names_are_swept_away(cast: Cast, one: Enterprise, private_files: Path) -> None:
    made = till.pay_out(cast, one, 100, slip=slips.clean_slip())
    stray = Path(made.slip.path).with_name("0123456789abcdef0123456789abcdef.png")
    stray.write_bytes(b"stray")
    till.long_ago(stray, Path(made.slip.path))
    assert tasks.sweep_transfers() == 1
    assert (stray.exists(), Path(made.slip.path).exists()) == (False, True)
