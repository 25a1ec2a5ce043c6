"""Courses and lessons as programs read them. Who learns is nobody's business; how many do is public."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.academy.models import AcademyIndexPage, CoursePage, LessonPage, Level
from cms.academy.queries import facts, syllabus
from cms.blocks.api import bricks, coded, sources
from cms.blocks.shapes import Brick, Quoted
from cms.pages.api import Draft, PageShape, detail, page_type
from search.api import Ordered, ProvinceCode, RegionCode, StoryId, facets_of, listing
from search.services import resolve
from search.shapes import Coded, Item, ItemId, Listing, Thing, absolute, api_address, read_whole_at, thing

router = Router(tags=["courses"])
lessons = Router(tags=["courses"])
ROUTERS = [("courses", router), ("lessons", lessons)]
read_whole_at("course", "courses")
read_whole_at("lesson", "lessons")


class AcademyShape(PageShape):
    """The section of courses."""

    type: Literal["academy_index"]
    intro: str


class TeacherShape(BaseModel):
    """Somebody who teaches."""

    name: str
    position: str


class LessonLine(BaseModel):
    """A lesson in the outline of its course."""

    translation_key: str
    title: str
    url: str
    api_url: str
    minutes: int


class SectionOfCourse(BaseModel):
    """Lessons that stand together; without a title where the course has no sections."""

    title: str
    lessons: list[LessonLine]


class CourseShape(PageShape):
    """A course with its outline. Facts are those of its Thai page."""

    type: Literal["course"]
    outcomes: list[str] = Field(description="What one can do afterwards.")
    audience: str
    level: Coded | None
    hours: float | None
    minutes: int = Field(description="Of all lessons.")
    learners: int
    completions: int
    teachers: list[TeacherShape]
    organisations: list[str]
    stories: list[Thing] = Field(description="It is made from these.")
    sections: list[SectionOfCourse]
    body: list[Brick]
    sources: list[Quoted]


class LessonShape(PageShape):
    """A lesson."""

    type: Literal["lesson"]
    section_title: str = Field(description="The section that it begins.")
    minutes: int
    course: Thing | None
    body: list[Brick]


class CourseFilters(Ordered):
    """What courses are listed by."""

    level: Annotated[Literal[tuple(Level.values)] | None, Field(description="How much it asks.")] = None  # type: ignore[valid-type]  # the model's choices
    region: RegionCode | None = None
    province: ProvinceCode | None = None
    story: StoryId | None = None


@router.get("/", response=Listing[Item], summary="List courses")
def list_courses(request: HttpRequest, asked: Query[CourseFilters]) -> dict[str, Any]:
    """Published courses."""
    return listing(request, "course", asked, facets_of(asked))


@router.get("/{id}", response=CourseShape, summary="A course")
def read_course(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
    """All of a course, with its outline."""
    return detail(request, ["course"], id, draft)


@lessons.get("/", response=Listing[Item], summary="List lessons")
def list_lessons(request: HttpRequest, asked: Query[Ordered]) -> dict[str, Any]:
    """Published lessons of all courses."""
    return listing(request, "lesson", asked)


@lessons.get("/{id}", response=LessonShape, summary="A lesson")
def read_lesson(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
    """All of a lesson."""
    return detail(request, ["lesson"], id, draft)


@page_type(AcademyIndexPage, AcademyShape)
def _academy(page: AcademyIndexPage) -> dict[str, Any]:
    return {"intro": page.intro}


@page_type(CoursePage, CourseShape)
def _course(page: CoursePage) -> dict[str, Any]:
    told = facts(page)
    outline = syllabus(page)
    references = [("story", key) for key in told.stories]
    stories = resolve(references)
    return {
        "outcomes": [str(child.value) for child in page.outcomes],
        "audience": page.audience,
        "level": coded(Level.choices, told.level),
        "hours": told.hours,
        "minutes": sum(lesson.minutes for lesson in outline.lessons),
        "learners": told.learners,
        "completions": told.completions,
        "teachers": [{"name": row.name, "position": row.position} for row in page.teachers.all()],
        "organisations": [row.name for row in page.organisations.all()],
        "stories": [thing(stories[one]) for one in references if one in stories],
        "sections": [
            {"title": section.title, "lessons": [_line(lesson) for lesson in section.lessons]}
            for section in outline.sections
        ],
        "body": bricks(page.body),
        "sources": sources(page.course_sources.select_related("source")),
    }


def _line(lesson: Any) -> dict[str, Any]:
    return {
        "translation_key": str(lesson.key),
        "title": lesson.title,
        "url": absolute(lesson.url),
        "api_url": api_address("lesson", str(lesson.key)),
        "minutes": lesson.minutes,
    }


@page_type(LessonPage, LessonShape)
def _lesson(page: LessonPage) -> dict[str, Any]:
    course = page.get_parent()
    reference = ("course", str(course.pk))
    return {
        "section_title": page.section_title,
        "minutes": page.minutes,
        "course": thing(resolve([reference]).get(reference)),
        "body": bricks(page.body),
    }
