"""A site that takes cards, and the Stripe that it talks to."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from cms.settings.stripe import StripeSettings
from tests.shop.payments.stripe_events import KEY, SECRET
from tests.shop.payments.stripe_server import Fake, running


@pytest.fixture(scope="module")
def stripe_server() -> Iterator[tuple[Fake, str]]:
    """One server for the tests of a file."""
    with running() as (fake, address):
        yield fake, address


@pytest.fixture
def stripe(stripe_server: tuple[Fake, str], settings: Settings) -> Fake:
    """A Stripe that knows nothing yet, and a site that has its keys."""
    fake, address = stripe_server
    fake.__init__()  # type: ignore[misc]  # forgets everything, the server stays
    settings.STRIPE = StripeSettings(KEY, SECRET, address)
    return fake
