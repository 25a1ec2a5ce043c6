"""Staff see who is owed what; administrators write down transfers, and everybody else is kept out."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from shop.enterprises.models import Enterprise
from shop.payments.ledger import LedgerEntry, Payout
from tests.cast import Cast
from tests.shop.ground import enterprise
from tests.shop.orders.ground import seller
from tests.shop.payments import slips, till

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

MOST_QUERIES = 15


def due(cast: Cast, name: str = "กลุ่มเห็ดบ้านสวน") -> Enterprise:
    one = till.by_card(cast, seller(cast, name=name)).enterprise
    till.name_account(cast, one)
    return one


def send(cast: Cast, one: Enterprise, who: str = "administrator", **said: Any) -> Any:
    """The form for a payout as the page shows it, with these words in place of those."""
    data = {
        "act": "pay",
        "amount": "๒๐๐.๕๐",
        "paid_on": timezone.localdate().isoformat(),
        "reference": "KTB 001",
        "account": till.ACCOUNT,
        "key": "0" * 32,
        **said,
    }
    return cast.client(who).post(reverse("shop_payout", args=[one.pk]), data)


def test_a_payout_is_written_down_once_however_often_it_is_sent_and_its_proof_is_shown(cast: Cast) -> None:
    one = due(cast)
    for _time in range(2):
        assert send(cast, one, slip=slips.upload()).status_code == 302
    made = Payout.objects.get()
    assert (made.amount, made.reference, till.owed(one)) == (20_050, "KTB 001", 7_817)
    html = cast.client("moderator").get(reverse("shop_payout", args=[one.pk])).content.decode()
    assert "KTB 001" in html
    assert cast.client("moderator").get(reverse("shop_payout_proof", args=[made.pk])).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [("amount", "มาก"), ("amount", "278.68"), ("paid_on", "เมื่อวาน"), ("paid_on", "2999-01-01"), ("reference", "")],
    ids=["no-amount", "too-much", "no-day", "future", "no-reference"],
)
def test_nonsense_stands_beside_its_field_and_stays_typed(cast: Cast, field: str, typed: str) -> None:
    one = due(cast)
    answer = send(cast, one, **{field: typed})
    form = answer.context["forms"]["pay"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert form[field].value() == typed
    assert (Payout.objects.count(), till.owed(one)) == (0, 27_867)


def test_an_account_changed_since_the_page_was_opened_is_told(cast: Cast) -> None:
    one = due(cast)
    till.name_account(cast, one, "9999999999")
    answer = send(cast, one)
    assert answer.status_code == 422
    assert answer.context["forms"]["pay"].non_field_errors()
    assert Payout.objects.count() == 0


def test_it_is_taken_back_with_a_reason_and_corrected_either_way(cast: Cast) -> None:
    one = due(cast)
    send(cast, one)
    pk = str(Payout.objects.get().pk)
    blank = send(cast, one, act="back", payout=pk, reason="")
    assert blank.status_code == 422
    assert till.owed(one) == 7_817
    assert send(cast, one, act="back", payout=pk, reason="ผิดราย").status_code == 302
    assert till.owed(one) == 27_867
    less = {"act": "adjust", "way": "less", "amount": "10", "reason": "ข้อพิพาท", "key": "1" * 32}
    assert send(cast, one, **less).status_code == 302
    assert till.owed(one) == 26_867
    assert send(cast, one, **(less | {"amount": "x"})).status_code == 422
    assert send(cast, one, act="nothing").status_code == 404
    assert till.owed(one) == 26_867


def test_a_payout_of_another_enterprise_is_not_taken_back_here(cast: Cast) -> None:
    one, other = due(cast), due(cast, "อีกกลุ่ม")
    send(cast, one)
    pk = str(Payout.objects.get().pk)
    assert send(cast, other, act="back", payout=pk, reason="ผิดราย").status_code == 404
    assert till.owed(one) == 7_817


def test_a_form_that_another_page_has_sent_is_told_so(cast: Cast) -> None:
    one, other = due(cast), due(cast, "อีกกลุ่ม")
    send(cast, one)
    answer = send(cast, other)
    assert answer.status_code == 422
    assert answer.context["forms"]["pay"].non_field_errors()
    assert (Payout.objects.count(), till.owed(other)) == (1, 27_867)


def test_moderators_look_and_pay_nothing_and_the_rest_see_nothing(cast: Cast) -> None:
    one = due(cast)
    page = reverse("shop_payout", args=[one.pk])
    html = cast.client("moderator").get(page).content.decode()
    assert "xxx-7890" in html
    assert till.ACCOUNT not in html
    assert till.ACCOUNT in cast.client("administrator").get(page).content.decode()
    assert send(cast, one, who="moderator").status_code in {302, 403}
    assert Payout.objects.count() == 0
    for who in ("editor", "seller", "visitor"):
        for address in (page, reverse("shop_payouts"), reverse("shop_payouts_file", args=["csv"])):
            assert cast.client(who).get(address).status_code in {302, 403}


def test_the_list_shows_who_is_owed_most_first_and_those_asked_for(cast: Cast) -> None:
    one, other = due(cast), due(cast, "อีกกลุ่ม")
    enterprise(cast, "ไม่มีรายการ")
    send(cast, one)
    client = cast.client("moderator")
    page = client.get(reverse("shop_payouts"))
    assert [row.pk for row in page.context["object_list"]] == [other.pk, one.pk]
    send(cast, one, act="adjust", way="less", amount="100", reason="ข้อพิพาท", key="2" * 32)
    page = client.get(reverse("shop_payouts") + "?owed=over")
    assert [row.pk for row in page.context["object_list"]] == [one.pk]
    page = client.get(reverse("shop_payouts") + "?owed=due&q=อีก")
    assert [row.pk for row in page.context["object_list"]] == [other.pk]


def test_the_file_has_accounts_for_those_only_who_pay_out(cast: Cast) -> None:
    due(cast)
    address = reverse("shop_payouts_file", args=["xlsx"])
    for who, width in (("administrator", 10), ("moderator", 7)):
        book = load_workbook(io.BytesIO(cast.client(who).get(address).content))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert len(rows[0]) == width
        assert rows[1][1:7] == (278.67, 290, 11.33, 0, 0, 0)
        assert (till.ACCOUNT in rows[1]) == (who == "administrator")
    assert cast.client("administrator").get(reverse("shop_payouts_file", args=["exe"])).status_code == 404


@pytest.mark.parametrize(("page", "most"), [("shop_payouts", MOST_QUERIES), ("shop_payout", MOST_QUERIES + 1)])
def test_many_entries_cost_no_more_queries(cast: Cast, page: str, most: int) -> None:
    one = due(cast)
    for number in range(12):
        till.pay_out(cast, one, 100, reference=f"T-{number}")
    for number in range(4):
        due(cast, f"กลุ่มที่ {number}")
    address = reverse(page, args=[one.pk] if page == "shop_payout" else [])
    client = cast.client("administrator")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert LedgerEntry.objects.count() == 22
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)
