"""What the academy's pages read: outlines of courses, and how far somebody is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.functional import Promise
from django.utils.translation import get_language
from wagtail.models import Page

from cms.academy import rules
from cms.academy.learning import CourseTally, Enrolment, LessonDone
from cms.academy.levels import Level
from cms.academy.rules import Lesson, Place, Progress, Syllabus
from cms.accounts.models import User
from search.memory import remember

if TYPE_CHECKING:
    from cms.academy.models import CoursePage, LessonPage

LEARNING_PAGE_LENGTH = 12
FIRST_LANGUAGE = "th"
_LINE = ("title", "url_path", "path", "depth", "translation_key", "section_title", "reading_words", "film_minutes")


@dataclass(frozen=True)
class Learning:
    """One person in one course, as it is published now. `place` is where they go on; None where nothing is left."""

    enrolment: Enrolment
    done: frozenset[UUID]
    progress: Progress
    place: Place | None

    @property
    def is_completed(self) -> bool:
        """Whether they completed the course once; that stays."""
        return self.enrolment.completed_at is not None

    @property
    def left(self) -> int:
        """How many published lessons they have not done."""
        return self.progress.total - self.progress.done

    @property
    def can_finish(self) -> bool:
        """Whether all that is left is to say so: the lessons they had not done were withdrawn."""
        return self.progress.is_whole and not self.is_completed

    @property
    def is_begun(self) -> bool:
        """Whether they have been in a lesson."""
        return bool(self.done) or self.enrolment.last_lesson is not None


@dataclass(frozen=True)
class LearnedCourse:
    """One row of somebody's courses; `course` is None while it is not published, `lang` the language where it is foreign."""

    enrolment: Enrolment
    course: "CoursePage | None"
    url: str
    lang: str
    learning: Learning


@dataclass(frozen=True)
class Facts:
    """What a course says in every language; `stories` are primary keys of pages, as search knows them."""

    level: str
    level_label: str | Promise
    hours: Decimal | None
    stories: tuple[str, ...]
    learners: int
    completions: int


def _courses() -> "type[CoursePage]":
    model: type[CoursePage] = apps.get_model("academy", "CoursePage")
    return model


def _lessons() -> "type[LessonPage]":
    model: type[LessonPage] = apps.get_model("academy", "LessonPage")
    return model


def address_of(page: Page) -> str:
    """The page's address; one that is not translated is offered in Thai, under the reader's own prefix."""
    language = get_language() or FIRST_LANGUAGE
    prefix = f"/{language}" if page.locale.language_code == FIRST_LANGUAGE != language else ""
    return prefix + (page.url or "")


def facts_of(course: "CoursePage") -> "CoursePage":
    """The Thai course, which holds level, hours and stories; `course` itself where none is published.

    A draft or restricted page lends nobody its facts.
    """
    if course.locale.language_code == FIRST_LANGUAGE:
        return course
    thai = _courses().published().filter(translation_key=course.translation_key)
    return thai.filter(locale__language_code=FIRST_LANGUAGE).select_related("locale").first() or course


def facts(course: "CoursePage") -> Facts:
    """The facts of a course with its public counts; three queries, four for a translation."""
    thai = course.facts
    tally = CourseTally.objects.filter(course=course.translation_key).first() or CourseTally()
    return Facts(
        level=thai.level,
        level_label=Level(thai.level).label if thai.level else "",
        hours=thai.hours,
        stories=tuple(str(row.story_id) for row in thai.course_stories.all()),
        learners=tally.learners,
        completions=tally.completions,
    )


def syllabi(courses: Iterable[Page]) -> dict[str, Syllabus]:
    """The outline of each of these courses by its tree path, in the language of its own pages; one query in all."""
    known = {course.path: course for course in courses}
    if not known:
        return {}
    below = reduce(or_, (Q(path__startswith=path, depth=course.depth + 1) for path, course in known.items()))
    pages = _lessons().published().filter(below).only(*_LINE, "locale").order_by("path")
    lessons: dict[str, list[Lesson]] = {path: [] for path in known}
    for page in pages:
        above = page.path[: -page.steplen]
        page.locale = known[above].locale
        lessons[above].append(
            Lesson(page.translation_key, page.title, address_of(page), page.minutes, page.section_title)
        )
    return {path: rules.syllabus(own) for path, own in lessons.items()}


