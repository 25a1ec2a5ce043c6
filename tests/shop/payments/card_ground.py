"""Going to Stripe's page and back, for tests: as a buyer does it, and as Stripe tells of it."""

from typing import Any

from django.test import Client

from shop.orders.models import Order
from shop.payments.cards import Attempt
from shop.payments.events import WebhookEvent
from shop.payments.models import PaymentTerms
from tests.cast import Cast
from tests.shop.orders.ground import place
from tests.shop.payments.stripe_events import event, signature

COMPLETED = "checkout.session.completed"
WEBHOOK = "/shop/webhooks/stripe/"


def to_pay(cast: Cast, **said: Any) -> Order:
    """An order of 290 baht that waits to be paid by card."""
    order = place(cast, pay="stripe", **said)
    PaymentTerms.objects.update(takes_card=True)
    return order


def go(cast: Cast, order: Order, buyer: str = "owner") -> Any:
    """Press the button on the order's page."""
    return cast.client(buyer).post(f"/orders/{order.number}/card/")


def went(cast: Cast, order: Order) -> str:
    """Press the button; the name of the page at Stripe."""
    assert go(cast, order).status_code == 302
    return Attempt.objects.filter(payment__order=order).latest("pk").session


def tell(kind: str, about: str, **said: Any) -> Any:
    """Stripe tells of it, signed; its answer."""
    return send(event(kind, about, **said))


def send(body: bytes, header: str | None = None) -> Any:
    """Post these bytes to the address for events, signed just now where no header is given."""
    sealed = signature(body) if header is None else header
    return Client().post(WEBHOOK, body, content_type="application/json", headers={"Stripe-Signature": sealed})


def state_of_event(answer: Any = None) -> str:
    """What became of the last event."""
    return WebhookEvent.objects.latest("pk").state
