"""A place is found by postcode, code, name or part of a name, in Thai and in English."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.places.models import Subdistrict
from cms.places.queries import MOST, Found, find_laos, find_places, places_by_postcode
from cms.places.services import register_lao
from tests.places.ground import ground

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def thailand() -> None:
    ground("10", "30", "40", "50", "84")


def codes(found: list[Found]) -> list[str]:
    return [one.place.code for one in found]


@pytest.mark.parametrize("text", ["ขอนแก่น", "Khon Kaen", "khonkaen", "จังหวัดขอนแก่น", "จ.ขอนแก่น", " ขอนแก่น ", "40", "๔๐"])
def test_a_province_is_first_under_each_of_its_names(text: str) -> None:
    assert codes(find_places(text))[0] == "40"


def test_a_part_of_a_name_finds_it_in_both_languages() -> None:
    assert codes(find_places("พะงัน")) == codes(find_places("phangan")) == ["8405", "840501"]


def test_whole_names_come_before_beginnings_and_these_before_parts() -> None:
    names = [one.place.name_th for one in find_places("หนองบัว")]
    ranks = [0 if name == "หนองบัว" else 1 if name.startswith("หนองบัว") else 2 for name in names]
    assert ranks == sorted(ranks)
    assert {0, 1} <= set(ranks)


def test_a_leading_word_narrows_the_look_up_to_its_level() -> None:
    assert {one.level for one in find_places("ขอนแก่น")} == {"province", "district", "subdistrict"}
    assert {one.level for one in find_places("อำเภอขอนแก่น")} == {"district"}
    assert {one.level for one in find_places("ต.ขอนแก่น")} == {"subdistrict"}


@pytest.mark.parametrize(
    "text", ["ในเมือง ขอนแก่น", "ต.ในเมือง อ.เมือง จ.ขอนแก่น", "nai mueang khon kaen", "ในเมือง อ.เมืองขอนแก่น"]
)
def test_further_words_say_where_the_place_lies(text: str) -> None:
    assert codes(find_places(text))[0] == "400101"


@pytest.mark.parametrize(("text", "code"), [("กทม.", "10"), ("โคราช", "30"), ("Korat", "30")])
def test_a_province_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert codes(find_places(text))[0] == code


def test_the_subdistrict_called_korat_keeps_its_own_name() -> None:
    assert Subdistrict.objects.get(name_th="โคราช").code in codes(find_places("โคราช"))


def test_a_postcode_finds_every_subdistrict_that_uses_it_thai_digits_too() -> None:
    assert codes(find_places("84280")) == codes(places_by_postcode("๘๔๒๘๐")) == ["840501", "840502"]
    several = Subdistrict.objects.filter(postcodes__contains=" ").first()
    assert several is not None
    for postcode in several.postcode_list:
        assert several.code in codes(places_by_postcode(postcode))


@pytest.mark.parametrize("text", ["", " ", "ตำบล", "ฮฮฮฮ", "99999", "123", "%", "_", "4000", "ขอนแก่น' OR 1=1 --"])
def test_what_names_nothing_finds_nothing(text: str) -> None:
    assert find_places(text) == []


def test_a_look_up_is_bounded_in_answers_and_in_queries() -> None:
    with CaptureQueriesContext(connection) as queries:
        found = find_places("บ้าน น น น น น น น น", limit=10_000)
    assert len(found) <= MOST
    assert len(find_places("บ้าน", limit=10_000)) == MOST
    assert len(queries) <= 7


def test_showing_what_was_found_asks_the_database_nothing_more() -> None:
    found = find_places("ในเมือง")
    with CaptureQueriesContext(connection) as queries:
        shown = [
            (one.place.full_name, one.district and one.district.full_name, one.province.full_name) for one in found
        ]
    assert shown
    assert not queries.captured_queries


@pytest.fixture
def laos(thailand: None) -> Iterator[None]:
    register_lao(type="tao", name_th="ในเมือง", province="40", district="4001", official_code="6400101")
    register_lao(type="subdistrict_municipality", name_th="ในเมือง", province="40", district="4001")
    register_lao(type="pao", name_th="ขอนแก่น", name_en="Khon Kaen", province="40")
    register_lao(type="bma", name_th="กรุงเทพมหานคร", name_en="Bangkok", province="10")
    return iter(())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ในเมือง", {"อบต.ในเมือง", "เทศบาลตำบลในเมือง"}),
        ("อบต.ในเมือง", {"อบต.ในเมือง"}),
        ("องค์การบริหารส่วนตำบล ในเมือง", {"อบต.ในเมือง"}),
        ("เมือง", {"อบต.ในเมือง", "เทศบาลตำบลในเมือง"}),
        ("๖๔๐๐๑๐๑", {"อบต.ในเมือง"}),
        ("Khon Kaen PAO", {"อบจ.ขอนแก่น"}),
        ("khon-kaen-pao", {"อบจ.ขอนแก่น"}),
        ("กทม.", {"กรุงเทพมหานคร"}),
        ("", set()),
    ],
)
def test_an_lao_is_found_by_name_type_code_and_key(laos: None, text: str, names: set[str]) -> None:
    assert {lao.called(language="th") for lao in find_laos(text)} == names
