"""However much there is, a page asks the database a handful of times; kept answers and remembered things left out."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.blocks.models import Source
from cms.home.models import AboutPage, ContactPage, HomePage
from cms.lao.models import LaoIndexPage, Participation, Phase
from cms.pages.models import SepPage
from cms.pages.publishing import sep_page_models
from cms.places.models import Lao, Province
from cms.stories.models import StoryGoal, StoryPage, StorySource
from media.models import Photo
from search.services import raise_generation
from tests.cast import Cast
from tests.pages.press import Press, publish
from tests.pages_made import make_lao, make_lao_profile, provinces
from tests.shop.ground import enterprise, product

# Of the first visit since something was published, which finds nothing in memory but the frame around every page.
MOST_FIRST = 15
# Of any later one: the generation, what its form asks for, and whether there is a translation after all.
MOST = 3
SMALL, LARGE = 4, 12


class Town:
    """A site of a certain size, with everything that pages show."""

    def __init__(self, press: Press, cast: Cast) -> None:
        self.press, self.cast = press, cast
        self.photos = [press.photo(f"ภาพ {number}") for number in range(3)]
        self.sources = [Source.objects.create(key=f"s{n}", title_th="รายงาน", title_en="Report") for n in range(3)]
        self.lao_index = press.put(press.home, LaoIndexPage(title="ทำเนียบ", slug="lao", show_in_menus=True))
        self.about = press.put(press.home, AboutPage(title="เกี่ยวกับ", slug="about", body=self.body(0)))
        self.contact = press.put(press.home, ContactPage(title="ติดต่อ", slug="contact", show_in_menus=True))
        self.page = press.page("หน้าทั่วไป", body=self.body(1), cover=self.photos[0])
        self.size = 0
        self.story: StoryPage = press.stories
        self.profile: Any = None

    def body(self, number: int) -> list[dict[str, Any]]:
        """Bricks of several kinds."""
        source = self.sources[number % 3]
        figure = {"label": "รายได้", "value": "5", "unit": "บาท", "period": "2567", "source": source.pk}
        photo: Photo = self.photos[number % 3]
        picture = {"photo": photo.pk, "caption": ""}
        return [
            {"type": "text", "value": "<p>ข้อความ</p>"},
            {"type": "metric", "value": figure},
            {"type": "picture", "value": picture},
            {"type": "gallery", "value": {"heading": "", "pictures": [picture, picture]}},
        ]

    def grow(self, size: int) -> None:
        """Until there are so many stories and LAOs."""
        province = Province.objects.get(code="40")
        for number in range(self.size, size):
            lao = make_lao(f"หนองแวง{number}", name_en=f"Nong Waeng {number}")
            profile = make_lao_profile(lao, cover=self.photos[number % 3])
            story = self.press.story(
                f"เรื่องที่ {number}",
                cover=self.photos[number % 3],
                province=province,
                lao=lao,
                practice="business",
                body=self.body(number),
                story_goals=[StoryGoal(goal=1 + number % 17)],
                story_sources=[StorySource(source=self.sources[number % 3])],
            )
            self.press.story(f"Story {number}", of=story)
            if number == 0:
                self.story, self.profile = story, profile
                self.sell(lao, story)
        self.size = size
        self.choose()

    def sell(self, lao: Lao, story: StoryPage) -> None:
        """What the people of this story make, as bands of products show it."""
        Participation.objects.create(lao=lao, phase=Phase.ONE, project_th="โครงการ")
        maker = enterprise(self.cast, lao=lao, story_key=str(story.pk))
        for number in range(4):
            product(maker, name_th=f"เห็ด {number}", name_en=f"Mushrooms {number}")

    def choose(self) -> None:
        """Put some of the stories onto the home page."""
        home = HomePage.objects.get(pk=self.press.home.pk)
        stories = StoryPage.objects.filter(locale=home.locale).order_by("pk")[: min(6, self.size)]
        home.chosen = [{"type": "page", "value": story.pk} for story in stories]
        publish(home)

    def pages(self) -> dict[str, SepPage]:
        """One page of each type."""
        return {
            "home": self.press.home,
            "standard": self.page,
            "about": self.about,
            "contact": self.contact,
            "story index": self.press.stories,
            "story": self.story,
            "LAO index": self.lao_index,
            "LAO profile": self.profile,
        }


def cost(url: str, *, is_first: bool) -> int:
    """How often a visit asks the database that finds no kept page.

    The first since something was published, on a process that has answered another page since; or one after it.
    """
    # What a process learns once and for ever, such as the numbers of page types, is no part of either.
    Client().get(url)
    if is_first:
        raise_generation()
        Client().get("/contact/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(url).status_code == 200
    return len(queries)


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_no_page_type_asks_more_often_than_its_bound_however_much_there_is(press: Press, cast: Cast) -> None:
    provinces("40")
    town = Town(press, cast)
    # Each process asks once which number the database gives a page type.
    ContentType.objects.get_for_models(*sep_page_models())
    first: dict[int, dict[str, int]] = {}
    later: dict[int, dict[str, int]] = {}
    for size in (SMALL, LARGE):
        town.grow(size)
        addresses = {name: type(page).objects.get(pk=page.pk).url for name, page in town.pages().items()}
        addresses["translated story"] = "/en/stories/story-0/"
        addresses["untranslated profile"] = "/en" + addresses["LAO profile"]
        first[size] = {name: cost(url, is_first=True) for name, url in addresses.items()}
        later[size] = {name: cost(url, is_first=False) for name, url in addresses.items()}
    assert first[LARGE] == first[SMALL]
    assert later[LARGE] == later[SMALL]
    # An English address without a translation looks for one first.
    most = {"untranslated profile": MOST_FIRST + 1}
    assert {name: count for name, count in first[LARGE].items() if count > most.get(name, MOST_FIRST)} == {}
    assert {name: count for name, count in later[LARGE].items() if count > MOST} == {}
