"""What courses and lessons show, and what they tell search and machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.academy import queries, rules
from cms.academy.levels import Level
from cms.academy.queries import Facts
from cms.academy.rules import Syllabus
from cms.accounts.models import User
from cms.pages.lists import Card, cards, listed, page_number
from cms.pages.pieces import KeptAs
from cms.pages.seo import absolute
from cms.pages.visibility import visible
from search.memory import remember
from search.results import Hit
from search.services import browse, resolve
from search.text.normalise import normalise
from search.text.thai import words
from themes.templatetags.durations import hours

if TYPE_CHECKING:
    from cms.academy.models import CoursePage, LessonPage

PAGE_LENGTH = 12


@dataclass(frozen=True)
class Ways:
    """Where the buttons of a course or lesson lead, in the language of the address, whatever the page itself speaks."""

    sign_in: str
    learning: str
    enrol: str
    finish: str
    completion: str
    done: str = ""
    undone: str = ""
    place: str = ""


def ways(request: HttpRequest, course: UUID, lesson: UUID | None = None) -> Ways:
    """The addresses for a course and, in a lesson, for that; signing in leads back to the page."""
    of_lesson = {name: reverse(f"learning_{name}", args=[lesson]) for name in ("done", "undone", "place") if lesson}
    return Ways(
        sign_in=f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        learning=reverse("learning"),
        enrol=reverse("learning_enrol", args=[course]),
        finish=reverse("learning_finish", args=[course]),
        completion=reverse("learning_completion", args=[course]),
        **of_lesson,
    )


def words_in(text: str) -> int:
    """How many words a text has, Thai ones found by the dictionary that search uses."""
    return len(words(normalise(text)))


def facets(course: "CoursePage") -> dict[str, tuple[str, ...]]:
    """What a course can be filtered by: its level, its stories, and the LAOs where those that visitors see were told."""
    facts = course.facts
    keys = [row.story_id for row in facts.course_stories.all()]
    found: dict[str, set[str]] = {"story": {str(key) for key in keys}}
    told: Any = visible(Page.objects.filter(pk__in=keys))
    for story in told.specific():
        found.setdefault("lao", set()).update(story.search_facets().get("lao", ()))
    if facts.level:
        found["level"] = {facts.level}
    return {name: tuple(sorted(codes)) for name, codes in found.items() if codes}


def listing(data: QueryDict, *, language: str) -> dict[str, Any]:
    """One page of courses, newest first, with the filter by level; a level that does not exist does not filter."""
    asked = data.get("level", "")
    chosen = asked if asked in Level.values else ""
    number = page_number(data)
    results, shown = remember(
        ("courses", language, get_language(), chosen, number), lambda: _page(language, chosen, number)
    )
    choices = [(code, label, code == chosen) for code, label in Level.choices]
    return {
        "filters": [{"name": "level", "label": _("Level"), "choices": choices}],
        "chosen": (("level", chosen),),
        "is_filtered": bool(chosen),
        "listed": results,
        "cards": shown,
    }


def _page(language: str, level: str, number: int) -> tuple[Any, list[dict[str, Any]]]:
    wish = {"level": level} if level else {}
    results = browse(kind="course", locale=language, filters=wish, page=number, per_page=PAGE_LENGTH)
    return listed(results), course_cards(results.hits)


def course_cards(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Cards of these courses with how much there is to learn; the number of queries does not grow with them."""
    model = apps.get_model("academy", "CoursePage")
    pages = {
        str(page.pk): page for page in model.objects.filter(pk__in=[hit.key for hit in hits]).select_related("locale")
    }
    keys = {page.translation_key for page in pages.values()}
    thai = {
        page.translation_key: page
        for page in model.published().filter(translation_key__in=keys, locale__language_code=queries.FIRST_LANGUAGE)
    }
    outlines = queries.syllabi(pages.values())
    found = []
    for card in cards(hits, with_places=False):
        page = pages.get(card.key)
        if page is None:
            continue
        facts = thai.get(page.translation_key, page)
        found.append({**_shown(card), "chips": _amounts(facts, outlines[page.path])})
    return found


def _shown(card: Card) -> dict[str, Any]:
    return {"title": card.title, "url": card.url, "summary": card.summary, "photo": card.photo, "lang": card.lang}


