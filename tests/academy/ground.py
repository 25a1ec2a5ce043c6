"""Courses and lessons for tests, made and published the way an editor's are."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from cms.academy.models import AcademyIndexPage, CoursePage, CourseStory, LessonPage
from tests.pages_made import publish, section

FILM = 6  # minutes; long enough for a lesson of a few words


def academy() -> AcademyIndexPage:
    """The Thai section; both are made with the first call."""
    found = AcademyIndexPage.objects.filter(locale__language_code="th").first()
    return found or section(AcademyIndexPage, "อคาเดมี", "Academy", "academy")


def course(title: str = "เศรษฐกิจพอเพียงเบื้องต้น", *, stories: Sequence[Page] = (), **fields: Any) -> CoursePage:
    """A published Thai course."""
    known = {"level": "beginner", "hours": "2.5", "course_stories": [CourseStory(story=story) for story in stories]}
    return publish(academy(), CoursePage(title=title, **{**known, **fields}))


def lesson(below: CoursePage, title: str = "บทที่หนึ่ง", **fields: Any) -> LessonPage:
    """A published lesson, long enough by its film, with two headings."""
    body = [{"type": "text", "value": "<h2>ตอนแรก</h2><p>ข้อความ</p><h2>ตอนที่สอง</h2><p>ข้อความ</p>"}]
    return publish(below, LessonPage(title=title, **{"film_minutes": FILM, "body": body, **fields}))


def lessons(below: CoursePage, *titles: str) -> list[LessonPage]:
    """Published lessons in this order."""
    return [lesson(below, title) for title in titles]
