"""What follows from lessons and from what is done of them."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.academy.rules import (
    Lesson,
    is_anchor,
    next_to_learn,
    place_to_go_on,
    progress,
    reading_minutes,
    syllabus,
)

A, B, C = (Lesson(UUID(int=number), f"L{number}", f"/l{number}/", 5) for number in (1, 2, 3))
LESSONS = (A, B, C)


def test_nine_hundred_and_twenty_words_are_five_minutes_and_one_less_is_not() -> None:
    assert (reading_minutes(919), reading_minutes(920)) == (4, 5)


def test_a_lesson_with_a_section_title_begins_a_section() -> None:
    begun = Lesson(uuid4(), "M", "/m/", 7, "ตอนที่สอง")
    found = syllabus([A, B, begun, C])
    assert [(one.title, one.lessons) for one in found.sections] == [("", (A, B)), ("ตอนที่สอง", (begun, C))]
    assert (found.lessons, found.minutes) == ((A, B, begun, C), 22)


def test_of_no_lessons_nothing_is_whole() -> None:
    assert not progress((), set()).is_whole
    assert progress((), set()).percent == 0


def test_what_is_no_lesson_any_more_does_not_count() -> None:
    found = progress((A, B), {A.key, B.key, C.key})
    assert (found.done, found.total, found.is_whole, found.percent) == (2, 2, True, 100)


def test_one_goes_on_at_the_place_in_a_lesson_that_is_not_done() -> None:
    place = place_to_go_on(LESSONS, {A.key}, B.key, "part-2")
    assert place is not None
    assert (place.lesson, place.url) == (B, "/l2/#part-2")


def test_behind_a_lesson_that_is_done_one_goes_on_at_the_next_that_is_not() -> None:
    place = place_to_go_on(LESSONS, {B.key}, B.key, "part-2")
    assert place is not None
    assert (place.lesson, place.anchor) == (C, "")


def test_what_was_left_out_comes_when_nothing_is_ahead() -> None:
    assert next_to_learn(LESSONS, {B.key, C.key}, C.key) == A


def test_a_lesson_that_was_withdrawn_is_no_place_to_go_on() -> None:
    place = place_to_go_on((A, C), {A.key}, B.key, "part-2")
    assert place is not None
    assert (place.lesson, place.anchor) == (C, "")


def test_where_all_is_done_there_is_no_place_to_go_on() -> None:
    assert place_to_go_on(LESSONS, {A.key, B.key, C.key}, B.key) is None


@pytest.mark.parametrize("text", ["part-1", "part-999"], ids=["first", "last"])
def test_a_heading_is_named_by_its_number(text: str) -> None:
    assert is_anchor(text)


@pytest.mark.parametrize(
    "text",
    ["", "part-0", "part-1000", "part-1\n", "part-๑", "part-01", "x", '"><script>'],
    ids=["nothing", "zero", "too far", "two lines", "Thai digit", "leading zero", "other", "markup"],
)
def test_anything_else_is_no_place(text: str) -> None:
    assert not is_anchor(text)


@settings(max_examples=50)
@given(st.sets(st.sampled_from(LESSONS)), st.sampled_from([*LESSONS, None]), st.sampled_from([*LESSONS]))
def test_one_is_never_sent_to_a_lesson_that_is_done(done: set[Lesson], last: Lesson | None, other: Lesson) -> None:
    keys = {lesson.key for lesson in done}
    place = place_to_go_on(LESSONS, keys, last.key if last else None)
    assert (place is None) == (len(keys) == len(LESSONS))
    assert place is None or place.lesson.key not in keys
    following = next_to_learn(LESSONS, keys, other.key)
    assert following is None or following.key not in keys
