"""Every request is such as Stripe takes, by Stripe's own specification, and every answer of its form is understood."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from cms.settings.stripe import StripeSettings
from shop.payments.gateways import stripe
from shop.payments.truth import PageWanted, Piece
from tests import stripe_mock
from tests.shop.payments.stripe_events import KEY, SECRET

BINARY = stripe_mock.executable()
pytestmark = pytest.mark.skipif(
    BINARY is None and os.environ.get("CI") != "true", reason=f"stripe-mock is missing: {stripe_mock.INSTALL}"
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    assert BINARY is not None, f"stripe-mock is missing: {stripe_mock.INSTALL}"
    with stripe_mock.running(BINARY) as address:
        yield address


@pytest.fixture(autouse=True)
def asked_there(address: str, settings: Settings) -> None:
    settings.STRIPE = StripeSettings(KEY, SECRET, address)


def wanted(**said: object) -> PageWanted:
    words: dict[str, object] = {
        "key": "5b0c3d6e-5a75-4a0e-9a55-2f6d0a0b1c2d",
        "order": "7KQ2-M0XD-94TB",
        "pieces": (Piece("เห็ดนางฟ้าสด ๒ กก.", 12_000, 2), Piece("ค่าส่ง", 5_000, 1)),
        "email": "buyer@example.org",
        "language": "th",
        "paid_url": "https://sepaction.example/orders/7KQ2-M0XD-94TB/card/back/",
        "back_url": "https://sepaction.example/orders/7KQ2-M0XD-94TB/?card=left",
        "expires_at": datetime.now(UTC) + timedelta(hours=20),
    }
    return PageWanted(**{**words, **said})  # type: ignore[arg-type]  # words of the fields' own types


def test_a_page_is_opened_and_has_an_address_at_stripe() -> None:
    page = stripe.open_page(wanted())
    assert page.session
    assert page.url.startswith("https://checkout.stripe.com/")
    assert stripe.open_page(wanted(language="en")).status == "open"


def test_a_page_is_read_with_its_money_and_fee() -> None:
    money = stripe.page("cs_test_1").money
    assert money is not None
    assert (money.intent != "", money.fee is not None, money.at is not None) == (True, True, True)


ASKED: dict[str, Callable[[], object]] = {
    "close": lambda: stripe.close_page("cs_test_1"),
    "pages": lambda: list(stripe.pages_since(LONG_AGO)),
    "refund": lambda: stripe.refund(intent="pi_1", amount=100, key="k"),
    "refund_called": lambda: stripe.refund_called("re_1"),
    "refunds_of_charge": lambda: stripe.refunds_of_charge("ch_1"),
    "refunds": lambda: list(stripe.refunds_since(LONG_AGO)),
    "dispute": lambda: stripe.dispute_called("dp_1"),
    "disputes": lambda: list(stripe.disputes_since(LONG_AGO)),
}


@pytest.mark.parametrize("what", ASKED)
def test_everything_else_that_is_asked_is_understood(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals: list[str] = []
    real = stripe.StripeRefused.__init__

    def noticed(self: stripe.StripeRefused, *words: object) -> None:
        refusals.append(str(words))
        real(self, *words)

    monkeypatch.setattr(stripe.StripeRefused, "__init__", noticed)
    found = ASKED[what]()
    assert refusals == []
    assert what == "close" or found


def test_a_request_that_stripe_would_not_take_is_refused_there() -> None:
    with pytest.raises(stripe.StripeRefused):
        stripe.refund(intent="pi_1", amount="much", key="k")  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(stripe.StripeRefused):
        stripe.open_page(wanted(language="klingon"))
