"""What the database refuses of enterprises, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from shop.enterprises.models import (
    ContactWay,
    Enterprise,
    EnterpriseEvent,
    Membership,
    Person,
)
from tests.cast import Cast
from tests.shop.ground import enterprise, somewhere

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]

GOOD = {"slug": "a", "name_th": "ก", "name_en": "A", "kind": "otop", "province_id": "40"}


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("slug_is_a_slug", {"slug": "Not a slug"}),
        ("slug_is_a_slug", {"slug": ""}),
        ("slug_is_a_slug", {"slug": "เห็ด"}),
        ("has_both_names", {"name_th": ""}),
        ("has_both_names", {"name_en": ""}),
        ("kind_known", {"kind": "mafia"}),
        ("state_known", {"state": "famous"}),
        ("district_in_province", {"district_id": "5001"}),
        ("subdistrict_in_district", {"district_id": "4001", "subdistrict_id": "400201"}),
        ("subdistrict_in_district", {"subdistrict_id": "400101"}),
        ("promptpay_format", {"promptpay_id": "1234567890"}),
        ("promptpay_format", {"promptpay_id": "12345"}),
        ("promptpay_format", {"promptpay_id": "081234567x"}),
    ],
)
def test_the_database_refuses_an_enterprise_that_cannot_be(constraint: str, change: dict[str, Any]) -> None:
    somewhere("40", "50")
    with pytest.raises(IntegrityError, match=f"shop_enterprise_{constraint}"), transaction.atomic():
        Enterprise.objects.bulk_create([Enterprise(**{**GOOD, **change})])
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize("same", [{"slug": "a"}, {"registration_number": "4-40-01-01/1-0001"}])
def test_the_database_refuses_a_second_one(same: dict[str, str]) -> None:
    somewhere()
    Enterprise.objects.bulk_create([Enterprise(**{**GOOD, **same})])
    with pytest.raises(IntegrityError), transaction.atomic():
        Enterprise.objects.bulk_create([Enterprise(**{**GOOD, "slug": "b", **same})])
    assert Enterprise.objects.count() == 1


def test_many_enterprises_may_have_no_registration_number() -> None:
    somewhere()
    Enterprise.objects.bulk_create([Enterprise(**{**GOOD, "slug": slug}) for slug in ("a", "b")])
    assert Enterprise.objects.count() == 2


@pytest.mark.parametrize(
    ("model", "row", "constraint"),
    [
        (Person, {"name": ""}, "shop_person_has_a_name"),
        (ContactWay, {"kind": "pigeon", "value": "x"}, "shop_contact_kind_known"),
        (ContactWay, {"kind": "line", "value": ""}, "shop_contact_says_something"),
    ],
)
def test_the_database_refuses_rows_that_say_nothing(
    cast: Cast, model: Any, row: dict[str, Any], constraint: str
) -> None:
    one = enterprise(cast)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.bulk_create([model(enterprise=one, **row)])
    assert not model.objects.exists()


def test_a_way_is_named_once_and_a_person_is_a_member_once(cast: Cast) -> None:
    one = enterprise(cast)
    ContactWay.objects.create(enterprise=one, kind="line", value="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactWay.objects.bulk_create([ContactWay(enterprise=one, kind="line", value="a")])
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create([Membership(enterprise=one, user=cast.seller, role="staff")])
    with pytest.raises(IntegrityError, match="shop_membership_role_known"), transaction.atomic():
        Membership.objects.bulk_create([Membership(enterprise=one, user=cast.stranger, role="king")])
    assert (ContactWay.objects.count(), Membership.objects.count()) == (1, 1)


@pytest.mark.parametrize("what", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_history_is_never_touched(cast: Cast, what: str) -> None:
    enterprise(cast)
    table = EnterpriseEvent._meta.db_table
    before = list(EnterpriseEvent.objects.values_list("pk", "reason"))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(what.format(f'"{table}"'))
    assert list(EnterpriseEvent.objects.values_list("pk", "reason")) == before
