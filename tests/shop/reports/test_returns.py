"""A month's return is written once, corrected with every revision kept, and nothing left open is ever taken for 0."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import Notice
from shop.enterprises.models import Enterprise
from shop.reports import checking, reminding, rules
from shop.reports.returning import ChangedMeanwhile, NotAReturn
from shop.reports.returns import MonthlyReturn, ReturnRevision
from tests.cast import Cast
from tests.shop.reports.ground import MAY, makers, returned

pytestmark = pytest.mark.django_db

LAST = rules.month_before(timezone.localdate())


def address(one: Enterprise, month: date = LAST) -> str:
    return reverse("shop_desk_monthly_return", args=[one.slug, month.year, month.month])


def send(client: Client, one: Enterprise, **typed: Any) -> Any:
    key = client.get(address(one)).context["form"]["key"].value()
    seen = client.get(address(one)).context["form"]["seen"].value()
    return client.post(address(one), {"key": key, "seen": seen, **typed})


def test_what_is_left_open_is_not_returned_and_0_is_a_figure(cast: Cast) -> None:
    [one] = makers(cast, 1)
    answer = send(cast.client("seller"), one, local_purchases="๑,๒๕๐.๕๐", wages="0", raw_material_kg="1.25")
    assert answer.status_code == 302
    row = MonthlyReturn.objects.get()
    assert (row.local_purchases, row.wages, row.jobs, row.raw_material_kg) == (125_050, 0, None, 1_250)
    assert rules.income(row.local_purchases, row.wages) == 125_050
    assert rules.income(None, None) is None


def test_a_form_sent_twice_makes_one_revision(cast: Cast) -> None:
    [one] = makers(cast, 1)
    client = cast.client("seller")
    said = {"key": "k" * 22, "seen": "0", "jobs": "4"}
    assert [client.post(address(one), said).status_code for _time in range(2)] == [302, 302]
    assert ReturnRevision.objects.count() == 1


def test_a_correction_keeps_what_was_written_before(cast: Cast) -> None:
    [one] = makers(cast, 1)
    returned(one, cast.seller, jobs=4)
    returned(one, cast.seller, seen=1, jobs=5)
    assert MonthlyReturn.objects.get().jobs == 5
    assert list(ReturnRevision.objects.order_by("number").values_list("jobs", flat=True)) == [4, 5]
    assert [rows.count() for what, rows, _column in checking.checks() if "return" in what] == [0]
    MonthlyReturn.objects.update(jobs=6)
    assert [rows.count() for what, rows, _column in checking.checks() if "return" in what] == [1]


def test_who_did_not_see_a_correction_does_not_overwrite_it(cast: Cast) -> None:
    [one] = makers(cast, 1)
    returned(one, cast.seller, jobs=4)
    with pytest.raises(ChangedMeanwhile):
        returned(one, cast.seller, seen=0, jobs=9)
    assert MonthlyReturn.objects.get().jobs == 4


def test_a_month_that_is_not_over_cannot_be_returned(cast: Cast) -> None:
    [one] = makers(cast, 1)
    with pytest.raises(NotAReturn):
        returned(one, cast.seller, month=date(2025, 11, 1))
    today = timezone.localdate()
    assert cast.client("seller").get(address(one, today.replace(day=1))).status_code == 404
    assert cast.client("seller").get(f"/shop/desk/{one.slug}/returns/9999999999/99/").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("local_purchases", "สามร้อย"),
        ("local_purchases", "9" * 25),
        ("wages", "-5"),
        ("jobs", "1.5"),
        ("jobs", "9" * 9),
        ("jobs", "²"),
        ("raw_material_kg", "1.2345"),
        ("raw_material_kg", "1e3"),
        ("raw_material_kg", "9" * 9),
        ("jobs", "4\x00"),
    ],
    ids=str,
)
def test_nonsense_is_answered_beside_its_field_and_kept(cast: Cast, field: str, typed: str) -> None:
    [one] = makers(cast, 1)
    answer = send(cast.client("seller"), one, **{"jobs": "3", field: typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert answer.context["form"][field].value() == typed
    assert not MonthlyReturn.objects.exists()


def test_an_empty_form_asks_for_one_figure(cast: Cast) -> None:
    [one] = makers(cast, 1)
    answer = send(cast.client("seller"), one)
    assert answer.status_code == 422
    assert "local_purchases" in answer.context["form"].errors


@pytest.mark.every_database
def test_the_database_keeps_one_return_a_month_and_none_that_says_nothing(cast: Cast) -> None:
    [one] = makers(cast, 1)
    returned(one, cast.seller)
    for said in ({"month": MAY, "jobs": 1}, {"month": date(2025, 6, 1)}, {"month": date(2025, 6, 2), "jobs": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthlyReturn.objects.create(enterprise=one, **said)


def test_members_are_reminded_once_of_what_is_missing_and_not_of_what_is_there(cast: Cast) -> None:
    there, missing = makers(cast, 2)
    returned(there, cast.seller, month=date(2025, 10, 1), jobs=1)
    day = date(2025, 11, 5)
    assert reminding.remind(today=day - timedelta(days=1)) == 0
    assert [reminding.remind(today=day), reminding.remind(today=day)] == [1, 0]
    assert missing.slug in Notice.objects.get(kind="return_due", recipient=cast.seller).url


def test_strangers_find_nothing_at_the_desk(cast: Cast) -> None:
    [one] = makers(cast, 1)
    assert cast.client("stranger").get(address(one)).status_code == 404
    assert cast.client("stranger").post(address(one), {"jobs": "3"}).status_code == 404
    assert (
        cast.client("seller").get(reverse("shop_desk_monthly_returns", args=[one.slug]) + "?page=3").status_code == 200
    )
