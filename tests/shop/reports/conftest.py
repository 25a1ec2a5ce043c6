"""The journey through the market takes cards too."""

from tests.shop.payments.conftest import stripe as stripe
from tests.shop.payments.conftest import stripe_server as stripe_server
