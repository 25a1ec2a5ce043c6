"""What buyers may rely on is asked by the day: in lists, in sums, in search, and nowhere for a suspended enterprise."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.services import browse
from shop.certification import queries, services, turning
from shop.certification.models import Certificate
from shop.enterprises import services as enterprises
from tests.cast import Cast
from tests.shop.certification.ground import body, granted, on
from tests.shop.ground import enterprise, product

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def found(**filters: str) -> int:
    """How many products search knows by these filters."""
    return len(browse(kind="product", filters=dict(filters), locale="th", count=False).hits)


def test_a_granted_certificate_is_in_force_of_its_product_and_its_enterprise(cast: Cast) -> None:
    one = granted(cast, (made := product(enterprise(cast))).enterprise, made)
    assert queries.in_force(products=[made], today=TODAY()) == [one]
    assert queries.in_force(enterprise=made.enterprise, today=TODAY()) == [one]
    assert queries.in_force(today=TODAY()) == []
    assert found(certificate="fda") == 1


def test_a_certificate_ends_with_its_last_day_even_before_the_clock_ran(cast: Cast) -> None:
    made = product(enterprise(cast))
    one = granted(cast, made.enterprise, made)
    on(TODAY() - timedelta(days=30), one, until=TODAY())
    assert queries.in_force(products=[made], today=TODAY()) == [one]
    assert queries.in_force(products=[made], today=TODAY() + timedelta(days=1)) == []


def test_a_suspended_enterprise_has_no_certificates_to_see(cast: Cast) -> None:
    made = product(enterprise(cast))
    granted(cast, made.enterprise, made)
    enterprises.suspend(enterprise=made.enterprise, actor=cast.moderator, reason="ทดสอบ")
    assert queries.in_force(products=[made], today=TODAY()) == []
    assert found(certificate="fda") == 0


def test_what_began_or_ended_leaves_search_with_the_clock(cast: Cast) -> None:
    made = product(enterprise(cast))
    granted(cast, made.enterprise, made, valid_from=TODAY() + timedelta(days=3))
    assert found(certificate="fda") == 0
    assert turning.turn(today=TODAY()) == 0
    assert queries.in_force(products=[made], today=TODAY()) == []
    one = Certificate.objects.get()
    on(TODAY(), one, until=TODAY() + timedelta(days=200))
    assert turning.turn(today=TODAY()) == 1
    assert found(certificate="fda") == 1
    on(TODAY() - timedelta(days=9), one, until=TODAY() - timedelta(days=1))
    assert turning.turn(today=TODAY()) == 1
    assert found(certificate="fda") == 0
    assert turning.turn(today=TODAY()) == 0


def test_otop_is_found_by_its_stars(cast: Cast) -> None:
    made = product(enterprise(cast))
    granted(cast, made.enterprise, made, scheme="otop", number="OTOP 1", stars=4)
    assert [found(certificate=code) for code in ("otop", "otop-4", "otop-5")] == [1, 1, 0]


def test_years_count_what_ran_in_them_and_was_not_revoked_before(cast: Cast) -> None:
    made = product(enterprise(cast))
    year = TODAY().year
    one = on(date(year - 2, 5, 1), granted(cast, made.enterprise, made), until=date(year + 1, 3, 1))
    counts = [queries.counted([made.enterprise], year + add) for add in (-3, -2, 0, 1, 2)]
    assert counts == [0, 1, 1, 1, 0]
    services.revoke(certificate=one, actor=cast.certifier, reason="ทดสอบ")
    assert [queries.counted([made.enterprise], year + add) for add in (0, 1)] == [1, 0]


def test_reading_what_is_in_force_is_one_query_however_many(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    maker = enterprise(cast)
    by = body(cast)
    for number in range(3):
        granted(cast, maker, product(maker, name_en=f"P{number}"), by=by, number=f"40-2-01565-2-000{number}")
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture is a function
        rows = queries.in_force(enterprise=maker, today=TODAY())
        assert {one.body.name for one in rows if one.body} == {by.name}
