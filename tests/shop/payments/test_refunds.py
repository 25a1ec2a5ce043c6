"""Who pays money back says so: never more than came, never undone, and the buyer is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from shop.checkout.checking import problems
from shop.orders.models import Order
from shop.payments import refunds
from shop.payments import services as payments
from shop.payments.models import Payment, Refund
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.shop.desk.ground import at, claimed, shop
from tests.shop.orders.ground import payment_of

pytestmark = [pytest.mark.django_db, pytest.mark.every_database, pytest.mark.usefixtures("private_files")]


def paid(cast: Cast) -> Order:
    """An order of 290 baht whose money the seller has."""
    order = claimed(cast, shop(cast))
    payments.confirm(payment=payment_of(order), actor=cast.seller)
    return order


def record(cast: Cast, order: Order, amount: int, *, seen: int = 0, **said: Any) -> Refund:
    fields = {"how": "transfer", "paid_on": timezone.localdate(), **said}
    return refunds.record(payment=payment_of(order), actor=cast.seller, amount=amount, seen=seen, **fields)


def back(order: Order) -> tuple[int, int]:
    """The sum that the payment keeps, and the sum of its refunds."""
    return payment_of(order).refunded, sum(Refund.objects.values_list("amount", flat=True))


def test_money_goes_back_in_parts_until_nothing_is_left(cast: Cast) -> None:
    order = paid(cast)
    record(cast, order, 9_000)
    record(cast, order, 20_000, seen=9_000, how="cash")
    assert back(order) == (29_000, 29_000)
    with pytest.raises(refunds.MoreThanPaid):
        record(cast, order, 1, seen=29_000)
    assert back(order) == (29_000, 29_000)
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"amount": 29_001}, refunds.MoreThanPaid),
        ({"amount": 0}, refunds.MoreThanPaid),
        ({"amount": 100, "how": "gold"}, ValidationError),
        ({"amount": 100, "paid_on": date(2001, 1, 1)}, refunds.WrongDay),
        ({"amount": 100, "paid_on": date(2569, 1, 1)}, refunds.WrongDay),
        ({"amount": 100, "seen": 5}, refunds.RefundedMeanwhile),
    ],
    ids=["too-much", "nothing", "no-way", "before", "future", "meanwhile"],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, said: dict[str, Any], error: type[Exception]
) -> None:
    order = paid(cast)
    with pytest.raises(error):
        record(cast, order, **said)
    assert back(order) == (0, 0)


def test_what_was_never_paid_cannot_go_back(cast: Cast) -> None:
    order = claimed(cast, shop(cast))
    with pytest.raises(refunds.NothingPaid):
        record(cast, order, 100)
    assert back(order) == (0, 0)


def test_the_database_refuses_more_than_was_paid_and_any_change_of_a_refund(cast: Cast) -> None:
    order = paid(cast)
    made = record(cast, order, 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.update(refunded=29_001)
    with pytest.raises(DatabaseError), transaction.atomic():
        Refund.objects.filter(pk=made.pk).update(amount=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Refund.objects.filter(pk=made.pk).delete()
    assert back(order) == (100, 100)


def test_the_buyer_is_told_by_mail_and_on_the_page_of_the_order(cast: Cast) -> None:
    order = paid(cast)
    record(cast, order, 9_050)
    told = latest_to("owner@example.org")
    assert order.number in told.subject
    assert "คืน" in str(told.body)
    assert "90.50" in str(told.body)
    html = cast.client("owner").get(reverse("order", args=[order.number])).content.decode()
    assert "90.50" in html


class TestAtTheDesk:
    """The seller writes it down on the order's page."""

    def post(self, cast: Cast, order: Order, **said: str) -> Any:
        day = timezone.localdate().isoformat()
        data = {"act": "refund", "amount": "๙๐.๕๐", "how": "transfer", "paid_on": day, "seen": "0", **said}
        return cast.client("seller").post(at(order.enterprise, "order", order.number), data)

    def test_it_is_written_down_once_however_often_it_is_sent(self, cast: Cast) -> None:
        order = paid(cast)
        assert self.post(cast, order).status_code == 302
        assert self.post(cast, order).status_code == 422
        assert back(order) == (9_050, 9_050)

    @pytest.mark.parametrize(
        ("field", "typed"),
        [("amount", "มาก"), ("amount", "300"), ("paid_on", "เมื่อวาน"), ("how", "gold")],
        ids=["no-amount", "too-much", "no-day", "no-way"],
    )
    def test_nonsense_stands_beside_its_field_and_stays_typed(self, cast: Cast, field: str, typed: str) -> None:
        order = paid(cast)
        answer = self.post(cast, order, **{field: typed})
        assert answer.status_code == 422
        assert list(answer.context["refund_form"].errors) == [field]
        assert answer.context["refund_form"][field].value() == typed
        assert back(order) == (0, 0)

    def test_where_nothing_was_paid_there_is_no_form(self, cast: Cast) -> None:
        order = claimed(cast, shop(cast))
        answer = cast.client("seller").get(at(order.enterprise, "order", order.number))
        assert answer.context["refund_form"] is None
        assert self.post(cast, order).status_code == 302
        assert back(order) == (0, 0)


class TestInTheAdmin:
    """Staff write it down too."""

    def test_staff_write_it_down(self, cast: Cast) -> None:
        order = paid(cast)
        address = reverse("shop_order_refund", args=[order.pk])
        client = cast.client("moderator")
        assert address in client.get(reverse("shop_order", args=[order.pk])).content.decode()
        assert client.get(address).status_code == 200
        day = (timezone.localdate() + timedelta(days=1)).isoformat()
        said = {"amount": "100", "how": "cash", "paid_on": day, "seen": "0"}
        assert client.post(address, said).status_code == 422
        assert back(order) == (0, 0)
        assert client.post(address, {**said, "paid_on": timezone.localdate().isoformat()}).status_code == 302
        assert Refund.objects.get().actor == cast.moderator

    def test_editors_may_not(self, cast: Cast) -> None:
        order = paid(cast)
        assert cast.client("editor").get(reverse("shop_order_refund", args=[order.pk])).status_code in {302, 403}
