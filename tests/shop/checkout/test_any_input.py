"""Whatever is sent to the cart and the checkout gives an answer, and changes nothing that it should not."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.cart.models import CartLine
from shop.cart.rules import MOST_PIECES
from shop.catalogue.models import Variant
from shop.checkout.addresses import place_of
from shop.checkout.forms import MOST_BANDS, ShippingTermsForm, weight_bands
from shop.checkout.models import ShippingTerms
from shop.orders.models import Order, Purchase
from tests.cast import Cast
from tests.shop.cart.ground import put, the_line
from tests.shop.checkout.ground import BUYER, filled_in, stall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

SHORT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

anything = (
    st.text(max_size=80)
    | st.sampled_from(
        ["", "0", "-1", "1.5", "๓", "1e9", "9" * 400, "\x00", "<script>", "' OR 1=1 --", "ก" * 3000, "nan"]
    )
    | st.integers(-(10**20), 10**20).map(str)
)
# Names of fields that nobody asked for; longer ones Django refuses before anybody reads them.
names = st.text(max_size=40)
MANY = 100_000
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def mushrooms(cast: Cast, client: Client) -> Variant:
    """As many as anybody orders here, one in the cart."""
    one = stall(cast, stock=MANY)
    put(client, one)
    return one


@SHORT
@given(variant=anything, quantity=anything)
def test_putting_anything_into_the_cart_is_answered(
    client: Client, mushrooms: Variant, variant: str, quantity: str
) -> None:
    for which in (variant, str(mushrooms.pk)):
        answer = client.post("/cart/add/", {"variant": which, "quantity": quantity})
        assert answer.status_code in {302, 404, 409, 422}
    assert 1 <= the_line(mushrooms).quantity <= MOST_PIECES


@SHORT
@given(
    quantity=anything,
    remove=anything,
    act=anything | st.sampled_from(["accept", "checkout"]),
    other=st.dictionaries(names, anything, max_size=3),
)
def test_changing_the_cart_to_anything_is_answered(
    client: Client, mushrooms: Variant, quantity: str, remove: str, act: str, other: dict[str, str]
) -> None:
    line = CartLine.objects.filter(variant=mushrooms).first()
    name = f"quantity-{line.pk}" if line else "quantity-"
    strange = {f"quantity-{key}": value for key, value in other.items()}
    answer = client.post(
        "/cart/change/",
        urlencode({name: quantity, "remove": remove, "act": act, **strange, **other}),
        content_type=FORM,
    )
    assert answer.status_code in {302, 404, 409, 422}
    assert all(1 <= one.quantity <= MOST_PIECES for one in CartLine.objects.all())


@SHORT
@given(
    st.dictionaries(names, anything, max_size=6),
    st.dictionaries(
        st.sampled_from([*BUYER, "key", "act", "shipping", "payment", "note", "seen", "line"]), anything, max_size=4
    ),
)
def test_ordering_with_anything_in_any_field_is_answered_and_places_nothing_half(
    client: Client, mushrooms: Variant, other: dict[str, str], typed: dict[str, str]
) -> None:
    put(client, mushrooms)
    filled = filled_in(client)
    for name, value in typed.items():
        filled[next(full for full in filled if full.split("-")[0] == name or f"-{name}" in full)] = value
    answer = client.post("/checkout/", urlencode({**filled, **other}), content_type=FORM)
    assert answer.status_code in {200, 302, 409, 422, 429}
    for purchase in Purchase.objects.all():
        assert place_of(f"{purchase.subdistrict_code}-{purchase.postcode}")
        assert purchase.orders.count() == 1
    for order in Order.objects.all():
        assert order.total == sum(line.total for line in order.lines.all()) + order.shipping_price + order.payment_fee


@SHORT
@given(
    st.dictionaries(
        st.sampled_from(["name", "phone", "email", "address_line", "words", "place", "act", "key"]), anything
    )
)
def test_the_page_shown_again_takes_anything(client: Client, mushrooms: Variant, typed: dict[str, str]) -> None:
    assert client.post("/checkout/", {**typed, "act": "find"}).status_code == 200


@SHORT
@given(anything)
def test_any_key_and_any_cookie_are_answered(client: Client, mushrooms: Variant, text: str) -> None:
    key = quote(text.replace("/", ""), safe="").replace(".", "%2E") or "x"
    assert client.get(f"/checkout/done/{key}/").status_code == 404
    stranger = Client()
    stranger.cookies["cart"] = "".join(
        sign for sign in text if sign.isascii() and sign.isprintable() and sign not in '";\\'
    )
    assert stranger.get("/cart/").status_code == 200


@SHORT
@given(
    st.dictionaries(st.sampled_from(["sends", "flat_price", "free_above", "pick_up", "pick_up_where"]), anything),
    st.lists(st.tuples(anything, anything), max_size=4),
    anything,
)
def test_terms_of_sending_take_anything(
    mushrooms: Variant, said: dict[str, str], rows: list[tuple[str, str]], total: str
) -> None:
    terms = ShippingTerms.objects.get()
    form = ShippingTermsForm(said, terms=terms)
    if form.is_valid():
        for name, value in form.said.items():
            setattr(terms, name, value)
        terms.full_clean()
    data = {"bands-TOTAL_FORMS": str(len(rows)), "bands-INITIAL_FORMS": "0"}
    for number, (up_to, price) in enumerate(rows):
        data |= {f"bands-{number}-up_to": up_to, f"bands-{number}-price": price}
    bands = weight_bands(terms, data)
    if bands.is_valid():
        assert all(grams > 0 and price >= 0 for grams, price in bands.bands.items())
    weight_bands(terms, {**data, "bands-TOTAL_FORMS": total}).is_valid()


def test_a_table_of_weights_names_each_weight_once_and_each_line_is_whole(mushrooms: Variant) -> None:
    def table(*rows: tuple[str, str]) -> Any:
        data = {"bands-TOTAL_FORMS": str(len(rows)), "bands-INITIAL_FORMS": "0"}
        for number, (up_to, price) in enumerate(rows):
            data |= {f"bands-{number}-up_to": up_to, f"bands-{number}-price": price}
        return weight_bands(ShippingTerms.objects.get(), data)

    good = table(("๕,๐๐๐", "70"), ("1000", "40.50"), ("", ""))
    assert good.is_valid()
    assert good.bands == {1_000: 4_050, 5_000: 7_000}
    twice = table(("1000", "40"), ("1,000", "50"))
    assert not twice.is_valid()
    assert set(twice.forms[1].errors) == {"up_to"}
    for half, field in ((("1000", ""), "price"), (("", "40"), "up_to"), (("0", "40"), "up_to"), (("5", "-1"), "price")):
        wrong = table(half)
        assert not wrong.is_valid()
        assert set(wrong.forms[0].errors) == {field}
    assert not table(*((str(n + 1), "1") for n in range(MOST_BANDS + 1))).is_valid()


def test_terms_reach_the_buyer_in_one_way_at_least(mushrooms: Variant) -> None:
    terms = ShippingTerms.objects.get()
    assert set(ShippingTermsForm({"flat_price": "50"}, terms=terms).errors) == {"sends"}
    assert set(ShippingTermsForm({"pick_up": "on"}, terms=terms).errors) == {"pick_up_where"}
    form = ShippingTermsForm({"sends": "on", "flat_price": "๕๐", "free_above": "1,000"}, terms=terms)
    assert form.is_valid(), form.errors
    assert (form.said["flat_price"], form.said["free_above"]) == (5_000, 100_000)
    assert "50" in str(ShippingTermsForm(terms=terms)["flat_price"])