def syllabus(course: Page) -> Syllabus:
    """The published lessons of a course by section; one query."""
    return syllabi([course])[course.path]


def kept_syllabus(course: Page) -> Syllabus:
    """The same, remembered while nothing that visitors see changes."""
    return remember(("syllabus", course.path, get_language()), lambda: syllabus(course))


def learning(user: User, course: UUID, outline: Syllabus) -> Learning | None:
    """How far this person is in the course of this translation key; None for who does not follow it. One query."""
    # The enrolment once for each lesson done, or once without.
    rows = list(Enrolment.objects.filter(user=user, course=course, left_at=None).annotate(lesson=F("done__lesson")))
    return _learning(rows[0], outline, [row.lesson for row in rows if row.lesson is not None]) if rows else None


def _learning(enrolment: Enrolment, outline: Syllabus, keys: Iterable[UUID]) -> Learning:
    done, lessons = frozenset(keys), outline.lessons
    place = rules.place_to_go_on(lessons, done, enrolment.last_lesson, enrolment.last_anchor)
    return Learning(enrolment, done, rules.progress(lessons, done), place)


def my_learning(user: User, number: Any) -> "tuple[ListPage[Enrolment], list[LearnedCourse]]":
    """One page of the courses that somebody follows, the latest touched first; six queries however many there are."""
    followed = Enrolment.objects.filter(user=user, left_at=None).order_by("-last_at", "-pk")
    page = Paginator(followed, LEARNING_PAGE_LENGTH).get_page(number)
    rows = list(page.object_list)
    courses = courses_by_key({row.course for row in rows})
    outlines = syllabi(courses.values())
    done: dict[int, list[UUID]] = {row.pk: [] for row in rows}
    for enrolment, lesson in LessonDone.objects.filter(enrolment__in=rows).values_list("enrolment_id", "lesson"):
        done[enrolment].append(lesson)
    return page, [_learned(row, courses.get(row.course), outlines, done[row.pk]) for row in rows]


def _learned(
    row: Enrolment, course: "CoursePage | None", outlines: dict[str, Syllabus], done: list[UUID]
) -> LearnedCourse:
    if course is None:
        return LearnedCourse(row, None, "", "", _learning(row, Syllabus(), done))
    language = course.locale.language_code
    lang = language if language != get_language() else ""
    return LearnedCourse(row, course, address_of(course), lang, _learning(row, outlines[course.path], done))


def courses_by_key(keys: Collection[UUID]) -> "dict[UUID, CoursePage]":
    """The published courses of these translation keys, in the reader's language before Thai; one query."""
    rows = _courses().published().filter(translation_key__in=keys, alias_of=None).select_related("locale")
    return _in_readers_language(rows)


def course_called(key: UUID) -> "CoursePage | None":
    """The published course of this translation key, in the reader's language before Thai."""
    return courses_by_key([key]).get(key)


def academy_address() -> str:
    """Where all courses are listed; empty where there is no such page."""
    model: Any = apps.get_model("academy", "AcademyIndexPage")
    found = list(_in_readers_language(model.published().select_related("locale")).values())
    return address_of(found[0]) if found else ""


def lesson_called(key: UUID) -> "LessonPage | None":
    """The lesson of this translation key: the one shown in the reader's language, the Thai one shown, any other."""
    rows = _lessons().objects.filter(translation_key=key, alias_of=None).select_related("locale")
    seen = set(_shown_with_their_courses().filter(translation_key=key).values_list("pk", flat=True))
    found = _in_readers_language(row for row in rows if row.pk in seen) or _in_readers_language(rows)
    return found.get(key)


def is_shown(lesson: "LessonPage") -> bool:
    """Whether any visitor may read the lesson and its course now."""
    return _shown_with_their_courses().filter(pk=lesson.pk).exists()


def _shown_with_their_courses() -> "QuerySet[LessonPage]":
    """Published lessons of published courses: a course may be withdrawn, or not be published yet, without its lessons."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    return _lessons().published().filter(Exists(_courses().published().filter(path=above)))


def _in_readers_language(pages: Iterable[Any]) -> dict[UUID, Any]:
    wanted = (get_language() or FIRST_LANGUAGE, FIRST_LANGUAGE)
    order = {language: place for place, language in reversed(list(enumerate(wanted)))}
    ranked: Sequence[Any] = sorted(pages, key=lambda page: -order.get(page.locale.language_code, len(wanted)))
    return {page.translation_key: page for page in ranked}
