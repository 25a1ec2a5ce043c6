"""However many reviews and answers there are, a page asks the database a handful of times; kept answers left out."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.services import raise_generation
from shop.reviews import services
from tests.cast import Cast
from tests.shop.ground import product, variant
from tests.shop.orders.ground import seller
from tests.shop.reviews.ground import again, page_of, received, reviewed

MOST_FIRST, MOST = 15, 3


def cost(url: str, *, is_first: bool) -> int:
    """How often a visit asks the database that finds no kept page; the first since something changed, or a later one."""
    Client().get(url)
    if is_first:
        raise_generation()
        Client().get("/cart/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(url).status_code == 200
    return len(queries)


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_pages_with_reviews_ask_as_little_however_many_there_are(cast: Cast) -> None:
    one = variant(product(seller(cast), stock=100))
    shown = one.product
    said = reviewed(cast, order=received(cast, sold_by=shown.enterprise, of=one))
    services.answer(review=said, actor=cast.seller, words="ขอบคุณ")
    pages = (
        page_of(shown),
        reverse("shop_product", args=[shown.slug]),
        reverse("shop_enterprise", args=[shown.enterprise.slug]),
        reverse("shop_satisfaction"),
    )
    found = []
    for number in (2, 6):
        for _one in range(number):
            again(cast, shown, stars=4)
        found.append({url: (cost(url, is_first=True), cost(url, is_first=False)) for url in pages})
    assert found[0] == found[1]
    assert {url: counts for url, counts in found[1].items() if counts[0] > MOST_FIRST or counts[1] > MOST} == {}
