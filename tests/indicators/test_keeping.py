"""Staff keep indicator sets in the admin: sets, versions as trees whose marks visibly add up, and their lives."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.indicators import queries, services
from cms.indicators.models import IndicatorSet, State, Version
from tests.cast import Cast
from tests.indicators.forms_read import fields_of
from tests.indicators.ground import draft, published, sample_set
from tests.indicators.instruments import D, small
from tests.indicators.staff import in_english, url, words
from tests.indicators.test_rules import with_sub

pytestmark = pytest.mark.django_db


def test_a_set_is_made_its_first_version_begun_and_what_is_said_of_it_changed(cast: Cast) -> None:
    client = in_english(cast)
    form = fields_of(client.get(url("set_add"))) | {"code": "hospitals", "kind": "lao", "standing": "to_check"}
    sent = client.post(url("set_add"), form | {"name_th": "โรงพยาบาล", "name_en": "Hospitals"})
    made = IndicatorSet.objects.get(code="hospitals")
    assert sent["Location"] == url("set", made.pk)
    client.post(url("version_begin", made.pk))
    assert made.versions.get().state == State.DRAFT
    edited = fields_of(client.get(url("set_edit", made.pk))) | {"source": "Ministry", "code": "other"}
    client.post(url("set_edit", made.pk), edited)
    made.refresh_from_db()
    assert (made.source, made.code, made.standing) == ("Ministry", "hospitals", "to_check")


def test_a_set_that_is_refused_keeps_what_was_typed_and_is_not_made(cast: Cast) -> None:
    answer = in_english(cast).post(url("set_add"), {"code": "Not A Code", "name_th": "ชุดใหม่"})
    assert (answer.status_code, IndicatorSet.objects.filter(name_th="ชุดใหม่").exists()) == (422, False)
    assert 'value="ชุดใหม่"' in words(answer)
    assert 'value="Not A Code"' in words(answer)


def test_the_standing_of_a_set_is_said_on_every_page_of_it(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    for page in (
        url("set", version.indicator_set_id),
        url("version", version.pk),
        url("part_add", version.pk, "levels"),
    ):
        assert "Sample set, not official" in words(client.get(page))


def test_lists_and_pages_take_no_more_queries_the_more_there_is(cast: Cast) -> None:
    client, counts = in_english(cast), []
    for number in range(2):
        version = services.duplicate(version=published(of=sample_set(f"set-{number}")))
        if number:
            services.duplicate(version=published(of=sample_set("one-more")))
        else:
            services.write_tree(version=version, instrument=replace(small(), dimensions=(), levels=(), links=()))
        pages = [url("sets"), url("set", version.indicator_set_id), url("version", version.pk)]
        for page in pages:
            client.get(page)
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as counted:
                assert client.get(page).status_code == 200
            found.append(len(counted))
        counts.append(found)
    # What an empty version has no rows for is not asked for: their steps, and the dimensions of floors.
    assert all(more <= few + 3 for few, more in zip(*counts, strict=True)), counts
    assert max(counts[1]) <= 22, counts


def test_each_row_of_the_tree_says_whether_its_marks_add_up(cast: Cast) -> None:
    version = draft(with_sub("A1.1", weight=D("20.5"))(small()))
    page = words(in_english(cast).get(url("version", version.pk)))
    assert "40.5 of 40: 0.5 too many" in page
    assert "60 of 60: adds up" in page
    assert "100 of 100: adds up" in page
    assert "One thing is still to be put right" in page


def test_the_tree_shows_the_question_as_an_officer_is_asked_it(cast: Cast) -> None:
    page = words(in_english(cast).get(url("version", draft().pk)))
    assert "A measured value" in page
    assert "from 80.5 percent" in page
    assert "SDG 6.1 Clean water and sanitation × 2" in page
    assert "A at least 60 %" in page


def test_a_draft_is_begun_from_the_latest_version_once(cast: Cast) -> None:
    version, client = published(), in_english(cast)
    client.post(url("version_begin", version.indicator_set_id))
    answer = client.post(url("version_begin", version.indicator_set_id), follow=True)
    copy = Version.objects.get(number=2)
    assert queries.instrument_of(copy) == replace(small(), number=2)
    assert Version.objects.count() == 2
    assert "This set has a draft already" in words(answer)


def test_what_keeps_a_draft_from_being_published_is_listed_with_where_to_mend_it(cast: Cast) -> None:
    changed = replace(with_sub("A1.1", steps=())(small()), full_marks=D(101), levels=())
    version, client = draft(changed), in_english(cast)
    page = words(client.get(url("version_act", version.pk, "publish")))
    assert "3 problems keep this version from being published" in page
    for mended_at in (
        url("version_edit", version.pk),
        url("part", version.pk, "sub_indicators", "A1.1"),
        url("part_add", version.pk, "levels"),
    ):
        assert f'href="{mended_at}"' in page
        assert client.get(mended_at).status_code == 200
    assert client.post(url("version_act", version.pk, "publish")).status_code == 422
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_publishing_in_the_place_of_another_asks_for_the_reason_and_does_both(cast: Cast) -> None:
    first, client = published(), in_english(cast)
    copy = services.duplicate(version=first)
    address = url("version_act", copy.pk, "publish")
    assert "Retire version 1 and publish this one" in words(client.get(address))
    assert client.post(address, {"replacing": "1", "reason": " "}).status_code == 422
    # Whoever leaves the button's word out replaces nothing.
    assert client.post(address, {"reason": "ใหม่"}).status_code == 422
    assert set(Version.objects.values_list("state", flat=True)) == {State.PUBLISHED, State.DRAFT}
    assert client.post(address, {"replacing": "1", "reason": "ถ้อยคำชัดขึ้น"})["Location"].startswith(
        url("version", copy.pk)
    )
    assert dict(Version.objects.values_list("number", "state")) == {1: State.RETIRED, 2: State.PUBLISHED}
    page = words(client.get(url("version", first.pk)))
    assert "ถ้อยคำชัดขึ้น" in page
    assert "Moderator" in page


def test_a_version_is_retired_for_a_reason_only(cast: Cast) -> None:
    version, client = published(), in_english(cast)
    address = url("version_act", version.pk, "retire")
    assert client.post(address, {"reason": ""}).status_code == 422
    version.refresh_from_db()
    assert version.state == State.PUBLISHED
    client.post(address, {"reason": "เลิกใช้"})
    version.refresh_from_db()
    assert version.state == State.RETIRED
    assert "Only a published version is retired" in words(client.post(address, {"reason": "อีกครั้ง"}, follow=True))


def test_a_draft_is_deleted_after_asking_and_a_published_version_never(cast: Cast) -> None:
    first, client = published(), in_english(cast)
    copy = services.duplicate(version=first)
    address = url("version_act", copy.pk, "delete")
    assert client.get(address).status_code == 200
    assert Version.objects.count() == 2
    client.post(address)
    client.post(url("version_act", first.pk, "delete"))
    assert list(Version.objects.all()) == [first]


def test_the_rules_of_a_draft_change_and_who_saves_over_somebody_else_is_told(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("version_edit", version.pk)
    mine = fields_of(client.get(address)) | {"full_marks": "๑๒๐", "note": "ของฉัน"}
    theirs = fields_of(client.get(address)) | {"note": "ของเขา"}
    assert client.post(address, theirs).status_code == 302
    told = client.post(address, mine)
    assert "Somebody else changed this" in words(told)
    assert "ของเขา" in words(told)
    version.refresh_from_db()
    assert (version.note, version.full_marks) == ("ของเขา", D(100))
    again = fields_of(told)
    assert (again["note"], again["full_marks"]) == ("ของฉัน", "๑๒๐")
    client.post(address, again)
    version.refresh_from_db()
    assert (version.note, version.full_marks) == ("ของฉัน", D(120))


@pytest.mark.parametrize("field", ["full_marks", "sdg_attained_from", "sdg_underway_from"])
@pytest.mark.parametrize("typed", ["", "NaN", "-1", "1e9", "0", "x", "1.234"])
def test_numbers_that_are_none_are_refused_beside_their_field(cast: Cast, field: str, typed: str) -> None:
    version, client = draft(), in_english(cast)
    address = url("version_edit", version.pk)
    answer = client.post(address, fields_of(client.get(address)) | {field: typed})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert queries.instrument_of(version) == small()


def test_editors_look_at_everything_and_change_nothing(cast: Cast) -> None:
    version, client = draft(), in_english(cast, "editor")
    owner = version.indicator_set_id
    for page in (url("sets"), url("set", owner), url("version", version.pk), url("speaking", owner)):
        assert client.get(page).status_code == 200
    shown = words(client.get(url("version", version.pk)))
    assert 'name="move" value' not in shown
    assert url("version_edit", version.pk) not in shown
    for page in (
        *(url("set_add"), url("set_edit", owner), url("version_begin", owner), url("version_edit", version.pk)),
        *(url("part_add", version.pk, "levels"), url("part", version.pk, "levels", "begun")),
        *(url("part_remove", version.pk, "levels", "begun"), url("part_move", version.pk)),
        *(url("version_act", version.pk, act) for act in ("publish", "retire", "delete")),
    ):
        assert client.post(page, {"move": "dimensions A down", "reason": "x"})["Location"] == "/admin/"
    version.refresh_from_db()
    assert (queries.instrument_of(version), version.state) == (small(), State.DRAFT)


@pytest.mark.parametrize("who", ["member", "lao_officer", "researcher", "community_representative"])
def test_nobody_outside_the_staff_gets_in(cast: Cast, who: str) -> None:
    client, version = cast.client(who), draft()
    for page in (url("sets"), url("version", version.pk)):
        assert "/admin/login/" in client.get(page)["Location"] or client.get(page).status_code == 403
