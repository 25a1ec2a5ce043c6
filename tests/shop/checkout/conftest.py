"""What tests of buying may ask for."""

import pytest

from shop.catalogue.models import Variant
from tests.cast import Cast
from tests.shop.checkout.ground import stall


@pytest.fixture
def mushrooms(cast: Cast) -> Variant:
    """Ten of them, at a stall that sends and takes money."""
    return stall(cast)
