"""What Stripe says when it is asked: only what is compared and kept. Amounts in the currency's smallest unit, satang."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

CURRENCY = "thb"


class TruthDiffers(Exception):
    """What Stripe says does not fit what it was asked for: no asking again helps, a person has to look."""


class NotSettled(Exception):
    """The money is there, and Stripe does not know its own fee yet: worth asking again soon."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line on the page where the buyer pays: `amount` is of one of them."""

    name: str
    amount: int
    quantity: int


@dataclass(frozen=True, slots=True)
class PageWanted:
    """The page that Stripe is asked for. `key` makes asking twice asking once; `order` is the order's number."""

    key: str
    order: str
    pieces: tuple[Piece, ...]
    email: str
    language: str
    paid_url: str
    back_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Money:
    """Money that a buyer's bank gave, or was asked for. `fee` is what Stripe kept; None where that is not settled yet."""

    intent: str
    status: str
    amount: int
    currency: str
    at: datetime | None = None
    fee: int | None = None
    fee_currency: str = ""


@dataclass(frozen=True, slots=True)
class PageTruth:
    """Where one going to the page stands: `status` is open, complete or expired, `payment_status` paid or unpaid."""

    session: str
    status: str
    payment_status: str
    amount: int
    currency: str
    livemode: bool
    said: Mapping[str, str]
    url: str = ""
    money: Money | None = None

    @property
    def is_paid(self) -> bool:
        """Whether the money is there."""
        return self.payment_status == "paid" and self.money is not None and self.money.status == "succeeded"


@dataclass(frozen=True, slots=True)
class RefundTruth:
    """Where a refund stands: `status` is pending, requires_action, succeeded, failed or canceled."""

    reference: str
    intent: str
    amount: int
    currency: str
    status: str
    problem: str
    at: datetime
    key: str = ""


@dataclass(frozen=True, slots=True)
class DisputeTruth:
    """Where a dispute stands, in Stripe's words."""

    reference: str
    intent: str
    amount: int
    status: str
    why: str
    opened_at: datetime
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event that carries Stripe's signature. `about` names what it is about; what it says of that is not used."""

    event: str
    kind: str
    about: str
    account: str
    livemode: bool
    made_at: datetime
