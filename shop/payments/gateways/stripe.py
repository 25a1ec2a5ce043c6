"""The one door to Stripe: asks, and gives back what `shop.payments.truth` names. Never called inside a transaction.

https://docs.stripe.com/api, at the version that VERSION names.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from shop.payments.truth import CURRENCY, DisputeTruth, Money, PageTruth, PageWanted, RefundTruth, Told

# The answers that this code was written for; Stripe keeps giving them, whatever it changes later. It is the version of the
# specification against which the tests check every request.
VERSION = "2026-08-26.dahlia"
METHODS = ("card", "promptpay")
# Seconds within which an event's signature counts.
TOLERANCE = 300
_MONEY = "payment_intent.latest_charge.balance_transaction"
_MOST_LISTED = 5_000


class Patience(Enum):
    """Seconds to connect and to wait for an answer, and how often to ask again."""

    BRIEF = (2.0, 4.0, 0)
    BUYER = (3.0, 8.0, 1)
    WORKER = (5.0, 20.0, 2)


class StripeUnreachable(Exception):
    """Stripe did not answer, or not in time, or is busy: worth asking again."""


class StripeRefused(Exception):
    """Stripe understood and said no; asking again as it is will not help."""


class UnknownAtStripe(StripeRefused):
    """Our account knows nothing of this name."""


class NotFromStripe(Exception):
    """No event that Stripe signed for us just now."""


def is_on() -> bool:
    """Whether the programme has an account at Stripe."""
    return bool(settings.STRIPE.secret_key)


def is_live() -> bool:
    """Whether the account's key moves real money."""
    return "_live_" in settings.STRIPE.secret_key


def open_page(wanted: PageWanted) -> PageTruth:
    """A page on which the buyer pays; asked again with the same words and key it is the same page."""
    said = {"order": wanted.order, "attempt": wanted.key}
    params: Any = {
        "mode": "payment",
        "payment_method_types": list(METHODS),
        "line_items": [
            {
                "quantity": piece.quantity,
                "price_data": {
                    "currency": CURRENCY,
                    "unit_amount": piece.amount,
                    "product_data": {"name": piece.name},
                },
            }
            for piece in wanted.pieces
        ],
        "client_reference_id": wanted.order,
        "metadata": said,
        # With “automatic” the fee is known as soon as the money is there.
        "payment_intent_data": {"metadata": said, "description": wanted.order, "capture_method": "automatic"},
        "customer_email": wanted.email,
        "locale": wanted.language,
        "success_url": wanted.paid_url,
        "cancel_url": wanted.back_url,
        "expires_at": int(wanted.expires_at.timestamp()),
    }
    with _asking():
        found = _client(Patience.BUYER).v1.checkout.sessions.create(params, {"idempotency_key": f"page-{wanted.key}"})
    return _page(found)


def page(session: str, *, patience: Patience = Patience.WORKER) -> PageTruth:
    """Where this page stands, with the money and its fee. Raises UnknownAtStripe."""
    with _asking():
        found = _client(patience).v1.checkout.sessions.retrieve(session, {"expand": [_MONEY]})
    return _page(found)


def close_page(session: str) -> None:
    """Let nobody pay on this page any more; one that is paid or has ended stays as it is."""
    try:
        with _asking():
            _client(Patience.WORKER).v1.checkout.sessions.expire(session)
    except StripeRefused:
        # Complete or expired meanwhile: whoever asks for the truth next sees it.
        return


def pages_since(moment: datetime) -> Iterator[PageTruth]:
    """Every page opened since then, the latest first, without its money."""
    with _asking():
        found = _client(Patience.WORKER).v1.checkout.sessions.list(_since(moment))
        for number, one in enumerate(found.auto_paging_iter()):
            if number >= _MOST_LISTED:
                return
            yield _page(one)


def refund(*, intent: str, amount: int, key: str) -> RefundTruth:
    """Send so much of this money back; asked again with the same key it goes back once."""
    params: Any = {"payment_intent": intent, "amount": amount, "metadata": {"refund": key}}
    with _asking():
        made = _client(Patience.WORKER).v1.refunds.create(params, {"idempotency_key": f"refund-{key}"})
    return _refund(made)


def refund_called(reference: str) -> RefundTruth:
    """Where this refund stands. Raises UnknownAtStripe."""
    with _asking():
        return _refund(_client(Patience.WORKER).v1.refunds.retrieve(reference))


def refunds_of_charge(charge: str) -> list[RefundTruth]:
    """Every refund of a charge."""
    with _asking():
        found = _client(Patience.WORKER).v1.refunds.list({"charge": charge, "limit": 100})
        return [_refund(one) for one in found.data]


def refunds_since(moment: datetime) -> Iterator[RefundTruth]:
    """Every refund begun since then, the latest first."""
    with _asking():
        found = _client(Patience.WORKER).v1.refunds.list(_since(moment))
        for number, one in enumerate(found.auto_paging_iter()):
            if number >= _MOST_LISTED:
                return
            yield _refund(one)


