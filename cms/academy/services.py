"""What a learner does: enrol, mark lessons done, leave a place to come back to, finish."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.academy import queries, rules
from cms.academy.learning import Enrolment, LessonDone
from cms.accounts.models import User

if TYPE_CHECKING:
    from cms.academy.models import CoursePage, LessonPage


class CourseWithdrawn(Exception):
    """The course is not published."""


class LessonWithdrawn(Exception):
    """The lesson, or the course that it belongs to, is not published."""


class NotEnrolled(Exception):
    """This person does not follow the course."""


class AlreadyCompleted(Exception):
    """Who completed a course has nothing to leave."""


class LessonsLeft(Exception):
    """There are lessons that this person has not done."""


class NoSuchPlace(Exception):
    """What was named is no heading of a lesson."""


@transaction.atomic
def enrol(*, user: User, course: "CoursePage") -> Enrolment:
    """Follow a course; who left it goes on where they were. Twice is once. Raises CourseWithdrawn."""
    if not type(course).published().filter(pk=course.pk).exists():
        raise CourseWithdrawn
    enrolment, _made = Enrolment.objects.get_or_create(user=user, course=course.translation_key)
    if enrolment.left_at is not None:
        Enrolment.objects.filter(pk=enrolment.pk).update(left_at=None, last_at=timezone.now())
        enrolment.refresh_from_db()
    return enrolment


@transaction.atomic
def leave(*, user: User, course: UUID) -> None:
    """Follow the course of this translation key no longer. What was done is kept for who comes back.

    Raises NotEnrolled, and AlreadyCompleted for who completed it.
    """
    enrolment = _locked(user, course)
    if enrolment.completed_at is not None:
        raise AlreadyCompleted
    enrolment.left_at = timezone.now()
    enrolment.save(update_fields=["left_at"])


@transaction.atomic
def mark_done(*, user: User, lesson: "LessonPage") -> Enrolment:
    """Say that one has done a lesson, which completes the course where it was the last. Twice is once.

    Raises NotEnrolled and LessonWithdrawn.
    """
    course = lesson.get_parent()
    enrolment = _locked(user, course.translation_key)
    if not queries.is_shown(lesson):
        raise LessonWithdrawn
    LessonDone.objects.get_or_create(enrolment=enrolment, lesson=lesson.translation_key)
    _touch(enrolment, lesson.translation_key)
    _complete_where_whole(enrolment, course)
    return enrolment


@transaction.atomic
def mark_undone(*, user: User, lesson: "LessonPage") -> Enrolment:
    """Take it back. A course that was completed stays so. Raises NotEnrolled and LessonWithdrawn."""
    enrolment = _locked(user, lesson.get_parent().translation_key)
    if not queries.is_shown(lesson):
        raise LessonWithdrawn
    enrolment.done.filter(lesson=lesson.translation_key).delete()
    _touch(enrolment, lesson.translation_key)
    return enrolment


@transaction.atomic
def remember_place(*, user: User, lesson: "LessonPage", anchor: str) -> Enrolment:
    """Remember the heading where this person is, so that they go on there on any device; "" is the lesson's beginning.

    Raises NoSuchPlace, NotEnrolled and LessonWithdrawn.
    """
    if anchor and not rules.is_anchor(anchor):
        raise NoSuchPlace
    enrolment = _locked(user, lesson.get_parent().translation_key)
    if not queries.is_shown(lesson):
        raise LessonWithdrawn
    _touch(enrolment, lesson.translation_key, anchor)
    return enrolment


@transaction.atomic
def finish(*, user: User, course: "CoursePage") -> Enrolment:
    """Complete a course of which nothing is left because what was missing has been withdrawn. Twice is once.

    Raises NotEnrolled and LessonsLeft.
    """
    enrolment = _locked(user, course.translation_key)
    _complete_where_whole(enrolment, course)
    if enrolment.completed_at is None:
        raise LessonsLeft
    return enrolment


def forget_learner(*, user: User) -> None:
    """What somebody learned goes with them: what they began is deleted, of what they completed only the count stays."""
    Enrolment.objects.filter(user=user, completed_at=None).delete()
    LessonDone.objects.filter(enrolment__user=user).delete()
    Enrolment.objects.filter(user=user).update(last_lesson=None, last_anchor="")


def _locked(user: User, course: UUID) -> Enrolment:
    """The enrolment, locked until the transaction ends. Raises NotEnrolled."""
    found = Enrolment.objects.select_for_update().filter(user=user, course=course, left_at=None).first()
    if found is None:
        raise NotEnrolled
    return found


def _touch(enrolment: Enrolment, lesson: UUID, anchor: str = "") -> None:
    enrolment.last_lesson, enrolment.last_anchor, enrolment.last_at = lesson, anchor, timezone.now()
    enrolment.save(update_fields=["last_lesson", "last_anchor", "last_at"])


def _complete_where_whole(enrolment: Enrolment, course: Page) -> None:
    """Once: the course as this learner reads it, its title, lessons and hours as they are now."""
    if enrolment.completed_at is not None:
        return
    outline = queries.syllabus(course)
    done = set(enrolment.done.values_list("lesson", flat=True))
    if not rules.progress(outline.lessons, done).is_whole:
        return
    enrolment.completed_at = max(timezone.now(), enrolment.enrolled_at)
    enrolment.completed_title = course.title
    enrolment.completed_lessons = len(outline.lessons)
    enrolment.completed_hours = course.specific.facts.hours
    enrolment.save(update_fields=["completed_at", "completed_title", "completed_lessons", "completed_hours"])
