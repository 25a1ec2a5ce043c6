"""What the database refuses of the registry, and what the service says before it comes to that."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.places.models import Lao
from cms.places.services import register_lao
from cms.places.signals import laos_changed
from tests.places.ground import ground

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]

NONG_BUA = {"type": "tao", "name_th": "หนองบัว", "province_id": "40"}


@pytest.fixture(autouse=True)
def places() -> None:
    ground("10", "20", "40", "50")


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("key_is_a_slug", {"key": "Nong Bua"}),
        ("key_is_a_slug", {"key": ""}),
        ("official_code_format", {"official_code": "12ก4"}),
        ("type_known", {"type": "village"}),
        ("has_a_thai_name", {"name_th": ""}),
        ("district_in_province", {"district_id": "5001"}),
        ("subdistrict_in_district", {"district_id": "4001", "subdistrict_id": "400201"}),
        ("subdistrict_in_district", {"subdistrict_id": "400101"}),
        ("type_fits_province", {"province_id": "10"}),
        ("type_fits_province", {"type": "bma"}),
        ("type_fits_province", {"type": "pattaya"}),
    ],
)
def test_the_database_refuses_an_lao_that_cannot_be(constraint: str, change: dict[str, Any]) -> None:
    row = Lao(**{"key": "nong-bua", **NONG_BUA, **change})
    row.key_th = row.spellings = "x"
    with pytest.raises(IntegrityError, match=f"places_lao_{constraint}"), transaction.atomic():
        Lao.objects.bulk_create([row])
    assert not Lao.objects.exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"key": "a"}, {"key": "a"}),
        ({"key": "a", "official_code": "6400101"}, {"key": "b", "official_code": "6400101"}),
        ({"key": "a", "type": "pao"}, {"key": "b", "type": "pao", "name_th": "อื่น"}),
        ({"key": "a", "type": "bma", "province_id": "10"}, {"key": "b", "type": "bma", "province_id": "10"}),
        ({"key": "a", "district_id": "4001"}, {"key": "b", "district_id": "4001"}),
    ],
)
def test_the_database_refuses_a_second_one_of_what_there_is_one(first: dict[str, Any], second: dict[str, Any]) -> None:
    Lao.objects.create(**{**NONG_BUA, **first})
    with pytest.raises(IntegrityError), transaction.atomic():
        Lao.objects.create(**{**NONG_BUA, **second})
    assert Lao.objects.count() == 1


def test_namesakes_in_different_districts_and_without_a_code_may_both_be() -> None:
    for key, district in (("a", "4001"), ("b", "4002"), ("c", None)):
        Lao.objects.create(**NONG_BUA, key=key, district_id=district)
    assert Lao.objects.count() == 3


def test_an_lao_is_registered_once_however_often_it_is_asked_for() -> None:
    asked = {"type": "city", "name_th": "ขอนแก่น", "name_en": "Khon Kaen", "province": "40", "district": "4001"}
    first = register_lao(**asked)
    again = register_lao(**asked, official_code="3400101")
    assert first.key == again.key == "khon-kaen"
    assert first.pk == again.pk
    assert register_lao(type="city", name_th="ขอนแก่น", province="40", official_code="3400101").name_en == "Khon Kaen"
    assert Lao.objects.count() == 1


def test_a_key_tells_types_and_namesakes_apart_and_needs_no_english() -> None:
    keys = [
        register_lao(type=kind, name_th=thai, name_en=english, province="40", district=district).key
        for kind, thai, english, district in [
            ("pao", "ขอนแก่น", "Khon Kaen", ""),
            ("tao", "หนองบัว", "Nong Bua", "4001"),
            ("tao", "หนองบัว", "Nong Bua", "4002"),
            ("tao", "หนองไม่มีอังกฤษ", "", "4003"),
        ]
    ]
    assert keys[:3] == ["khon-kaen-pao", "nong-bua-tao", "nong-bua-tao-ban-fang"]
    assert keys[3].startswith("khon-kaen-")
    assert keys[3].endswith("-tao")


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("province", {"province": "99"}),
        ("district", {"district": "5001"}),
        ("subdistrict", {"district": "4001", "subdistrict": "400201"}),
        ("type", {"type": "village"}),
        ("official_code", {"official_code": "1"}),
        ("name_th", {"name_th": ""}),
    ],
)
def test_the_service_refuses_beside_the_field_and_changes_nothing(field: str, change: dict[str, str]) -> None:
    register_lao(key="nong-bua", type="tao", name_th="หนองบัว", province="40")
    asked = {"key": "nong-bua-2", "type": "tao", "name_th": "หนองบัว", "province": "40"}
    with pytest.raises(ValidationError) as refusal:
        register_lao(**{**asked, **change})
    assert field in refusal.value.message_dict or field == "official_code"
    assert list(Lao.objects.values_list("key", "name_th", "province")) == [("nong-bua", "หนองบัว", "40")]


def test_the_rooms_above_are_told_of_a_change() -> None:
    told: list[set[str]] = []

    def listen(keys: set[str], **kwargs: Any) -> None:
        told.append(keys)

    laos_changed.connect(listen)
    try:
        register_lao(key="nong-bua", type="tao", name_th="หนองบัว", province="40")
        Lao.objects.get().delete()
    finally:
        laos_changed.disconnect(listen)
    assert told == [{"nong-bua"}, {"nong-bua"}]
