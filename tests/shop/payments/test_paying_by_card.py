"""A buyer pays on Stripe's page: once, whatever is pressed twice, and an order stands as it did where Stripe is away."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cms.settings.security import policies
from cms.settings.stripe import StripeSettings
from shop.checkout.checking import problems
from shop.desk.forms import PaymentTermsForm
from shop.orders import links
from shop.orders import services as orders
from shop.orders.models import Order, State
from shop.payments import paying_by_card, services
from shop.payments.cards import Attempt, AttemptState
from shop.payments.gateways import gateway, gateways
from shop.payments.models import PaymentTerms
from shop.payments.models import State as Paid
from tests.cast import Cast
from tests.shop.cart.ground import put
from tests.shop.checkout.ground import buy, stall
from tests.shop.orders.ground import GUEST, clock_at, now_is, payment_of, place, seller
from tests.shop.payments.card_ground import COMPLETED, go, tell, to_pay, went
from tests.shop.payments.slips import clean_slip
from tests.shop.payments.stripe_events import KEY, SECRET
from tests.shop.payments.stripe_server import Fake

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "private_files")]


def shown(cast: Cast, order: Order, query: str = "") -> str:
    return cast.client("owner").get(f"/orders/{order.number}/{query}").content.decode()


def test_the_page_has_the_frozen_lines_and_ends_before_the_order(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    answer = go(cast, order)
    [page] = stripe.pages.values()
    assert (answer.status_code, answer.headers["Location"]) == (302, page["url"])
    assert (page["amount_total"], page["currency"]) == (order.total, "thb")
    attempt = Attempt.objects.get()
    assert page["metadata"] == {"order": order.number, "attempt": str(attempt.key)}
    assert order.pay_by is not None
    now = timezone.now()
    assert now + timedelta(minutes=30) < attempt.expires_at < min(order.pay_by, now + timedelta(hours=24))
    assert (attempt.state, now_is(order)) == (AttemptState.OPEN, State.AWAITING_PAYMENT)
    assert [urlsplit(page[name]).path for name in ("success_url", "cancel_url")] == [
        f"/orders/{order.number}/card/back/",
        f"/orders/{order.number}/",
    ]


def test_pressed_twice_it_is_the_same_page(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    assert go(cast, order).headers["Location"] == go(cast, order).headers["Location"]
    assert (len(stripe.pages), Attempt.objects.count()) == (1, 1)


def test_an_answer_that_was_lost_is_asked_for_again_and_is_the_same_page(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    first = go(cast, order).headers["Location"]
    Attempt.objects.update(state=AttemptState.OPENING, session="", url="")
    assert go(cast, order).headers["Location"] == first
    assert len(stripe.pages) == 1


def test_where_stripe_is_away_nothing_has_changed_and_the_buyer_is_told(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    stripe.is_down = True
    answer = cast.client("owner").post(f"/orders/{order.number}/card/", follow=True)
    assert "ติดต่อ" in str(next(iter(answer.context["messages"])))
    assert (payment_of(order).state, now_is(order)) == (Paid.WAITING, State.AWAITING_PAYMENT)
    stripe.is_down = False
    assert go(cast, order).headers["Location"].startswith("https://checkout.stripe.com/")
    assert Attempt.objects.count() == 1


def test_a_guest_pays_and_comes_back_by_the_link(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast, buyer=GUEST)
    here = f"/orders/{order.number}/{links.guest_key(order)}/"
    assert Client().post(f"{here}card/").status_code == 302
    [page] = stripe.pages.values()
    stripe.pay(page["id"])
    back = urlsplit(page["success_url"]).path
    assert back == f"{here}card/back/"
    assert Client().get(back).headers["Location"] == f"{here}#pay"
    assert now_is(order) == State.TO_SEND
    # The key opens the buyer's page, so it is kept no longer than Stripe needs it.
    assert Attempt.objects.get().back_to == ""


def test_coming_back_asks_stripe_once_in_a_while_and_waits_for_no_event(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    client, back = cast.client("owner"), f"/orders/{order.number}/card/back/"
    client.get(back)
    asked = len(stripe.calls)
    stripe.pay(session)
    client.get(back)
    assert (len(stripe.calls), now_is(order)) == (asked, State.AWAITING_PAYMENT)
    Attempt.objects.update(asked_at=timezone.now() - paying_by_card.ASK_EVERY)
    answer = client.get(back, follow=True)
    assert now_is(order) == State.TO_SEND
    payment = payment_of(order)
    assert (payment.state, payment.fee, payment.reference) == (Paid.CONFIRMED, stripe.fee, next(iter(stripe.intents)))
    assert answer.status_code == 200
    assert list(problems()) == []


def test_back_without_having_paid_is_said_on_the_orders_page(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    went(cast, order)
    assert "ยังไม่มีการตัดเงิน" in shown(cast, order, "?card=left")
    assert f"/orders/{order.number}/card/" in shown(cast, order)


def test_the_orders_page_says_where_the_payment_stands(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    stripe.complete(session)
    tell(COMPLETED, session)
    assert f'method="post" action="/orders/{order.number}/card/"' not in shown(cast, order)
    with pytest.raises(paying_by_card.OnItsWay):
        paying_by_card.go(order=order, back_to="/", language="th")
    stripe.refuse(session)
    tell("checkout.session.async_payment_failed", session)
    assert Attempt.objects.get().state == AttemptState.FAILED
    assert f'method="post" action="/orders/{order.number}/card/"' in shown(cast, order)
    assert went(cast, order) != session


def test_a_page_whose_time_is_over_is_asked_about_before_another_is_opened(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    first = went(cast, order)
    with clock_at(timezone.now() + timedelta(hours=24)):
        assert went(cast, order) != first
        assert stripe.pages[first]["status"] == "expired"
    again = to_pay(cast, sold_by=order.enterprise)
    session = went(cast, again)
    stripe.pay(session)
    with clock_at(timezone.now() + timedelta(hours=24)):
        go(cast, again)
    assert (now_is(again), len(stripe.pages)) == (State.TO_SEND, 3)


def test_an_order_that_ends_within_the_half_hour_opens_no_page(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    assert order.pay_by is not None
    with clock_at(order.pay_by - timedelta(minutes=33)), pytest.raises(paying_by_card.TooLate):
        paying_by_card.go(order=order, back_to="/", language="th")
    assert (stripe.calls, Attempt.objects.count()) == ([], 0)


def test_an_order_that_has_ended_is_not_paid_and_its_page_is_closed(
    cast: Cast, stripe: Fake, django_capture_on_commit_callbacks: object
) -> None:
    order = to_pay(cast)
    session = went(cast, order)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture without a public type
        orders.cancel(order=order, by="buyer", actor=cast.owner, reason="เปลี่ยนใจ")
    assert (stripe.pages[session]["status"], Attempt.objects.get().state) == ("expired", AttemptState.EXPIRED)
    with pytest.raises(services.NotWaiting):
        paying_by_card.go(order=order, back_to="/", language="th")
    assert len(stripe.pages) == 1


def test_nobody_else_opens_a_page_for_an_order(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    assert go(cast, order, "stranger").status_code == 404
    assert Client().post(f"/orders/{order.number}/card/").status_code == 302
    assert Client().get(f"/orders/{order.number}/forged.key/card/back/").status_code == 404
    assert stripe.calls == []


def test_neither_a_slip_nor_the_sellers_word_counts_for_a_card(cast: Cast, stripe: Fake) -> None:
    order = to_pay(cast)
    with pytest.raises(services.NotWaiting):
        services.confirm(payment=payment_of(order), actor=cast.seller)
    with pytest.raises(services.NotWaiting):
        services.claim(order=order, picture=clean_slip(), reference=None, actor=cast.owner)
    assert now_is(order) == State.AWAITING_PAYMENT


def test_it_is_offered_where_the_site_has_keys_and_the_seller_takes_it(
    cast: Cast, stripe: Fake, settings: Settings
) -> None:
    sold_by, way = seller(cast), gateway("stripe")
    assert way.offered(enterprise=sold_by, amount=29_000)
    PaymentTerms.objects.update(takes_card=True)
    sold_by.refresh_from_db()
    assert way.offered(enterprise=sold_by, amount=29_000) == ""
    assert way.fee(enterprise=sold_by, amount=29_000) == 0
    assert way.offered(enterprise=sold_by, amount=999)
    assert way.offered(enterprise=sold_by, amount=100_000_000)
    assert way in gateways()
    settings.STRIPE = StripeSettings()
    assert way not in gateways()


def test_chosen_at_the_checkout_it_costs_nothing_more_and_leads_to_the_page(cast: Cast, stripe: Fake) -> None:
    mushrooms = stall(cast)
    PaymentTerms.objects.update(takes_card=True)
    client = Client()
    put(client, mushrooms, 2)
    assert "ไม่มีค่าใช้จ่ายเพิ่ม" in client.get("/checkout/").content.decode()
    assert buy(client, **{f"o{mushrooms.product.enterprise_id}-payment": "stripe"}).status_code == 302
    order = Order.objects.get()
    assert (order.payment_fee, order.total, payment_of(order).gateway) == (0, 29_000, "stripe")
    here = f"/orders/{order.number}/{links.guest_key(order)}/"
    with CaptureQueriesContext(connection) as asked:
        assert f'action="{here}card/"' in client.get(here).content.decode()
    assert len(asked) <= 15
    assert client.post(f"{here}card/").headers["Location"].startswith("https://checkout.stripe.com/")


def test_a_seller_chooses_it_at_the_desk_only_where_the_site_has_keys(
    cast: Cast, stripe: Fake, settings: Settings
) -> None:
    sold_by = seller(cast)
    said = {"takes_card": "on"}
    form = PaymentTermsForm(said, terms=sold_by.payment_terms)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["takes_card"] is True
    settings.STRIPE = StripeSettings()
    form = PaymentTermsForm(said, terms=sold_by.payment_terms)
    assert list(form.errors) == ["takes_promptpay"]


def test_without_keys_an_order_by_card_still_shows_and_nothing_is_asked(cast: Cast, settings: Settings) -> None:
    order = place(cast, pay="stripe")
    assert cast.client("owner").get(f"/orders/{order.number}/").status_code == 200
    answer = go(cast, order)
    assert (answer.status_code, Attempt.objects.count()) == (302, 0)


def test_forms_may_lead_to_stripe_only_where_it_is_on() -> None:
    on, off = StripeSettings(KEY, SECRET), StripeSettings()
    assert policies(pay_on=on.pages)[0]["DIRECTIVES"]["form-action"][1:] == ["https://checkout.stripe.com"]
    assert len(policies(pay_on=off.pages)[0]["DIRECTIVES"]["form-action"]) == 1
    assert len(policies(pay_on=on.pages)[1]["DIRECTIVES"]["form-action"]) == 1
