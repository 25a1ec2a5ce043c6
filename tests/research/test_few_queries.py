"""However much research there is, its pages ask the database a handful of times."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.research.models import (
    Funding,
    ProgrammeSource,
    Researcher,
    ResultGoal,
    ResultLao,
    ResultProvince,
    ResultSource,
)
from media.services import add_photo
from tests.media import samples
from tests.pages.test_query_counts import cost
from tests.pages_made import make_lao, provinces, translate
from tests.research.ground import figure, metric, metrics, programme, result, source

MOST_FIRST = 15
MOST = 4
SMALL, LARGE = 3, 9


class Field:
    """A section of research of a certain size, with everything that its pages show."""

    def __init__(self) -> None:
        self.lao = make_lao()
        self.photos = [add_photo(title="ทุ่ง", description="ทุ่งนา", image=samples.jpeg()) for _ in range(3)]
        money = [Funding(fiscal_year=2024, budget=5, source=source())]
        self.top = programme("ยุทธศาสตร์", fundings=money, programme_sources=[ProgrammeSource(source=source())])
        self.size = 0
        self.results: list[str] = []

    def grow(self, size: int) -> None:
        """Until there are so many programmes and results."""
        for number in range(self.size, size):
            money = [Funding(fiscal_year=2024, budget=number, source=source())]
            frame = programme(f"กรอบ {number}", below=self.top, fundings=money)
            page = result(
                f"ผล {number}",
                below=frame,
                outcomes=[metrics(figure("1"), figure("2", source=source(f"s{number}").pk))],
                figures=[metric(str(number))],
                team=[Researcher(given_name="สมชาย", family_name=f"ใจดี {number}")],
                result_provinces=[ResultProvince(province_id="40")],
                result_laos=[ResultLao(lao=self.lao)],
                result_goals=[ResultGoal(goal=1 + number)],
                result_sources=[ResultSource(source=source())],
                cover=self.photos[number % 3],
            )
            self.results.append(page.url)
            if number == 0:
                translate(self.top, title="Strategy", slug="strategy")
                translate(frame, title="Frame", slug="frame")
                translate(page, title="Bees", slug="bees")
        self.size = size

    def addresses(self) -> dict[str, str]:
        """One page of each type, in Thai, translated and not translated."""
        return {
            "list": "/research/",
            "narrowed list": "/research/?year=2024&province=40",
            "searched list": "/research/?q=ผล",
            "programme": self.top.url,
            "translated programme": "/en/research/strategy/",
            "result": self.results[0],
            "translated result": "/en/research/strategy/frame/bees/",
            "untranslated result": f"/en{self.results[1]}",
        }


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_no_page_of_research_asks_more_often_than_its_bound_however_much_there_is(site: Site) -> None:
    provinces("40")
    field = Field()
    first: dict[int, dict[str, int]] = {}
    later: dict[int, dict[str, int]] = {}
    for size in (SMALL, LARGE):
        field.grow(size)
        first[size] = {name: cost(url, is_first=True) for name, url in field.addresses().items()}
        later[size] = {name: cost(url, is_first=False) for name, url in field.addresses().items()}
    assert first[LARGE] == first[SMALL]
    assert later[LARGE] == later[SMALL]
    assert _beyond(first[LARGE], MOST_FIRST, without=("searched list",)) == {}
    # What somebody searches for is found anew each time.
    assert _beyond(later[LARGE], MOST, without=("searched list",)) == {}


def _beyond(counts: dict[str, int], most: int, without: Sequence[str] = ()) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count > most and name not in without}


@pytest.mark.django_db
def test_a_file_of_many_results_asks_as_often_as_one_of_few(site: Site, remembering: None) -> None:
    provinces("40")
    field = Field()
    counts = []
    for size in (SMALL, LARGE):
        field.grow(size)
        for path in ("/research-data/figures.csv", "/en/research-data/figures.json"):
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(path).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
