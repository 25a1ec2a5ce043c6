"""The demo's courses: a folder each, `course.th.toml` and a file for each lesson in its order, some with `.en.toml`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagtail.models import Page

from cms.academy.models import (
    AcademyIndexPage,
    CourseOrganisation,
    CoursePage,
    CourseSource,
    CourseStory,
    LessonPage,
    Teacher,
)
from cms.blocks.demo.bricks import bricks, read
from cms.pages.demo import Desk, Wish, topics_of, wishes_of, write

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The courses, in a fixed order."""
    return sorted(file.parent.name for file in FOLDER.glob("*/course.th.toml"))


def lessons(name: str, language: str = "th") -> list[str]:
    """The lessons of a course that there are in this language, in the order in which they are learned."""
    ending = f".{language}.toml"
    return sorted(file.name.removesuffix(ending) for file in (FOLDER / name).glob(f"[0-9]*{ending}"))


def file_of(name: str, part: str, language: str = "th") -> Path:
    """The file of a lesson, or of the course itself where `part` is "course"."""
    return FOLDER / name / f"{part}.{language}.toml"


def wishes() -> Iterator[Wish]:
    """The pictures that the courses and their lessons ask for."""
    for name in names():
        for part in ("course", *lessons(name)):
            yield from wishes_of(_key(name, part), read(file_of(name, part)))


def load(desk: Desk) -> Iterator[str]:
    """Write the courses that are not there yet with their lessons, Thai first; yields each name.

    A course leads to those of its stories that are there before.
    """
    for name in names():
        course = _course(desk, name, "th", None)
        originals = {part: _lesson(desk, name, part, course, None) for part in lessons(name)}
        if file_of(name, "course", "en").exists():
            twin = _course(desk, name, "en", course)
            for part in lessons(name, "en"):
                _lesson(desk, name, part, twin, originals[part])
        yield name


def _key(name: str, part: str) -> str:
    return f"course-{name}-{part}"


def _course(desk: Desk, name: str, language: str, original: CoursePage | None) -> CoursePage:
    parent = AcademyIndexPage.objects.get(locale__language_code=language)
    data = read(file_of(name, "course", language))
    known: CoursePage | None = CoursePage.objects.child_of(parent).filter(slug=data["slug"]).first()
    if known is not None:
        return known
    page = CoursePage(
        title=data["title"],
        slug=data["slug"],
        locale=parent.locale,
        summary=data["summary"],
        cover=desk.cover(_key(name, "course")),
        audience=data["audience"],
    )
    page.outcomes = [{"type": "outcome", "value": words} for words in data["outcomes"]]
    page.body = bricks(data.get("body", []), desk.sources, desk.drawer(_key(name, "course")))
    page.teachers = [Teacher(name=row["name"], position=row.get("position", "")) for row in data["teachers"]]
    page.organisations = [CourseOrganisation(name=words) for words in data.get("organisations", [])]
    page.course_sources = [
        CourseSource(source=desk.sources[row["document"]], lines=row.get("lines", "")) for row in data["sources"]
    ]
    if original is None:
        _state_facts(page, data)
    else:
        page.translation_key = original.translation_key
    write(parent, page)
    return page


def _state_facts(page: CoursePage, data: dict[str, Any]) -> None:
    page.level, page.hours = data["level"], data["hours"]
    page.topics = topics_of(data)
    stories = Page.objects.filter(slug__in=data["stories"], locale=page.locale)
    keys = dict(stories.values_list("slug", "pk"))
    page.course_stories = [CourseStory(story_id=keys[slug]) for slug in data["stories"] if slug in keys]


def _lesson(desk: Desk, name: str, part: str, course: CoursePage, original: LessonPage | None) -> LessonPage:
    key, data = _key(name, part), read(file_of(name, part, course.locale.language_code))
    known: LessonPage | None = LessonPage.objects.child_of(course).filter(slug=data["slug"]).first()
    if known is not None:
        return known
    page = LessonPage(
        title=data["title"],
        slug=data["slug"],
        locale=course.locale,
        summary=data["summary"],
        cover=desk.cover(key),
        section_title=data.get("section", ""),
    )
    page.body = bricks(data["body"], desk.sources, desk.drawer(key))
    if original is not None:
        page.translation_key = original.translation_key
    write(course, page)
    return page
