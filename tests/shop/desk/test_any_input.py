"""Whatever comes through the forms of the desk is taken or refused, and never an error."""

from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.models import Photo
from shop.catalogue import asking
from shop.desk import rules
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, claimed, filled, photo, shop, slip_of
from tests.shop.desk.test_terms_members_questions import ABOUT, TERMS

pytestmark = pytest.mark.django_db

FINE = {200, 302, 400, 403, 404, 422}
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "0", "-1", "1e9", "NaN", "9" * 30, "\0", "٣", "²", "๙๙๙๙๙๙๙๙๙๙", "1,2,3", "' OR 1=1 --", "ก" * 6000]
    ),
)
PATIENT = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
FORMS = ("product", "count", "order", "terms", "about", "members", "question")


def forms(cast: Cast) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every form of the desk: where it is sent, and what a browser would send."""
    one = shop(cast)
    product, order = made.product(one), claimed(cast, one)
    variant = made.variant(product)
    asked = asking.ask(product=product, name="ก", email="a@example.org", text="?", language="th", asked_by=None)
    said = filled(product, picture="1", first="1", new_words="", publish="1", more_variants="", more_pictures="")
    parcel = {"act": "send", "slip": str(slip_of(order).pk), "reason": "ก", "carrier": "x", "carrier_name": ""}
    return {
        "product": (at(one, "product", product.slug), {**said, "variants-0-sku": "", "variants-0-name_th": ""}),
        "count": (
            at(one, "product_act", product.slug),
            {"act": "count", f"stock-{variant.pk}": "3", f"seen-{variant.pk}": "10", "home": "1"},
        ),
        "order": (at(one, "order", order.number), {**parcel, "tracking_number": "TH12345", "home": "1"}),
        "terms": (at(one, "terms"), TERMS),
        "about": (at(one, "enterprise"), {**ABOUT, "district": "", "subdistrict": "", "lao": "", "story_key": ""}),
        "members": (at(one, "members"), {"act": "invite", "member": "1", "role": "staff", "email": "a@example.org"}),
        "question": (at(one, "question", asked.pk), {"answer": "ค่ะ"}),
    }


@pytest.mark.parametrize("name", FORMS)
def test_no_form_of_the_desk_answers_with_an_error(cast: Cast, private_files: Path, name: str) -> None:
    address, good = forms(cast)[name]
    client = cast.client("seller")
    client.raise_request_exception = False

    @PATIENT
    @given(
        odd=st.dictionaries(st.sampled_from(sorted(good)), ODD, min_size=1, max_size=4),
        gone=st.sets(st.sampled_from(sorted(good)), max_size=3),
    )
    def sent(odd: dict[str, str], gone: set[str]) -> None:
        said = {key: value for key, value in {**good, **odd}.items() if key not in gone}
        assert client.post(address, said).status_code in FINE

    sent()


@pytest.mark.parametrize("act", ["confirm", "refuse", "cancel", "returned"])
@PATIENT
@given(reason=ODD, slip=ODD)
def test_no_act_on_an_order_answers_with_an_error(
    cast: Cast, private_files: Path, act: str, reason: str, slip: str
) -> None:
    one = getattr(cast, "_desk", None)
    if one is None:
        one = shop(cast)
        cast.__dict__["_desk"] = one
        cast.__dict__["_order"] = claimed(cast, one)
    client = cast.client("seller")
    address = at(one, "order", cast.__dict__["_order"].number)
    assert client.post(address, {"act": act, "reason": reason, "slip": slip}).status_code in FINE


def _names_a_file(text: str) -> bool:
    """Django takes no other name out of a request, nor into this test's upload."""
    return PurePath(text.replace("\\", "/")).name not in {"", ".", ".."} and not text.endswith("/")


@PATIENT
@given(data=st.binary(max_size=400), name=st.text(max_size=30).filter(_names_a_file))
def test_whatever_bytes_come_as_a_picture_are_refused_or_taken(
    cast: Cast, private_files: Path, data: bytes, name: str
) -> None:
    if "_desk" not in cast.__dict__:
        cast.__dict__["_desk"] = shop(cast)
    client = cast.client("seller")
    answer = client.post(at(cast.__dict__["_desk"], "new_product"), filled(camera=photo(name or "x", data or b"x")))
    # A file without a name, such as "/", is none to Django, and the product then has no picture.
    assert answer.status_code in {302, 422}
    assert not Photo.objects.exists()


@pytest.mark.parametrize("query", ["?page=x", "?page=99999999999999999999", "?page=-1", "?state=%00", "?name=%00%25_"])
@pytest.mark.parametrize("name", ["orders", "products", "questions"])
def test_a_list_takes_any_question(cast: Cast, name: str, query: str) -> None:
    assert cast.client("seller").get(at(shop(cast), name) + query).status_code == 200


@given(st.text(max_size=60))
def test_any_text_is_a_tracking_number_or_refused(typed: str) -> None:
    try:
        number = rules.tracking_number(typed)
    except rules.NotATrackingNumber:
        return
    assert number == "" or (number.isascii() and len(number) >= 5)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_lines_are_pairs_or_refused(thai: str, english: str) -> None:
    try:
        found = rules.pairs(thai, english)
    except rules.NotPairs:
        return
    assert all(th and len(th) <= rules.LONGEST_POINT for th, _en in found)