def dispute_called(reference: str) -> DisputeTruth:
    """Where this dispute stands. Raises UnknownAtStripe."""
    with _asking():
        found = _client(Patience.WORKER).v1.disputes.retrieve(reference)
    return _dispute(found)


def disputes_since(moment: datetime) -> Iterator[DisputeTruth]:
    """Every dispute opened since then, the latest first."""
    with _asking():
        found = _client(Patience.WORKER).v1.disputes.list(_since(moment))
        for number, one in enumerate(found.auto_paging_iter()):
            if number >= _MOST_LISTED:
                return
            yield _dispute(one)


def told(body: bytes, signature: str) -> Told:
    """The event in this body. Raises NotFromStripe where it is not signed for us, signed too long ago, or no event."""
    try:
        text = body.decode("utf-8")
        stripe.WebhookSignature.verify_header(text, signature, settings.STRIPE.webhook_secret, TOLERANCE)
        said = json.loads(text)
        about = said["data"]["object"]
        made_at = datetime.fromtimestamp(int(said["created"]), UTC)
        event, kind = str(said["id"]), str(said["type"])
        name, account = str(about.get("id") or ""), str(said.get("account") or "")
        live = bool(said["livemode"])
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise NotFromStripe(type(error).__name__) from error
    if not event or not kind or max(map(len, (event, kind, name, account))) > 80:
        raise NotFromStripe("names")
    return Told(event=event, kind=kind, about=name, account=account, livemode=live, made_at=made_at)


@lru_cache(maxsize=8)
def _made(key: str, base: str, patience: Patience) -> stripe.StripeClient:
    connect, answer, again = patience.value
    client = stripe.RequestsClient(timeout=(connect, answer))
    addresses: Any = {"api": base} if base else {}
    return stripe.StripeClient(
        key, stripe_version=VERSION, base_addresses=addresses, max_network_retries=int(again), http_client=client
    )


def _client(patience: Patience) -> stripe.StripeClient:
    return _made(settings.STRIPE.secret_key, settings.STRIPE.api_base, patience)


@contextmanager
def _asking() -> Iterator[None]:
    """Say of Stripe's errors what they mean to us. Their text may name the buyer, so only the kind is passed on, and no cause."""
    try:
        yield
    except stripe.InvalidRequestError as error:
        words = f"{error.code or 'invalid_request'} {error.param or ''}".strip()
        raise (UnknownAtStripe if error.http_status == 404 else StripeRefused)(words) from None
    except stripe.IdempotencyError as error:
        raise StripeRefused(type(error).__name__) from None
    except stripe.StripeError as error:
        # A wrong key too: what waits goes on as soon as somebody has put it right.
        raise StripeUnreachable(type(error).__name__) from None


def _since(moment: datetime) -> Any:
    return {"created": {"gte": int(moment.timestamp())}, "limit": 100}


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _page(found: stripe.checkout.Session) -> PageTruth:
    return PageTruth(
        session=found.id,
        status=found.status or "",
        payment_status=found.payment_status,
        amount=found.amount_total or 0,
        currency=found.currency or "",
        livemode=found.livemode,
        said=_said(found.metadata),
        url=found.url or "",
        money=_money(found.payment_intent),
    )


def _money(intent: "str | stripe.PaymentIntent | None") -> Money | None:
    if intent is None or isinstance(intent, str):
        return Money(intent, "", 0, "") if intent else None
    charge = intent.latest_charge
    balance = charge.balance_transaction if isinstance(charge, stripe.Charge) else None
    known = balance if isinstance(balance, stripe.BalanceTransaction) else None
    return Money(
        intent=intent.id,
        status=intent.status,
        amount=intent.amount_received,
        currency=intent.currency,
        at=_moment(known.created) if known else None,
        fee=known.fee if known else None,
        fee_currency=known.currency if known else "",
    )


def _said(metadata: Any) -> dict[str, str]:
    return {} if metadata is None else {str(name): str(value) for name, value in metadata.to_dict().items()}


def _name(one: Any) -> str:
    """The name of something that Stripe gives whole or by its name."""
    return "" if one is None else str(getattr(one, "id", one))


def _refund(found: stripe.Refund) -> RefundTruth:
    return RefundTruth(
        reference=found.id,
        intent=_name(found.payment_intent),
        amount=found.amount,
        currency=found.currency,
        status=found.status or "",
        problem=str(getattr(found, "failure_reason", None) or ""),
        at=_moment(found.created),
        key=_said(found.metadata).get("refund", ""),
    )


def _dispute(found: stripe.Dispute) -> DisputeTruth:
    due = found.evidence_details.due_by
    return DisputeTruth(
        reference=found.id,
        intent=_name(found.payment_intent),
        amount=found.amount,
        status=found.status,
        why=found.reason,
        opened_at=_moment(found.created),
        answer_by=_moment(due) if due else None,
    )
