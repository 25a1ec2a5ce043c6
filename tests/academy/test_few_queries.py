"""The academy's pages ask the database a handful of times, however many courses, lessons and learners there are."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from cms.academy import services
from cms.academy.models import CoursePage
from search.services import raise_generation
from tests.academy.ground import academy, course, lesson
from tests.cast import Cast
from tests.pages.test_query_counts import MOST, MOST_FIRST
from tests.pages_made import make_standard, make_story, translate

# On top of a visitor's: the session, the person, and how far they are.
PERSONAL = 3
# My learning is of one person alone, so nothing of it is remembered: session, person, generation, and five of its own.
MY_LEARNING = 8


def asked(client: Client, url: str) -> int:
    """How often this visit asks the database, where nobody kept the page."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def grow(page: CoursePage, cast: Cast, size: int) -> None:
    """Lessons of the course, and other courses that the owner follows."""
    for number in range(size):
        one = lesson(page, f"บทที่ {number}")
        services.mark_done(user=cast.owner, lesson=one)
    for number in range(size):
        other = course(f"หลักสูตร {number} {size}", stories=[make_story(f"เรื่อง {number} {size}")])
        lesson(other)
        services.enrol(user=cast.owner, course=other)


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_no_page_of_the_academy_asks_more_often_than_its_bound_however_much_there_is(site: Site, cast: Cast) -> None:
    page = course(stories=[make_story("หนึ่ง"), make_story("สอง")])
    first_lesson = lesson(page, "บทแรก")
    away = make_standard("ไกล").url
    english = translate(page, title="Sufficiency")
    services.enrol(user=cast.owner, course=page)
    addresses = {
        "list": academy().url,
        "course": page.url,
        "translated course": english.url,
        "lesson": first_lesson.url,
        "untranslated lesson": f"/en{first_lesson.url}",
    }
    personal = {**addresses, "my learning": reverse("learning")}
    seen: list[tuple[dict[str, int], ...]] = []
    for size in (2, 4):
        grow(page, cast, size)
        first, later, mine, mine_later = {}, {}, {}, {}
        for name, url in addresses.items():
            raise_generation()
            Client().get(away)
            first[name] = asked(Client(), url)
            later[name] = asked(Client(), url)
        for name, url in personal.items():
            raise_generation()
            Client().get(away)
            mine[name] = asked(cast.client("owner"), url)
            mine_later[name] = asked(cast.client("owner"), url)
        seen.append((first, later, mine, mine_later))
    assert seen[0] == seen[1]
    first, later, mine, mine_later = seen[1]
    assert {name: count for name, count in first.items() if count > MOST_FIRST} == {}
    assert {name: count for name, count in later.items() if count > MOST} == {}
    assert {name: count for name, count in mine.items() if count > MOST_FIRST + PERSONAL} == {}
    assert mine_later.pop("my learning") <= MY_LEARNING
    assert {name: count for name, count in mine_later.items() if count > MOST + PERSONAL} == {}
