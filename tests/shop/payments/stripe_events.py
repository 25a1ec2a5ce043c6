"""Events as Stripe sends and signs them."""

import hashlib
import hmac
import json
import time
from typing import Any

KEY, SECRET = "sk_test_0123456789abcdef", "whsec_0123456789abcdef0123456789"


def event(kind: str, about: str, *, name: str = "", live: bool = False, account: str = "") -> bytes:
    """The body of an event; what it says of the thing is wrong on purpose, for nobody may believe it."""
    said: dict[str, Any] = {
        "id": name or f"evt_{hashlib.sha256(f'{kind}{about}'.encode()).hexdigest()[:24]}",
        "object": "event",
        "type": kind,
        "created": int(time.time()),
        "livemode": live,
        "data": {"object": {"id": about, "amount_total": 1, "payment_status": "paid", "status": "complete"}},
    }
    return json.dumps({**said, "account": account} if account else said).encode()


def signature(body: bytes, *, secret: str = SECRET, at: float | None = None) -> str:
    """The header that Stripe sends beside it: https://docs.stripe.com/webhooks#verify-manually."""
    moment = int(time.time() if at is None else at)
    seal = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={seal}"
