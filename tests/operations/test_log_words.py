"""Log lines name no address that opens somebody's page."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from cms.operations.log_words import WithoutKeys
from shop.orders import links
from tests.cast import Cast
from tests.shop.orders.ground import GUEST, place


class Lines(logging.Handler):
    """Keeps what the console would write."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.addFilter(WithoutKeys())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.said.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler, logger = Lines(), logging.getLogger("django.request")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def test_the_console_writes_no_keys() -> None:
    said: dict[str, Any] = settings.LOGGING
    asked = [said["filters"][name]["()"] for name in said["handlers"]["console"]["filters"]]
    assert asked == [f"{WithoutKeys.__module__}.{WithoutKeys.__name__}"]


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_a_guest_whose_form_comes_back_leaves_no_key_in_the_log(cast: Cast, lines: Lines) -> None:
    order = place(cast, buyer=GUEST)
    key = links.guest_key(order)
    assert Client().post(f"/orders/{order.number}/{key}/cancel/", {"reason": ""}).status_code == 422
    assert lines.said == [f"Unprocessable Entity: /orders/{order.number}/…/cancel/"]


@pytest.mark.parametrize(
    "key",
    [
        signing.dumps({"user": 1}, salt="x", compress=True),
        signing.TimestampSigner(sep=".").sign("token"),
        signing.Signer().sign("token"),
    ],
    # The keys carry the time, and two test processes must know a test by one name.
    ids=["dumped", "timed", "signed"],
)
def test_whatever_is_signed_is_a_key(lines: Lines, key: str) -> None:
    logging.getLogger("django.request").warning("%s: %s", "Not Found", f"/shop/join/{key}/")
    assert lines.said == ["Not Found: /shop/join/…/"]


def test_a_link_to_choose_a_password_is_a_key(lines: Lines) -> None:
    logging.getLogger("django.request").warning("%s: %s", "Not Found", "/en/account/password/reset/key/1a-d3f-0c9e/x/")
    logging.getLogger("django.request").warning("Not Found: /account/password/reset/key/done/")
    assert lines.said == [
        "Not Found: /en/account/password/reset/key/…/x/",
        "Not Found: /account/password/reset/key/done/",
    ]


def test_other_lines_stay_as_they_are(lines: Lines) -> None:
    logging.getLogger("django.request").warning("%s: %s", "Not Found", "/shop/product/a.b/?q=x:y")
    assert lines.said == ["Not Found: /shop/product/a.b/?q=x:y"]
