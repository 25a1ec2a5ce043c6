"""Thai addresses: found by any part of a name, real ones only, written as a Thai writes them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.places.models import Subdistrict
from shop.checkout.addresses import MOST, ThaiAddress, place_of, suggest
from tests.places import ground as places

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

NONSENSE = [
    "",
    " ",
    "00000",
    "99999",
    "\x00",
    "%",
    "_",
    "'",
    '"',
    "<b>",
    "😀",
    "x" * 5000,
    "ก" * 5000,
    "่่่",
    "40000 " * 500,
    "-1",
    "4" * 99,
]


@pytest.fixture(autouse=True)
def real_places() -> None:
    """Bangkok and Khon Kaen."""
    places.ground("10", "40")


@pytest.mark.parametrize(
    "typed",
    [
        "40000",
        "๔๐๐๐๐",
        "ในเมือง",
        "ตำบลในเมือง",
        "ต.ในเมือง อ.เมืองขอนแก่น",
        "ในเมือง 40000",
        "เมืองขอนแก่น",
        "Nai Mueang",
        "40000 ขอนแก่น",
    ],
)
def test_a_postcode_or_any_part_of_a_name_finds_the_place(typed: str) -> None:
    assert "400101-40000" in {place.value for place in suggest(typed).places}


def test_a_district_is_answered_with_all_its_subdistricts_and_a_province_with_as_many_as_fit() -> None:
    district = suggest("อำเภอบ้านฝาง")
    assert len(district.places) == Subdistrict.objects.filter(district="4002").count()
    assert not district.is_cut
    province = suggest("ขอนแก่น")
    assert len(province.places) == MOST
    assert province.is_cut


def test_a_name_with_the_wrong_postcode_finds_the_name() -> None:
    assert "400101-40000" in {place.value for place in suggest("ในเมือง 10800").places}


@pytest.mark.parametrize("typed", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str, client: Client) -> None:
    assert len(suggest(typed).places) <= MOST
    assert client.get("/checkout/places/", {"q": typed}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120) | st.text(alphabet="กขนมือเ่้0123456789 .-", max_size=40))
def test_any_text_gives_real_places_only(typed: str) -> None:
    for place in suggest(typed).places:
        assert place_of(place.value) == place


@pytest.mark.parametrize(
    "value",
    ["", "400101", "400101-", "400101-10800", "999999-40000", "400101-40000 ", "๔๐๐๑๐๑-๔๐๐๐๐", "\x00", "4001-40000"],
)
def test_only_a_subdistrict_with_one_of_its_own_postcodes_is_a_place(value: str) -> None:
    assert place_of(value) is None


def test_a_place_that_is_no_more_is_none() -> None:
    Subdistrict.objects.filter(code="400101").update(retired_in="2026.1.1")
    assert place_of("400101-40000") is None
    assert "400101" not in {place.code for place in suggest("40000").places}


def test_an_address_stands_as_a_thai_writes_it_in_every_language() -> None:
    for language in ("th", "en"):
        with override(language):
            country, city = place_of("400101-40000"), place_of(suggest("บางซื่อ 10800").places[0].value)
            assert country is not None
            assert city is not None
            assert ThaiAddress("99 หมู่ 4", country).shown() == "99 หมู่ 4 ตำบลในเมือง อำเภอเมืองขอนแก่น จังหวัดขอนแก่น 40000"
            assert ThaiAddress("1 ซอย 2", city).shown() == "1 ซอย 2 แขวงบางซื่อ เขตบางซื่อ กรุงเทพมหานคร 10800"


@pytest.mark.parametrize("typed", ["40000", "ในเมือง", "ขอนแก่น", "ในเมือง เมืองขอนแก่น 40000", "ก"])
def test_a_look_up_asks_at_most_nine_times(typed: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        suggest(typed)
    assert len(queries) <= 9


def test_a_fragment_of_choices_is_for_one_person_and_kept_nowhere(client: Client) -> None:
    answer = client.get("/checkout/places/", {"q": "40000"})
    html = answer.content.decode()
    assert 'type="radio" name="place" value="400101-40000"' in html
    assert "<html" not in html
    assert "no-store" in answer["Cache-Control"]