def _amounts(facts: "CoursePage | Facts", outline: Syllabus) -> list[str]:
    """How much there is to learn: level, lessons, hours."""
    count = len(outline.lessons)
    level = str(Level(facts.level).label) if facts.level else ""
    lessons = ngettext("%(count)d lesson", "%(count)d lessons", count) % {"count": count}
    return [part for part in (level, lessons, hours(facts.hours)) if part]


def _personal(request: HttpRequest, course: Page, outline: Syllabus) -> dict[str, Any]:
    """Whether somebody is signed in, and how far they are; in a preview nobody is."""
    user = request.user if not getattr(request, "is_preview", False) else None
    if not isinstance(user, User):
        return {"reader": False, "learning": None}
    return {"reader": True, "learning": queries.learning(user, course.translation_key, outline)}


def around_course(page: "CoursePage", request: HttpRequest, kept_as: KeptAs | None) -> dict[str, Any]:
    """What a course's page shows beside its own words: outline, facts, stories; and how far the reader is."""
    outline = queries.kept_syllabus(page) if kept_as is not None else queries.syllabus(page)
    facts = remember(kept_as and ("course facts", kept_as), lambda: queries.facts(page))
    return {
        "syllabus": outline,
        "facts": facts,
        "stories": SimpleLazyObject(lambda: stories(facts.stories)),
        "sources": SimpleLazyObject(lambda: list(page.facts.course_sources.select_related("source"))),
        "teachers": SimpleLazyObject(lambda: page.taught_by),
        "organisations": SimpleLazyObject(lambda: page.backed_by),
        "amounts": SimpleLazyObject(lambda: " · ".join(_amounts(facts, outline))),
        "ways": ways(request, page.translation_key),
        **_personal(request, page, outline),
    }


def stories(keys: Sequence[str]) -> list[Card]:
    """Cards of the stories a course is made from, in its order, as far as visitors see them."""
    found = resolve([("story", key) for key in keys])
    return cards([found["story", key] for key in keys if ("story", key) in found])


def around_lesson(page: "LessonPage", request: HttpRequest) -> dict[str, Any]:
    """The course with its outline, the lessons before and after this one, and how far the reader is."""
    course = page.above[-1]
    outline = queries.kept_syllabus(course) if page.live else queries.syllabus(course)
    lessons = outline.lessons
    place = rules.position(lessons, page.translation_key)
    is_told = course.live or getattr(request, "is_preview", False)
    personal = _personal(request, course, outline) if is_told else {"reader": False, "learning": None}
    return {
        # A course that is not published lends its lessons no title: nobody has read it yet, or nobody is to any more.
        "course": course if is_told else None,
        "course_url": queries.address_of(course),
        "syllabus": outline,
        "number": place + 1 if place is not None else None,
        "before": lessons[place - 1] if place else None,
        "after": lessons[place + 1] if place is not None and place + 1 < len(lessons) else None,
        "ways": ways(request, course.translation_key, page.translation_key),
        **personal,
    }


def structured_course(page: "CoursePage") -> dict[str, Any]:
    """schema.org's properties of a Course."""
    facts = page.facts
    organisations = [{"@type": "Organization", "name": row.name} for row in page.backed_by]
    found: dict[str, Any] = {
        "teaches": [str(block.value) for block in page.outcomes],
        "isAccessibleForFree": True,
        "educationalLevel": str(facts.get_level_display()) if facts.level else "",
        "provider": organisations,
        "instructor": [{"@type": "Person", "name": row.name} for row in page.taught_by],
    }
    if facts.hours:
        workload = f"PT{int(facts.hours * 60)}M"
        found["hasCourseInstance"] = {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": workload}
    return {name: value for name, value in found.items() if value}


def structured_lesson(page: "LessonPage") -> dict[str, Any]:
    """schema.org's properties of a LearningResource; of its course only where that is published."""
    course = page.above[-1]
    found: dict[str, Any] = {
        "learningResourceType": "lesson",
        "isAccessibleForFree": True,
        "timeRequired": f"PT{page.minutes}M",
    }
    if course.live:
        found["isPartOf"] = {"@type": "Course", "name": course.title, "url": absolute(course.url or "/")}
    return found
