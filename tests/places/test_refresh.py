"""The rows are the official list, kept true without losing a place that something refers to."""

import geothai
import pytest
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.places.models import DataVersion, District, Lao, Province, Subdistrict
from cms.places.queries import find_places
from cms.places.refresh import Level, Refreshed, Rows, apply, official_rows, refresh
from tests.places.ground import ground

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


def test_all_of_thailand_loads_under_its_official_codes_with_the_right_parents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("places_refresh")
    assert "8441 added" in capsys.readouterr().out
    assert (Province.objects.count(), District.objects.count(), Subdistrict.objects.count()) == (77, 928, 7436)
    for code, district, province in Subdistrict.objects.values_list("code", "district", "district__province"):
        address = geothai.address(code)
        assert address is not None
        assert (address.district.code, address.province.code) == (district, province)


def test_every_name_and_postcode_comes_back_as_it_is_in_the_list() -> None:
    refresh()
    for row in Subdistrict.objects.select_related("district__province"):
        official = geothai.address(row.code)
        assert official is not None
        assert (row.name_th, row.name_en) == (official.subdistrict.name_th, official.subdistrict.name_en)
        assert row.postcode_list == official.subdistrict.postal_codes
        district, province = row.district, row.district.province
        assert (district.name_th, district.name_en) == (official.district.name_th, official.district.name_en)
        assert (province.name_th, province.name_en) == (official.province.name_th, official.province.name_en)


def test_the_six_regions_have_the_provinces_that_the_geographical_committee_gave_them() -> None:
    ground()
    counts = {region: Province.objects.filter(region=region).count() for region in ("north", "northeast", "central")}
    assert counts == {"north": 9, "northeast": 20, "central": 22}
    for code, region in [
        ("50", "north"),
        ("63", "west"),
        ("65", "central"),
        ("27", "east"),
        ("38", "northeast"),
        ("86", "south"),
    ]:
        assert Province.objects.get(code=code).region == region


def test_a_second_refresh_writes_nothing() -> None:
    first = refresh()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = refresh()
    assert (first.added, second) == (8441, Refreshed(geothai.DATA_VERSION))
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert refresh(force=True) == second


def rows_of(*provinces: str) -> dict[Level, Rows]:
    return {
        level: {code: row for code, row in places.items() if code[:2] in provinces}
        for level, places in official_rows().items()
    }


def test_a_place_that_is_gone_is_kept_for_what_refers_to_it_and_offered_no_more() -> None:
    ground("40")
    lao = Lao.objects.create(
        key="x", type="tao", name_th="พระลับ", province_id="40", district_id="4001", subdistrict_id="400106"
    )
    rows = rows_of("40")
    del rows[Subdistrict]["400106"]
    assert apply(version="2027.1.1", rows=rows) == Refreshed("2027.1.1", retired=1)
    lao.refresh_from_db()
    assert lao.subdistrict is not None
    assert lao.subdistrict.retired_in == "2027.1.1"
    assert "400106" not in [one.place.code for one in find_places("พระลับ")]
    assert DataVersion.objects.get().version == "2027.1.1"


def test_a_place_that_comes_back_is_offered_again() -> None:
    ground("40")
    without = rows_of("40")
    del without[Subdistrict]["400106"]
    apply(version="2027.1.1", rows=without)
    assert apply(version="2027.2.1", rows=rows_of("40")) == Refreshed("2027.2.1", changed=1)
    assert Subdistrict.objects.get(code="400106").retired_in == ""


def test_a_renamed_place_gets_its_new_name_and_a_new_place_appears() -> None:
    ground("40")
    rows = rows_of("40", "50")
    name = list(rows[District]["4001"])
    name[0] = "เมืองใหม่"
    rows[District]["4001"] = tuple(name)
    done = apply(version="2027.1.1", rows=rows)
    assert (done.changed, done.retired) == (1, 0)
    assert done.added == sum(code.startswith("50") for places in rows.values() for code in places)
    assert District.objects.get(code="4001").name_th == "เมืองใหม่"


@pytest.mark.parametrize(
    "row",
    [
        Province(code="1x", name_th="ก", name_en="a", region="north"),
        Province(code="99", name_th="ก", name_en="a", region="middle"),
        District(code="5001", name_th="ก", name_en="a", province_id="40"),
        District(code="40999", name_th="ก", name_en="a", province_id="40"),
        Subdistrict(code="400299", name_th="ก", name_en="a", district_id="4001", postcodes="40000"),
        Subdistrict(code="400199", name_th="ก", name_en="a", district_id="4001", postcodes="40000,40010"),
    ],
    ids=lambda row: f"{type(row).__name__} {row.code}",
)
def test_the_database_refuses_codes_that_cannot_be(row: Province | District | Subdistrict) -> None:
    ground("40")
    before = type(row)._default_manager.count()
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        row.save(force_insert=True)
    assert type(row)._default_manager.count() == before
