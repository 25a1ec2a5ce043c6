"""What every gateway keeps to, and what each adds."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from cms.lifecycle.rules import ReasonMissing
from cms.settings.stripe import StripeSettings
from shop.checkout.checking import problems
from shop.enterprises.models import Enterprise
from shop.orders import services as orders
from shop.orders.models import State as OrderState
from shop.payments import gateways, services
from shop.payments.gateways import UnknownGateway, gateway
from shop.payments.gateways.base import Gateway
from shop.payments.models import Payment, PaymentTerms, State
from shop.payments.promptpay import fields
from tests.cast import Cast
from tests.shop.orders.ground import now_is, payment_of, place, seller
from tests.shop.payments.fake import FakeGateway
from tests.shop.payments.slips import clean_slip
from tests.shop.payments.stripe_events import KEY, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]


@pytest.mark.every_database
@pytest.mark.parametrize("code", ["promptpay", "cod", "stripe", "fake"])
class TestContract:
    """Runs over every gateway there is, and the fake one."""

    @pytest.fixture(autouse=True)
    def with_the_fake(self, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
        settings.STRIPE = StripeSettings(KEY, SECRET)
        monkeypatch.setattr(gateways, "GATEWAYS", [*gateways.GATEWAYS, FakeGateway()])

    @pytest.fixture
    def way(self, code: str) -> Gateway:
        return gateway(code)

    def test_it_is_known_by_its_code_and_has_a_name(self, way: Gateway, code: str) -> None:
        assert way in gateways.gateways()
        assert (way.code, bool(str(way.label))) == (code, True)
        assert len(way.code) <= (Payment._meta.get_field("gateway").max_length or 0)

    def test_it_is_offered_by_a_seller_who_takes_it_and_costs_no_less_than_nothing(
        self, cast: Cast, way: Gateway
    ) -> None:
        sold_by = seller(cast)
        PaymentTerms.objects.update(takes_card=True)
        sold_by.refresh_from_db()
        assert way.offered(enterprise=sold_by, amount=29_000) == ""
        assert way.fee(enterprise=sold_by, amount=29_000) >= 0

    def test_it_begins_one_payment_of_the_total_with_its_history(self, cast: Cast, code: str) -> None:
        order = place(cast, pay=code)
        payment = payment_of(order)
        assert (payment.gateway, payment.amount, payment.state) == (code, order.total, State.WAITING)
        assert list(payment.events.values_list("from_state", "to_state")) == [("", State.WAITING)]
        assert list(problems()) == []

    def test_it_begins_no_second_one(self, cast: Cast, way: Gateway) -> None:
        order = place(cast, pay=way.code)
        with pytest.raises(IntegrityError), transaction.atomic():
            way.begin(order=order)
        assert Payment.objects.count() == 1

    def test_money_comes_once_and_moves_the_order_once(self, cast: Cast, way: Gateway) -> None:
        order = place(cast, pay=way.code)
        if way.is_told_by_a_service:
            with pytest.raises(services.NotWaiting):
                services.confirm(payment=payment_of(order), actor=cast.seller)
            told: dict[str, Any] = {"at": timezone.now(), "fee": 1_133, "reference": "pi_1"}
            services.confirm_by_provider(payment=payment_of(order), **told)
            services.confirm_by_provider(payment=payment_of(order), **told)
            with pytest.raises(services.PaidBefore):
                services.confirm_by_provider(payment=payment_of(order), **{**told, "reference": "pi_2"})
            assert now_is(order) == OrderState.TO_SEND
        elif way.pays_before_sending:
            services.confirm(payment=payment_of(order), actor=cast.seller)
            services.confirm(payment=payment_of(order), actor=cast.seller)
            assert now_is(order) == OrderState.TO_SEND
        else:
            with pytest.raises(services.NotWaiting):
                services.confirm(payment=payment_of(order), actor=cast.seller)
            orders.send(order=order, actor=cast.seller)
            orders.received(order=order, actor=cast.owner)
        payment = payment_of(order)
        assert payment.state == State.CONFIRMED
        assert payment.events.filter(to_state=State.CONFIRMED).count() == 1
        assert order.events.filter(to_state=OrderState.TO_SEND).count() == 1

    def test_an_order_that_ended_takes_no_money(self, cast: Cast, way: Gateway) -> None:
        order = place(cast, pay=way.code)
        orders.cancel(order=order, by="seller", actor=cast.seller, reason="ของหมดอายุ")
        assert payment_of(order).state == State.ENDED
        for act in (
            lambda: services.confirm(payment=payment_of(order), actor=cast.seller),
            lambda: services.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner),
            lambda: services.refuse(payment=payment_of(order), actor=cast.seller, reason="x"),
        ):
            with pytest.raises(services.NotWaiting):
                act()
        assert (payment_of(order).state, now_is(order)) == (State.ENDED, OrderState.CANCELLED)

    def test_a_slip_needs_an_answer_with_a_reason(self, cast: Cast, way: Gateway) -> None:
        order = place(cast, pay=way.code)
        with pytest.raises((ReasonMissing, services.NotWaiting)):
            services.refuse(payment=payment_of(order), actor=cast.seller, reason=" ")
        with pytest.raises(services.NotWaiting):
            services.refuse(payment=payment_of(order), actor=cast.seller, reason="ยอดไม่ตรง")
        assert payment_of(order).state == State.WAITING


def test_there_is_no_gateway_of_another_name() -> None:
    with pytest.raises(UnknownGateway):
        gateway("fake")


def test_a_gateway_may_be_closed(cast: Cast) -> None:
    assert FakeGateway("ปิดปรับปรุง").offered(enterprise=seller(cast), amount=1) == "ปิดปรับปรุง"


def test_promptpay_keeps_the_account_as_it_was_when_the_order_was_placed(cast: Cast) -> None:
    order = place(cast)
    Enterprise.objects.update(promptpay_id="0899999999", promptpay_name="คนอื่น")
    payment = payment_of(order)
    said = fields(payment.payload)
    assert (said["54"], payment.payee) == ("290.00", "สมศรี ใจดี")
    assert "0066812345678" in said["29"]


def test_promptpay_needs_an_account_and_the_sellers_word(cast: Cast) -> None:
    sold_by = seller(cast)
    way = gateway("promptpay")
    PaymentTerms.objects.update(takes_promptpay=False)
    sold_by.refresh_from_db()
    assert way.offered(enterprise=sold_by, amount=100)
    PaymentTerms.objects.all().delete()
    sold_by.refresh_from_db()
    assert way.offered(enterprise=sold_by, amount=100) == ""
    sold_by.promptpay_id = ""
    assert way.offered(enterprise=sold_by, amount=100)


def test_cash_on_delivery_has_a_fee_and_a_limit(cast: Cast) -> None:
    sold_by, way = seller(cast), gateway("cod")
    assert way.fee(enterprise=sold_by, amount=500_000) == 2_000
    assert way.offered(enterprise=sold_by, amount=500_000) == ""
    assert "5,000" in way.offered(enterprise=sold_by, amount=500_001)
    PaymentTerms.objects.update(takes_cod=False)
    sold_by.refresh_from_db()
    assert way.offered(enterprise=sold_by, amount=100)


@pytest.mark.every_database
def test_cash_on_delivery_without_a_limit_is_refused_by_form_and_database(cast: Cast) -> None:
    terms = PaymentTerms(enterprise=seller(cast, promptpay_id=""), takes_cod=True, cod_limit=0)
    with pytest.raises(ValidationError):
        terms.validate_constraints()
    with pytest.raises(IntegrityError, match="cod_has_a_limit"), transaction.atomic():
        PaymentTerms.objects.update(takes_cod=True, cod_limit=0)
