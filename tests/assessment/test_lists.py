"""All results of a round: narrowed, in order, page by page, and never what is not published."""

import re
from typing import Any

import pytest
from django.test import Client

from cms.assessment.models import Standing
from cms.indicators.models import SetStanding
from cms.places.models import Organisation
from tests.assessment.made import organisation, published, registered, small_set
from tests.pages_made import make_lao, provinces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    """Khon Kaen, Chiang Mai and Phuket have organisations."""
    provinces("40", "50", "83")
    small_set()


def town(
    name: str, points: int, year: int = 2025, province: str = "40", lao_type: str = "tao", **more: Any
) -> Standing:
    """An invented organisation with a result."""
    return published(organisation(name, province, lao_type), year, points, **more)


def page(query: str = "", path: str = "results/", prefix: str = "") -> str:
    """What a visitor reads there."""
    answer = Client().get(f"{prefix}/kalyanamitr/{path}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def names(query: str = "", path: str = "results/") -> list[str]:
    """The organisations of the list, in their order."""
    return re.findall(r'<th scope="row" role="rowheader"><a href="[^"]*">([^<]*)</a>', page(query, path))


def test_the_list_is_of_the_newest_round_the_best_first() -> None:
    town("หนึ่ง", 2)
    town("สอง", 4)
    town("ปีก่อน", 4, year=2024)
    assert names() == ["อบต.สอง", "อบต.หนึ่ง"]
    assert names("?year=2024") == ["อบต.ปีก่อน"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?province=50", ["อบต.เหนือ"]),
        ("?region=south", ["เทศบาลตำบลใต้"]),
        ("?type=subdistrict_municipality", ["เทศบาลตำบลใต้"]),
        ("?level=3", ["อบต.อีสาน"]),
        ("?level=0", ["เทศบาลตำบลใต้"]),
        ("?name=เหนือ", ["อบต.เหนือ"]),
        ("?name=อบต.เหนือ", ["อบต.เหนือ"]),
        ("?name=example+3", ["เทศบาลตำบลใต้"]),
        ("?sort=lowest", ["เทศบาลตำบลใต้", "อบต.เหนือ", "อบต.อีสาน"]),
        ("?sort=name", ["เทศบาลตำบลใต้", "อบต.เหนือ", "อบต.อีสาน"]),
        ("?sort=level", ["อบต.อีสาน", "อบต.เหนือ", "เทศบาลตำบลใต้"]),
        ("?sort=province", ["อบต.อีสาน", "อบต.เหนือ", "เทศบาลตำบลใต้"]),
        ("?region=north&province=40", ["อบต.อีสาน"]),
    ],
    ids=lambda value: str(value).encode("ascii", "replace").decode() if isinstance(value, str) else "",
)
def test_filters_and_orders_leave_what_they_say(query: str, expected: list[str]) -> None:
    town("อีสาน", 4, province="40")
    town("เหนือ", 3, province="50")
    town("ใต้", 1, province="83", lao_type="subdistrict_municipality")
    assert names(query) == expected


@pytest.mark.parametrize(
    "query",
    ["?level=9", "?province=99", "?region=nowhere", "?type=x", "?sort=random", "?year=abc", "?set=none", "?page=zz",
     "?name=%00", "?name=" + "ก" * 300, "?rose=2", "?level=-1&page=-3", "?page=999999"],
    ids=range(13),
)  # fmt: skip
def test_nonsense_in_the_address_is_left_out(query: str) -> None:
    town("หนึ่ง", 3)
    answer = page(query)
    assert "อบต.หนึ่ง" in answer or "name=ก" in query


def test_only_those_that_rose() -> None:
    rising, steady = organisation("ขึ้น"), organisation("นิ่ง")
    published(rising, 2024, 2)
    published(steady, 2024, 3)
    published(rising, 2025, 4)
    published(steady, 2025, 3)
    assert names("?rose=1") == ["อบต.ขึ้น"]
    assert "(1)" in page()


def test_choices_are_counted_under_the_other_filters() -> None:
    town("ก", 4, province="40")
    town("ข", 4, province="50")
    town("ค", 1, province="50")
    html = page("?province=50")
    assert '<option value="3">เข้าถึง (1)</option>' in html
    assert '<option value="40">ขอนแก่น (1)</option>' in html
    assert '<option value="50" selected>เชียงใหม่ (2)</option>' in html


def test_a_long_list_comes_page_by_page() -> None:
    for number in range(27):
        town(f"ที่{number:02}", 3)
    assert len(names()) == 25
    assert names("?page=2") == ["อบต.ที่25", "อบต.ที่26"]
    assert names("?page=99") == names("?page=2")


def test_every_row_says_that_it_is_invented_and_the_set_a_sample() -> None:
    town("หนึ่ง", 3)
    html = page(prefix="/en")
    assert html.count("Demo data") >= 2
    assert "Sample set, not official" in html


def test_a_real_lao_by_an_official_set_carries_no_label() -> None:
    official = small_set("official", standing=SetStanding.OFFICIAL)
    published(registered(make_lao("หนองแวง")), 2025, 3, version=official)
    html = page("?set=official", prefix="/en")
    assert "Nong Waeng" in html
    assert "Demo data" not in html
    assert "not official" not in html


def test_what_is_withdrawn_is_nowhere() -> None:
    gone = town("หายไป", 4)
    town("อยู่", 3)
    gone.delete()
    for path in ("results/", "ranking/small/A1/", "provinces/40/", "risers/"):
        assert "หายไป" not in page(path=path)


def test_without_results_every_page_says_so_and_leads_on() -> None:
    for path in ("", "results/", "map/", "ranking/", "risers/", "provinces/40/"):
        assert "Nothing is published yet" in page(path=path, prefix="/en"), path
    assert Client().get("/kalyanamitr/ranking/small/A1/").status_code == 404
    assert Client().get("/kalyanamitr/results.csv").status_code == 404


def test_two_sets_of_a_kind_are_never_mixed() -> None:
    town("ก", 4)
    other = small_set("other")
    published(Organisation.objects.get(name_th="ก"), 2025, 1, version=other)
    assert names("?set=small") == names("?set=other") == ["อบต.ก"]
    assert "25.00 %" in page("?set=other")
    assert "25.00 %" not in page("?set=small")
