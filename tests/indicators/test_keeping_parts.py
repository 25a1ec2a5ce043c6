"""Parts of a draft are added, edited, moved and removed on pages of their own; nobody overwrites somebody else unseen."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.indicators import queries, services
from cms.indicators.instrument import Instrument, SdgLinkSpec
from cms.indicators.models import Version
from cms.indicators.reshaping import remove
from tests.cast import Cast
from tests.indicators.forms_read import fields_of
from tests.indicators.ground import draft, published
from tests.indicators.instruments import MEASURED, NO, RUBRIC, YES, D, small
from tests.indicators.staff import in_english, url, words

pytestmark = pytest.mark.django_db


def now(version: Version) -> Instrument:
    """What the draft says now."""
    return queries.instrument_of(version)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        *(("dimensions", "A"), ("indicators", "A1"), ("levels", "reached"), ("levels", "begun")),
        *(("sub_indicators", code) for code in ("A1.1", "A1.2", "A2.1", "B1.1")),
    ],
)
def test_a_form_saved_as_it_was_shown_changes_nothing(cast: Cast, kind: str, code: str) -> None:
    version, client = draft(), in_english(cast)
    address = url("part", version.pk, kind, code)
    answer = client.post(address, fields_of(client.get(address)))
    assert answer["Location"] == url("version", version.pk) + f"#{kind}-{code}"
    assert now(version) == small()


def test_an_indicator_is_changed_and_what_stands_below_it_stays(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part", version.pk, "indicators", "A1")
    form = fields_of(client.get(address)) | {
        "code": "A9",
        "name_th": "น้ำกินน้ำใช้",
        "weight": "๔๐.๕",
        "guidance_th": "ดูทั้งปี",
    }
    client.post(address, form)
    changed = now(version).dimensions[0].indicators[0]
    assert (changed.code, changed.name_th, changed.weight, changed.guidance_th) == ("A9", "น้ำกินน้ำใช้", D("40.5"), "ดูทั้งปี")
    assert changed.subs == small().dimensions[0].indicators[0].subs


def test_a_sub_indicator_is_added_with_its_steps_and_links(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part_add", version.pk, "sub_indicators") + "?below=A2"
    form = fields_of(client.get(address))
    assert form["code"] == "A2.2"
    form |= {"name_th": "ร้อยละที่ออม", "weight": "5", "scale": "measured", "better": "lower", "unit_th": "ร้อยละ"}
    form |= {"allows_na": "on", "steps-0-points": "๐", "steps-0-text_th": "มาก"}
    form |= {"steps-1-points": "2", "steps-1-text_th": "น้อย", "steps-1-bound": "๑๐.๕"}
    form |= {"steps-3-points": "1", "steps-3-text_th": "กลาง", "steps-3-bound": "30"}
    form |= {"sdg_links-1-goal": "1", "sdg_links-1-target": "1.4", "sdg_links-1-weight": "2"}
    assert client.post(address, form)["Location"].endswith("#sub_indicators-A2.2")
    made = now(version).subs["A2.2"]
    assert [(step.points, step.bound) for step in made.steps] == [(0, None), (1, D(30)), (2, D("10.5"))]
    assert (made.better, made.allows_na) == ("lower", True)
    assert SdgLinkSpec("A2.2", 1, D(2), "1.4") in now(version).links


def test_steps_go_when_they_are_marked_or_emptied_and_more_rows_are_given_without_saving(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part", version.pk, "sub_indicators", "A1.1")
    form = fields_of(client.get(address))
    more = client.post(address, form | {"more": "steps", "name_th": "ยังไม่บันทึก"})
    assert more.status_code == 200
    grown = fields_of(more)
    assert (grown["name_th"], grown["steps-TOTAL_FORMS"]) == ("ยังไม่บันทึก", "7")
    assert now(version) == small()
    gone = form | {"steps-1-DELETE": "on", "steps-2-points": "", "steps-2-text_th": "", "steps-2-text_en": ""}
    client.post(address, gone)
    assert now(version).subs["A1.1"].steps == RUBRIC[:1]


def test_a_level_takes_its_place_by_where_it_begins_and_brings_its_floors(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part_add", version.pk, "levels")
    form = fields_of(client.get(address)) | {"code": "between", "name_th": "ระหว่าง", "cut_off": "65"}
    form |= {"floors-0-dimension": "A", "floors-0-percent": "50"}
    client.post(address, form)
    assert [(level.rank, level.code) for level in now(version).levels] == [
        *((1, "begun"), (2, "understood"), (3, "between"), (4, "reached"))
    ]
    assert now(version).levels[2].floors == (("A", D(50)),)


def test_rows_move_up_and_down_and_stay_at_the_ends(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    move = url("part_move", version.pk)
    assert client.post(move, {"move": "indicators A1 down"})["Location"].endswith("#indicators-A1")
    assert [row.code for row in now(version).dimensions[0].indicators] == ["A2", "A1"]
    client.post(move, {"move": "indicators A1 down"})
    client.post(move, {"move": "indicators A1 up"})
    assert now(version) == small()


@pytest.mark.parametrize("typed", ["", "x", "indicators", "indicators A1", "indicators A1 sideways", "levels begun up"])
def test_a_move_that_means_nothing_moves_nothing(cast: Cast, typed: str) -> None:
    version, client = draft(), in_english(cast)
    assert client.post(url("part_move", version.pk), {"move": typed}).status_code == 302
    assert now(version) == small()


def test_removing_asks_first_and_takes_along_what_stands_below(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part_remove", version.pk, "dimensions", "A")
    asked = client.get(address)
    assert "A1.2 Households with clean water" in words(asked)
    assert now(version) == small()
    client.post(address, fields_of(asked))
    assert now(version) == remove(small(), "dimensions", "A")
    assert [link.sub_indicator for link in now(version).links] == ["B1.1"]


def test_what_changed_since_it_was_asked_is_not_removed(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part_remove", version.pk, "dimensions", "A")
    asked = fields_of(client.get(address))
    client.post(url("part_move", version.pk), {"move": "indicators A1 down"})
    answer = client.post(address, asked)
    assert answer.status_code == 409
    assert "Somebody else changed this" in words(answer)
    assert len(now(version).dimensions) == 2


def test_who_saves_over_somebody_else_sees_what_is_there_and_decides(cast: Cast) -> None:
    version, client, other = draft(), in_english(cast), in_english(cast, "administrator")
    address = url("part", version.pk, "sub_indicators", "A1.1")
    mine = fields_of(client.get(address)) | {"name_th": "ของฉัน"}
    theirs = fields_of(other.get(address)) | {"name_th": "ของเขา", "steps-2-text_th": "ทำครบ"}
    other.post(address, theirs)
    told = client.post(address, mine)
    assert told.status_code == 409
    for said in ("Somebody else changed this", "ของเขา", "2 ทำครบ"):
        assert said in words(told)
    assert now(version).subs["A1.1"].name_th == "ของเขา"
    again = fields_of(told)
    assert again["name_th"] == "ของฉัน"
    client.post(address, again)
    assert now(version).subs["A1.1"].name_th == "ของฉัน"


def test_two_who_edit_different_parts_do_not_meet(cast: Cast) -> None:
    version, client, other = draft(), in_english(cast), in_english(cast, "administrator")
    first, second = (url("part", version.pk, "sub_indicators", code) for code in ("A1.1", "A1.2"))
    above = url("part", version.pk, "indicators", "A1")
    mine, theirs, third = fields_of(client.get(first)), fields_of(other.get(second)), fields_of(client.get(above))
    other.post(second, theirs | {"name_th": "น้ำ"})
    assert client.post(first, mine | {"name_th": "แผน"}).status_code == 302
    assert client.post(above, third | {"name_th": "น้ำทั้งหมด"}).status_code == 302
    assert [now(version).subs[code].name_th for code in ("A1.1", "A1.2")] == ["แผน", "น้ำ"]


def test_what_somebody_else_removed_meanwhile_is_told_and_what_was_typed_stays(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part", version.pk, "sub_indicators", "A1.1")
    mine = fields_of(client.get(address)) | {"name_th": "ของฉัน"}
    services.write_tree(version=version, instrument=remove(small(), "sub_indicators", "A1.1"))
    told = client.post(address, mine)
    assert told.status_code == 409
    again = client.post(address, fields_of(told))
    assert again.status_code == 422
    assert "It is not there any more" in words(again)
    assert fields_of(again)["name_th"] == "ของฉัน"


WRONG = {
    "a code of another": ({"code": "B1.1"}, "code"),
    "no code": ({"code": "A 1"}, "code"),
    "no name": ({"name_th": " "}, "name_th"),
    "no marks": ({"weight": "0"}, "weight"),
    "not a number": ({"weight": "สิบ"}, "weight"),
    "a NUL": ({"name_th": "ก\x00ข"}, "name_th"),
    "a unit of nothing measured": ({"unit_th": "คน"}, "scale"),
    "a scale that is none": ({"scale": "stars"}, "scale"),
    "measured without a sense": ({"scale": "measured", "unit_th": "คน"}, "better"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_saved(cast: Cast, name: str) -> None:
    version, client = draft(), in_english(cast)
    typed, field = WRONG[name]
    address = url("part", version.pk, "sub_indicators", "A1.1")
    answer = client.post(address, fields_of(client.get(address)) | {"guidance_en": "typed before"} | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert fields_of(answer)["guidance_en"] == "typed before"
    assert now(version) == small()


WRONG_ROWS = {
    "points twice": ("steps", {"steps-1-points": "2"}, "points"),
    "points above 20": ("steps", {"steps-1-points": "21"}, "points"),
    "a step without words": ("steps", {"steps-1-text_th": ""}, "text_th"),
    "a target of another goal": ("sdg_links", {"sdg_links-0-goal": "4", "sdg_links-0-target": "6.1"}, "target"),
    "a target that is none": ("sdg_links", {"sdg_links-0-target": "water"}, "target"),
    "a weight of nothing": ("sdg_links", {"sdg_links-0-weight": "0"}, "weight"),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_what_is_wrong_in_a_row_is_told_in_that_row(cast: Cast, name: str) -> None:
    version, client = draft(), in_english(cast)
    rows, typed, field = WRONG_ROWS[name]
    address = url("part", version.pk, "sub_indicators", "A1.2")
    answer = client.post(address, fields_of(client.get(address)) | typed)
    assert answer.status_code == 422
    assert any(field in row.errors for row in answer.context["sheet"].rows[rows])
    assert now(version) == small()


def test_a_published_version_shows_no_form_and_takes_nothing(cast: Cast) -> None:
    version, client = published(), in_english(cast)
    for address in (
        *(url("part", version.pk, "levels", "begun"), url("part_remove", version.pk, "levels", "begun")),
        *(url("part_add", version.pk, "levels"), url("version_edit", version.pk)),
    ):
        for answer in (client.get(address), client.post(address, {"code": "x"})):
            assert answer["Location"] == url("version", version.pk)
    client.post(url("part_move", version.pk), {"move": "dimensions A down"})
    assert queries._read(version) == small()


def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    for address in (
        *(url("part", version.pk, "levels", "nothing"), url("part", version.pk, "indicators", "A1.1")),
        *(url("part_remove", version.pk, "dimensions", "Z"), url("part", 987654, "levels", "begun")),
        *(url("part_add", version.pk, "indicators") + "?below=Z", url("part_add", version.pk, "sub_indicators")),
    ):
        assert client.get(address).status_code == 404


NAMES = (
    "code",
    "name_th",
    "weight",
    "scale",
    "better",
    "unit_th",
    "seen",
    "more",
    "steps-TOTAL_FORMS",
    "steps-0-points",
)
ODD = st.one_of(
    st.text(max_size=8), st.sampled_from(["-1", "999999", "1e99", "NaN", "๑", "\x00", "steps", "sdg_links", "measured"])
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.dictionaries(st.sampled_from(NAMES), ODD, max_size=5), base=st.booleans())
def test_nonsense_is_answered_and_never_an_error(cast: Cast, typed: dict[str, str], base: bool) -> None:
    version = Version.objects.first() or draft()
    services.write_tree(version=version, instrument=small())
    client = in_english(cast)
    address = url("part", version.pk, "sub_indicators", "A1.2")
    form = fields_of(client.get(address)) if base else {}
    assert client.post(address, form | typed).status_code in {200, 302, 409, 422}
    assert set(now(version).subs) >= {"A1.1", "A2.1", "B1.1"}


def test_a_step_that_is_measured_keeps_its_bound_as_typed(cast: Cast) -> None:
    version, client = draft(), in_english(cast)
    address = url("part", version.pk, "sub_indicators", "A2.1")
    form = fields_of(client.get(address)) | {"scale": "measured", "better": "higher", "unit_th": "บาท"}
    client.post(address, form | {"steps-1-bound": "1,250,000.25"})
    assert now(version).subs["A2.1"].steps == (NO, replace(YES, bound=D("1250000.25")))
    assert small().subs["A1.2"].steps == MEASURED
