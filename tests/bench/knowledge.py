"""Grows the academy and the research to a number of pages, by bulk inserts, in the manner of what the demo has."""

import random
from typing import Any

from cms.academy.levels import Level
from cms.academy.models import AcademyIndexPage, CoursePage, LessonPage
from cms.pages.slugs import slugify
from cms.places.models import Province
from cms.research.models import (
    ResearchIndexPage,
    ResearchProgrammePage,
    ResearchResultPage,
    ResultGoal,
    ResultInstitution,
    ResultProvince,
)
from tests.bench.rows import BATCH, insert

LESSONS = 6


def insert_courses(number: int, rng: random.Random, sentences: list[str], batch: str) -> None:
    """So many pages of courses with six lessons each; the lessons' words are those of the demo's lessons."""
    index = AcademyIndexPage.objects.get(locale__language_code="th")
    patterns = list(LessonPage.objects.filter(locale__language_code="th"))
    covers = list(CoursePage.objects.exclude(cover=None).values_list("cover_id", flat=True)) or [None]
    courses = []
    for place in range(number // (LESSONS + 1)):
        title = f"หลักสูตรทดลองที่ {place + 1} ชุด {batch}"
        courses.append(
            CoursePage(
                title=title,
                slug=slugify(title),
                summary=rng.choice(sentences)[:200],
                level=rng.choice(Level.values),
                hours=rng.randint(2, 9),
                cover_id=rng.choice(covers),
                body=[{"type": "text", "value": text} for text in rng.sample(sentences, 2)],
            )
        )
    insert(index, courses)
    for course in courses:
        insert(course, [_lesson(place, rng.choice(patterns), batch) for place in range(LESSONS)])


def _lesson(place: int, pattern: LessonPage, batch: str) -> LessonPage:
    return LessonPage(
        title=f"{pattern.title} ชุด {batch} บทที่ {place + 1}",
        slug=f"lesson-{place + 1}",
        summary=pattern.summary,
        section_title="" if place % 3 else f"ตอนที่ {place // 3 + 1}",
        reading_words=pattern.reading_words,
        cover_id=pattern.cover_id,
        body=list(pattern.body.raw_data),
    )


def insert_results(number: int, rng: random.Random, batch: str) -> None:
    """So many results below the demo's programmes, with the figures of its results, a place and an institution each."""
    patterns = list(ResearchResultPage.objects.filter(locale__language_code="th"))
    programmes = list(ResearchProgrammePage.objects.filter(locale__language_code="th").order_by("path"))
    homes: list[Any] = programmes or [ResearchIndexPage.objects.get(locale__language_code="th")]
    results: list[ResearchResultPage] = []
    for turn, home in enumerate(homes):
        mine = [_result(place, rng.choice(patterns), rng, batch) for place in range(turn, number, len(homes))]
        insert(home, mine)
        results += mine
    _insert_facts(results, rng)


def _result(place: int, pattern: ResearchResultPage, rng: random.Random, batch: str) -> ResearchResultPage:
    title = f"ผลวิจัยทดลองที่ {place + 1} ชุด {batch}"
    streams = ("outputs", "outcomes", "figures", "technologies", "partners", "uptake", "body")
    return ResearchResultPage(
        title=title,
        slug=slugify(title),
        summary=pattern.summary,
        fiscal_year=rng.randint(2020, 2025),
        goal=pattern.goal,
        cover_id=pattern.cover_id,
        **{name: list(getattr(pattern, name).raw_data) for name in streams},
    )


def _insert_facts(results: list[ResearchResultPage], rng: random.Random) -> None:
    provinces = list(Province.objects.current().values_list("pk", flat=True))
    institutions = sorted(set(ResultInstitution.objects.values_list("institution", flat=True)))
    places = [ResultProvince(page_id=one.pk, province_id=rng.choice(provinces)) for one in results]
    goals = [ResultGoal(page_id=one.pk, goal=rng.randint(1, 17)) for one in results]
    ResultProvince.objects.bulk_create(places, batch_size=BATCH)
    ResultGoal.objects.bulk_create(goals, batch_size=BATCH)
    if institutions:
        rows = [ResultInstitution(page_id=one.pk, institution_id=rng.choice(institutions)) for one in results]
        ResultInstitution.objects.bulk_create(rows, batch_size=BATCH)
