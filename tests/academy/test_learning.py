"""A learner enrols, marks done, goes on where they left, and completes once."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from cms.academy import queries, services
from cms.academy.learning import CourseTally, Enrolment, LessonDone
from cms.academy.models import CoursePage
from cms.academy.tasks import count_learners
from cms.accounts.services import leave as leave_the_platform
from search.services import generation
from tests.academy.ground import course, lesson, lessons
from tests.cast import Cast
from tests.pages_made import translate

pytestmark = pytest.mark.django_db


def learning(cast: Cast, page: CoursePage) -> queries.Learning:
    found = queries.learning(cast.owner, page.translation_key, queries.syllabus(page))
    assert found is not None
    return found


@pytest.mark.every_database
def test_enrolling_twice_is_enrolling_once(site: Site, cast: Cast) -> None:
    page = course()
    first = services.enrol(user=cast.owner, course=page)
    assert services.enrol(user=cast.owner, course=page) == first
    assert Enrolment.objects.count() == 1


def test_nobody_enrols_in_a_course_that_is_not_published(site: Site, cast: Cast) -> None:
    page = course()
    page.unpublish()
    with pytest.raises(services.CourseWithdrawn):
        services.enrol(user=cast.owner, course=page)
    assert not Enrolment.objects.exists()


def test_who_does_not_follow_the_course_marks_nothing(site: Site, cast: Cast) -> None:
    page = lesson(course())
    services.enrol(user=cast.stranger, course=page.get_parent().specific)
    for act in (services.mark_done, services.mark_undone):
        with pytest.raises(services.NotEnrolled):
            act(user=cast.owner, lesson=page)
    with pytest.raises(services.NotEnrolled):
        services.remember_place(user=cast.owner, lesson=page, anchor="part-1")
    assert not LessonDone.objects.exists()
    assert Enrolment.objects.get().last_lesson is None


@pytest.mark.every_database
def test_the_last_lesson_completes_the_course_once(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    assert services.mark_done(user=cast.owner, lesson=one).completed_at is None
    services.mark_done(user=cast.owner, lesson=one)
    assert LessonDone.objects.count() == 1
    done = services.mark_done(user=cast.owner, lesson=two)
    when = done.completed_at
    assert when is not None
    assert (done.completed_title, done.completed_lessons, str(done.completed_hours)) == (page.title, 2, "2.5")
    services.mark_undone(user=cast.owner, lesson=two)
    assert services.mark_done(user=cast.owner, lesson=two).completed_at == when


def test_a_lesson_added_later_does_not_undo_completion(site: Site, cast: Cast) -> None:
    page = course()
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=lesson(page, "หนึ่ง"))
    added = lesson(page, "ใหม่")
    found = learning(cast, page)
    assert (found.is_completed, found.left) == (True, 1)
    assert found.place is not None
    assert found.place.lesson.key == added.translation_key


def test_when_what_was_left_is_withdrawn_one_finishes_by_a_button(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    with pytest.raises(services.LessonsLeft):
        services.finish(user=cast.owner, course=page)
    two.unpublish()
    found = learning(cast, page)
    assert (found.can_finish, found.is_completed) == (True, False)
    assert services.finish(user=cast.owner, course=page).completed_lessons == 1
    assert services.finish(user=cast.owner, course=page).completed_lessons == 1


def test_a_lesson_withdrawn_while_somebody_learns_it_cannot_be_marked_and_its_mark_stays(
    site: Site, cast: Cast
) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    one.unpublish()
    one.refresh_from_db()
    for act in (services.mark_done, services.mark_undone):
        with pytest.raises(services.LessonWithdrawn):
            act(user=cast.owner, lesson=one)
    assert LessonDone.objects.count() == 1
    found = learning(cast, page)
    assert (found.progress.done, found.progress.total) == (0, 1)
    assert found.place is not None
    assert found.place.lesson.key == two.translation_key
    one.save_revision().publish()
    assert learning(cast, page).progress.done == 1


@pytest.mark.every_database
def test_nothing_is_marked_in_a_course_that_was_withdrawn_without_its_lessons(site: Site, cast: Cast) -> None:
    page = course()
    one, _two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    page.unpublish()
    for act in (services.mark_done, services.mark_undone, partial(services.remember_place, anchor="")):
        with pytest.raises(services.LessonWithdrawn):
            act(user=cast.owner, lesson=one)
    assert not LessonDone.objects.exists()
    page.save_revision().publish()
    # A translation that is on its way stands in nobody's way: its lessons first, the course later.
    translate(page, title="Household accounts").unpublish()
    early = translate(one, title="One")
    with override("en"):
        assert queries.lesson_called(one.translation_key) == one
        assert not queries.is_shown(early)
    services.mark_done(user=cast.owner, lesson=one)


def test_who_leaves_a_course_finds_their_progress_when_they_come_back(site: Site, cast: Cast) -> None:
    page = course()
    one, _two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    services.leave(user=cast.owner, course=page.translation_key)
    assert queries.learning(cast.owner, page.translation_key, queries.syllabus(page)) is None
    with pytest.raises(services.NotEnrolled):
        services.mark_done(user=cast.owner, lesson=one)
    services.enrol(user=cast.owner, course=page)
    assert learning(cast, page).progress.done == 1


def test_who_completed_a_course_does_not_leave_it(site: Site, cast: Cast) -> None:
    page = course()
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=lesson(page))
    with pytest.raises(services.AlreadyCompleted):
        services.leave(user=cast.owner, course=page.translation_key)
    assert Enrolment.objects.get().left_at is None


def test_a_place_is_kept_and_nonsense_is_not(site: Site, cast: Cast) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    services.remember_place(user=cast.owner, lesson=two, anchor="part-2")
    place = learning(cast, page).place
    assert place is not None
    assert (place.lesson.key, place.url.rpartition("#")[2]) == (two.translation_key, "part-2")
    with pytest.raises(services.NoSuchPlace):
        services.remember_place(user=cast.owner, lesson=one, anchor="<b>")
    assert learning(cast, page).place == place


def test_progress_follows_the_learner_between_languages_also_where_the_translation_came_later(
    site: Site, cast: Cast
) -> None:
    page = course()
    one, two = lessons(page, "หนึ่ง", "สอง")
    services.enrol(user=cast.owner, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    # An editor changes the Thai course while it is translated.
    page.title = "ชื่อใหม่"
    page.save_revision()
    english = translate(page, title="Sufficiency for beginners")
    translate(one, title="One")
    second = translate(two, title="Two")
    found = queries.learning(cast.owner, english.translation_key, queries.syllabus(english))
    assert found is not None
    assert (found.progress.done, found.progress.total) == (1, 2)
    assert found.place is not None
    assert found.place.url.startswith("/en/academy/")
    completed = services.mark_done(user=cast.owner, lesson=second)
    assert completed.completed_title == "Sufficiency for beginners"
    assert str(completed.completed_hours) == "2.5"
    assert learning(cast, page).is_completed


def test_of_who_leaves_the_platform_only_the_count_of_completions_stays(site: Site, cast: Cast) -> None:
    begun, whole = course("เริ่ม"), course("จบ")
    for page in (begun, whole):
        services.enrol(user=cast.owner, course=page)
    lessons(begun, "หนึ่ง", "สอง")
    services.remember_place(user=cast.owner, lesson=lesson(begun, "สาม"), anchor="part-1")
    services.mark_done(user=cast.owner, lesson=lesson(whole))
    leave_the_platform(user=cast.owner)
    row = Enrolment.objects.get()
    assert (row.course, row.last_lesson, row.last_anchor) == (whole.translation_key, None, "")
    assert not LessonDone.objects.exists()
    count_learners()
    assert CourseTally.objects.get(pk=whole.translation_key).completions == 1


def test_the_tally_counts_who_follows_and_makes_kept_pages_old_only_where_a_number_changed(
    site: Site, cast: Cast
) -> None:
    page = course()
    one = lesson(page)
    for user in (cast.owner, cast.stranger, cast.team_mate):
        services.enrol(user=user, course=page)
    services.mark_done(user=cast.owner, lesson=one)
    services.leave(user=cast.team_mate, course=page.translation_key)
    before = generation()
    assert count_learners() == 1
    tally = CourseTally.objects.get()
    assert (tally.learners, tally.completions) == (2, 1)
    assert generation() > before
    before = generation()
    assert count_learners() == 0
    assert generation() == before
    Enrolment.objects.all().delete()
    assert count_learners() == 1
    assert not CourseTally.objects.exists()


@pytest.mark.every_database
@pytest.mark.parametrize(
    "fields",
    [
        {"last_anchor": "part-1"},
        {"completed_at": "now"},
        {"completed_at": "now", "completed_title": "ก", "completed_lessons": 1, "left_at": "now"},
        {"completed_title": "ก", "completed_lessons": 1},
    ],
    ids=["a place without a lesson", "completed without a name", "completed and left", "a name without completion"],
)
def test_the_database_says_no_to_an_enrolment_that_makes_no_sense(
    site: Site, cast: Cast, fields: dict[str, object]
) -> None:
    row = services.enrol(user=cast.owner, course=course())
    values = {name: timezone.now() if value == "now" else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=row.pk).update(**values)
