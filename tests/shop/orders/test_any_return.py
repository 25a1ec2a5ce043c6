"""Whatever comes through the forms of returns and of many parcels is taken or refused, and never an error."""

from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.shop.desk.ground import at, shop
from tests.shop.orders.ground import place
from tests.shop.orders.test_returns import asked, form, received

pytestmark = pytest.mark.django_db

FINE = {200, 302, 404, 422}
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "0", "-1", "1e9", "9" * 30, "\0", "๙๙", "²", "ก" * 6000, "0000-0000-0000 TH1\nx\n\n"]),
)
PATIENT = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("which", ["ask", "answer", "many"])
def test_no_form_of_parcels_and_returns_answers_with_an_error(cast: Cast, private_files: Path, which: str) -> None:
    order = received(cast)
    if which == "ask":
        client, address, good = cast.client("owner"), reverse("order_return", args=[order.number]), form(order)
    elif which == "answer":
        request = asked(cast, order)
        client, address = cast.client("seller"), at(order.enterprise, "return", request.pk)
        good = {"act": "refuse", "words": "ก", "into_stock": "1"}
    else:
        unsent = place(cast, sold_by=order.enterprise, pay="cod")
        client, address = cast.client("seller"), at(order.enterprise, "sent")
        good = {"o": unsent.number, "carrier": "other", "carrier_name": "x", "pasted": "TH12345"}
        good[f"tracking-{unsent.number}"] = ""
    client.raise_request_exception = False

    @PATIENT
    @given(
        odd=st.dictionaries(st.sampled_from(sorted(good)), ODD, min_size=1, max_size=3),
        gone=st.sets(st.sampled_from(sorted(good)), max_size=2),
    )
    def sent(odd: dict[str, str], gone: set[str]) -> None:
        said = {key: value for key, value in {**good, **odd}.items() if key not in gone}
        assert client.post(address, said).status_code in FINE

    sent()


@pytest.mark.parametrize("query", ["?page=x", "?page=-1", "?year=x", "?year=99999999999", "?year=%00"])
def test_a_page_of_the_desk_takes_any_question(cast: Cast, query: str) -> None:
    one = shop(cast)
    client = cast.client("seller")
    names = ("returned", "sales", "entries", "packing")
    assert {name: client.get(at(one, name) + query).status_code for name in names} == dict.fromkeys(names, 200)
