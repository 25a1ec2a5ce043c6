"""The life of a version: drafted, published, retired."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from cms.indicators import queries, services
from cms.indicators.errors import AnotherIsPublished, DraftExists, NoDraft, Unpublishable
from cms.indicators.models import State, Topic, Version, VersionEvent
from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from search.services import generation
from tests.cast import Cast
from tests.indicators.ground import draft, published, sample_set
from tests.indicators.instruments import D, small

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def states() -> dict[int, str]:
    """The state of each version by its number."""
    return dict(Version.objects.values_list("number", "state"))


def test_a_set_says_by_field_why_it_is_refused() -> None:
    first = sample_set()
    with pytest.raises(ValidationError) as refused:
        services.create_set(code="sample", kind=first.kind, name_th="", name_en="Again")
    assert set(refused.value.message_dict) == {"code", "name_th"}


def test_what_is_said_of_a_set_changes_and_its_code_stays() -> None:
    changed = services.change_set(indicator_set=sample_set(), name_en="Other", source="Ministry")
    changed.refresh_from_db()
    assert (changed.code, changed.name_en, changed.source) == ("sample", "Other", "Ministry")
    with pytest.raises(TypeError):
        services.change_set(indicator_set=changed, code="other")


def test_a_set_has_one_draft_and_numbers_go_up() -> None:
    version = published()
    assert services.create_version(indicator_set=version.indicator_set).number == 2
    with pytest.raises(DraftExists):
        services.create_version(indicator_set=version.indicator_set)
    assert states() == {1: State.PUBLISHED, 2: State.DRAFT}


def test_a_duplicate_says_the_same_and_is_a_draft() -> None:
    copy = services.duplicate(version=published(), note="ปีหน้า")
    assert (copy.number, copy.state, copy.note) == (2, State.DRAFT, "ปีหน้า")
    assert queries.instrument_of(copy) == replace(small(), number=2)


def test_a_draft_is_deleted_whole_and_nothing_else_is() -> None:
    first = published()
    services.delete_draft(version=services.duplicate(version=first))
    assert states() == {1: State.PUBLISHED}
    with pytest.raises(NoDraft):
        services.delete_draft(version=first)
    assert queries.instrument_of(first) == small()


def test_publishing_writes_an_event_and_raises_the_generation(cast: Cast) -> None:
    version, before = draft(), generation()
    services.publish_version(version=version, user=cast.moderator)
    event = VersionEvent.objects.get()
    assert (event.actor, event.from_state, event.to_state) == (cast.moderator, State.DRAFT, State.PUBLISHED)
    assert generation() > before


def test_a_draft_with_problems_is_refused_with_all_of_them() -> None:
    version = draft(replace(small(), full_marks=D(101), levels=()))
    with pytest.raises(Unpublishable) as refused:
        services.publish_version(version=version, user=None)
    assert [problem.code for problem in refused.value.problems] == ["marks_do_not_add_up", "no_level"]
    assert (states(), Topic.objects.count(), VersionEvent.objects.count()) == ({1: State.DRAFT}, 0, 0)


def test_the_published_version_is_not_pushed_aside_by_chance() -> None:
    copy = services.duplicate(version=published())
    with pytest.raises(AnotherIsPublished, match="1"):
        services.publish_version(version=copy, user=None)
    assert states() == {1: State.PUBLISHED, 2: State.DRAFT}


def test_replacing_retires_the_other_for_a_reason_in_the_same_transaction() -> None:
    first = published()
    copy = services.duplicate(version=first)
    with pytest.raises(ReasonMissing):
        services.publish_version(version=copy, user=None, replacing=True)
    assert states() == {1: State.PUBLISHED, 2: State.DRAFT}
    services.publish_version(version=copy, user=None, replacing=True, reason="ถ้อยคำชัดขึ้น")
    assert states() == {1: State.RETIRED, 2: State.PUBLISHED}
    assert first.events.get(to_state=State.RETIRED).reason == "ถ้อยคำชัดขึ้น"


def test_a_version_is_published_once() -> None:
    version = published()
    with pytest.raises(MoveNotAllowed):
        services.publish_version(version=version, user=None)
    services.retire_version(version=version, user=None, reason="เก่า")
    with pytest.raises(MoveNotAllowed):
        services.publish_version(version=version, user=None)
    assert states() == {1: State.RETIRED}


def test_indicators_become_topics_are_renamed_and_say_when_they_are_asked_no_more() -> None:
    first = published()
    assert list(Topic.objects.values_list("code", "is_asked")) == [("A1", True), ("A2", True), ("B1", True)]
    kept = Topic.objects.get(code="B1").pk
    copy = services.duplicate(version=first)
    base = queries.instrument_of(copy)
    learning = replace(base.dimensions[1].indicators[0], name_th="การเรียนรู้ร่วมกัน", weight=D(100))
    knowledge = replace(base.dimensions[1], weight=D(100), indicators=(learning,))
    sub = replace(learning.subs[0], weight=D(100))
    knowledge = replace(knowledge, indicators=(replace(learning, subs=(sub,)),))
    levels = tuple(replace(level, floors=()) for level in base.levels)
    services.write_tree(
        version=copy, instrument=replace(base, dimensions=(knowledge,), levels=levels, links=base.links[:1])
    )
    services.publish_version(version=copy, user=None, replacing=True, reason="ใหม่")
    assert list(Topic.objects.values_list("code", "is_asked")) == [("A1", False), ("A2", False), ("B1", True)]
    assert (Topic.objects.get(code="B1").pk, Topic.objects.get(code="B1").name_th) == (kept, "การเรียนรู้ร่วมกัน")


def test_when_nothing_is_published_no_topic_is_asked() -> None:
    services.retire_version(version=published(), user=None, reason="เลิกใช้")
    assert not Topic.objects.filter(is_asked=True).exists()
