"""An organisation repeats its LAO's names and place, whatever changes them; villages are made once."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from cms.places.models import Lao, Organisation, Subdistrict
from cms.places.services import keep_equal, organisation_of, village_of
from cms.places.signals import laos_changed
from tests.pages_made import make_lao
from tests.places.ground import ground

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture(autouse=True)
def places() -> None:
    """Khon Kaen and Chiang Mai."""
    ground("40", "50")


def said(organisation: Organisation) -> tuple[object, ...]:
    """What it repeats, as the database has it."""
    row = Organisation.objects.get(pk=organisation.pk)
    return (row.name_th, row.name_en, row.key_th, row.lao_type, row.province_id, row.district_id, row.subdistrict_id)


def test_the_organisation_of_an_lao_is_made_once_under_its_key() -> None:
    lao = make_lao(district="4001")
    first = organisation_of(lao)
    assert organisation_of(lao) == first
    assert (first.key, first.kind_id, first.is_demo, str(first)) == (lao.key, "lao", False, str(lao))


def test_a_corrected_lao_corrects_its_organisation() -> None:
    lao = make_lao(district="4001", subdistrict="400101")
    one = organisation_of(lao)
    lao.name_th, lao.name_en, lao.type, lao.subdistrict = "หนองแวงใหม่", "", "subdistrict_municipality", None
    lao.save()
    assert said(one) == ("หนองแวงใหม่", "", "หนองแวงใหม่", "subdistrict_municipality", "40", "4001", None)
    lao.province_id, lao.district_id = "50", "5001"
    lao.save()
    assert said(one)[4:] == ("50", "5001", None)


def test_an_import_of_many_is_followed_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    laos = [make_lao(name, district="4001", name_en=f"L{n}") for n, name in enumerate(("หนองดี", "หนองสอง", "หนองสาม"))]
    ones = [organisation_of(lao) for lao in laos]
    for lao, kind in zip(laos, ("town", "city"), strict=False):
        Lao.objects.filter(pk=lao.pk).update(name_th="ใหม่", key_th="ใหม่", type=kind)
    with django_assert_num_queries(3):  # and the transaction's savepoint
        assert keep_equal(laos=[lao.key for lao in laos]) == 2
    assert [said(one)[0] for one in ones] == ["ใหม่", "ใหม่", "หนองสาม"]
    laos_changed.send(sender=Lao, keys={lao.key for lao in laos})
    assert keep_equal(laos=[lao.key for lao in laos]) == 0


def test_an_lao_that_has_an_organisation_is_not_deleted() -> None:
    lao = make_lao(district="4001")
    organisation_of(lao)
    with pytest.raises(ProtectedError):
        lao.delete()
    assert Lao.objects.filter(pk=lao.pk).exists()


def test_a_village_is_made_once_however_its_name_is_spaced() -> None:
    place = Subdistrict.objects.get(code="400101")
    first = village_of(subdistrict=place, name_th="บ้าน  ดอนหญ้านาง", moo=3)
    assert village_of(subdistrict=place, name_th="บ้านดอนหญ้านาง", moo=3) == first
    assert village_of(subdistrict=place, name_th="บ้านดอนหญ้านาง", moo=4) != first
    assert (first.kind_id, first.province_id, first.district_id, first.name_th) == (
        *("village", "40", "4001"),
        "บ้าน ดอนหญ้านาง",
    )
    assert Organisation.objects.count() == 2


def test_a_village_without_a_name_is_refused_and_none_is_made() -> None:
    with pytest.raises(ValidationError):
        village_of(subdistrict=Subdistrict.objects.get(code="400101"), name_th=" - ")
    assert not Organisation.objects.exists()
