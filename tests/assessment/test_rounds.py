"""Rounds ask by the published version of their set; one that lost it in its middle says so, and staff mend it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.assessment.errors import VersionNotPublished
from cms.assessment.models import Assessment, Round
from cms.assessment.rounds import change_round, create_round, needs_version, under_way
from cms.assessment.services import begin
from cms.indicators.models import State, Version
from cms.indicators.queries import instrument_of
from cms.indicators.services import duplicate, publish_version, retire_version, write_tree
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.indicators.forms_read import fields_of
from tests.indicators.ground import draft, published, sample_set
from tests.indicators.staff import in_english, words

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/rounds/", "/admin/rounds/add/"
DAYS = {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 12, 31)}


def opened(asked: Version, year: int = 2026, **changes: Any) -> Round:
    """A round by this version, or what else is said."""
    said: dict[str, Any] = {"indicator_set": asked.indicator_set, "version": asked, "year": year, **DAYS} | changes
    return create_round(**said)


def begun_elsewhere(ground: Ground) -> Assessment:
    """What the researcher of the province begins in the same round at another organisation."""
    again = Round.objects.select_related("version", "indicator_set").get(pk=ground.assessment.round_id)
    return begin(organisation=made.organisation("อีกแห่ง"), round=again, user=ground.researcher)


def page(one: Round) -> str:
    """The address of its page."""
    return reverse("assessment_round", args=[one.pk])


def test_a_round_is_opened_by_the_published_version_of_its_set() -> None:
    version = published()
    made_now = opened(version)
    assert made_now.version == version
    with override("th"):
        assert str(made_now).endswith("พ.ศ. 2569")
    with override("en"):
        assert str(made_now).endswith("2026")
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"version": duplicate(version=version), "year": 2027}, "version"),
        ({"version": published(of=sample_set("other")), "year": 2027}, "version"),
        ({"year": 2569}, "__all__"),
        ({"year": 2026}, "__all__"),
        ({"year": 2027, "closes_on": date(2025, 1, 1)}, "__all__"),
    )
    for changes, field in wrong:
        with pytest.raises(ValidationError) as refused:
            opened(version, **changes)
        assert list(refused.value.message_dict) == [field]
    assert Round.objects.count() == 1


def test_a_round_in_which_something_was_begun_keeps_its_set_and_year(ground: Ground) -> None:
    one = ground.assessment.round
    same: dict[str, Any] = {
        "version": one.version,
        "year": one.year,
        "opens_on": one.opens_on,
        "closes_on": one.closes_on,
    }
    other = published()
    changed: tuple[tuple[dict[str, Any], str], ...] = (
        ({"indicator_set": other.indicator_set, "version": other}, "indicator_set"),
        ({"indicator_set": one.indicator_set, "year": one.year - 1}, "year"),
    )
    for changes, field in changed:
        with pytest.raises(ValidationError) as refused:
            change_round(round=one, **same | changes)
        assert list(refused.value.message_dict) == [field]
    later = one.closes_on + timedelta(days=30)
    change_round(round=one, **same | {"indicator_set": one.indicator_set, "closes_on": later})
    one.refresh_from_db()
    assert (one.closes_on, one.year) == (later, same["year"])


def test_a_version_retired_in_the_middle_stops_what_is_not_begun_until_staff_choose_another(ground: Ground) -> None:
    one, old = ground.assessment.round, ground.assessment.version
    new = duplicate(version=old)
    levels = tuple(replace(level, floors=()) for level in instrument_of(new).levels)
    write_tree(version=new, instrument=replace(instrument_of(new), levels=levels))
    publish_version(version=new, user=None, replacing=True, reason="ใหม่")
    one.refresh_from_db()
    assert needs_version(one, one.closes_on)
    assert not needs_version(one, one.closes_on + timedelta(days=1))
    # What was begun goes on with what it began with.
    assert ground.answer("A1a", 3).points == 3
    with pytest.raises(VersionNotPublished):
        begun_elsewhere(ground)
    days: dict[str, Any] = {"year": one.year, "opens_on": one.opens_on, "closes_on": one.closes_on}
    change_round(round=one, indicator_set=one.indicator_set, version=new, **days)
    assert begun_elsewhere(ground).version == new
    ground.assessment.refresh_from_db()
    assert ground.assessment.version == old


def test_a_round_keeps_a_retired_version_while_something_else_of_it_changes() -> None:
    version = published()
    one = opened(version)
    retire_version(version=version, user=None, reason="เลิก")
    days = {"opens_on": DAYS["opens_on"], "closes_on": date(2026, 11, 30)}
    changed = change_round(round=one, indicator_set=one.indicator_set, version=version, year=2026, **days)
    assert changed.closes_on == date(2026, 11, 30)
    with pytest.raises(ValidationError):
        opened(version, year=2027)


def test_rounds_under_way_are_those_not_closed_by_this_version() -> None:
    version = published()
    opened(version, 2025, opens_on=date(2025, 1, 1), closes_on=date(2025, 12, 31))
    two = opened(version, 2026)
    assert list(under_way(version, date(2026, 6, 1))) == [two]
    assert [one.year for one in under_way(version, date(2025, 6, 1))] == [2026, 2025]


def test_retiring_warns_of_the_rounds_under_way(cast: Cast) -> None:
    version, client = published(), in_english(cast)
    address = reverse("kalyanamitr_version_act", args=[version.pk, "retire"])
    assert "These rounds ask by this version" not in words(client.get(address))
    today = timezone.localdate()
    one = opened(version, today.year, opens_on=today, closes_on=today)
    warned = words(client.get(address))
    assert "These rounds ask by this version" in warned
    assert page(one) in warned
    retire_version(version=version, user=None, reason="เลิก")
    assert "choose the published version" in words(client.get(LIST))
    assert "The version of this round is retired" in words(client.get(page(one)))


def test_staff_open_a_round_and_change_it(cast: Cast) -> None:
    version, client = published(), in_english(cast)
    form = fields_of(client.get(ADD)) | {"indicator_set": str(version.indicator_set_id), "version": str(version.pk)}
    form |= {"year": "2026", "opens_on": "2026-01-01", "closes_on": "2026-12-31"}
    assert client.post(ADD, form)["Location"] == LIST
    one = Round.objects.get()
    changed = fields_of(client.get(page(one))) | {"closes_on": "2026-10-31"}
    assert client.post(page(one), changed)["Location"] == LIST
    one.refresh_from_db()
    assert one.closes_on == date(2026, 10, 31)
    with CaptureQueriesContext(connection) as counted:
        assert "2026" in words(client.get(LIST))
    few = len(counted)
    for year in range(2010, 2020):
        opened(version, year)
    with CaptureQueriesContext(connection) as counted:
        client.get(LIST)
    assert len(counted) <= few + 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"year": "2569"}, "year"),
        ({"year": "x"}, "year"),
        ({"year": "3000"}, "year"),
        ({"version": "987654"}, "version"),
        ({"version": "1e9"}, "version"),
        ({"indicator_set": ""}, "indicator_set"),
        ({"opens_on": "31 กุมภาพันธ์"}, "opens_on"),
        ({"closes_on": "2020-01-01"}, "closes_on"),
    ],
    ids=["buddhist year", "no year", "far year", "no version", "odd version", "no set", "no day", "closes before"],
)
def test_what_is_wrong_is_told_beside_its_field_and_no_round_is_made(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    version, client = published(), in_english(cast)
    form = {"indicator_set": str(version.indicator_set_id), "version": str(version.pk), "year": "2026"}
    form |= {"opens_on": "2026-01-01", "closes_on": "2026-12-31"}
    answer = client.post(ADD, form | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Round.objects.exists()


def test_a_round_cannot_be_opened_by_a_draft_that_a_forged_form_names(cast: Cast) -> None:
    version = draft()
    form = {"indicator_set": str(version.indicator_set_id), "version": str(version.pk), "year": "2026"}
    answer = in_english(cast).post(ADD, form | {"opens_on": "2026-01-01", "closes_on": "2026-12-31"})
    assert "version" in answer.context["form"].errors
    assert (Round.objects.exists(), version.state) == (False, State.DRAFT)


def test_editors_read_rounds_and_change_none(cast: Cast) -> None:
    one, client = opened(published()), in_english(cast, "editor")
    assert client.get(LIST).status_code == 200
    answer = client.get(page(one))
    assert answer.context["form"] is None
    assert client.post(page(one), {"year": "2027"}).context["form"] is None
    assert client.post(ADD, {})["Location"] == "/admin/"
    assert Round.objects.get().year == 2026
