"""A programme shows its money as each document states it; what we add up ourselves is called ours."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from wagtail.models import Site

from cms.research.models import Funding
from cms.research.rules import Stated, Total, total_of_parts
from tests.pages_made import translate
from tests.research.ground import programme, result, source

STATED = Stated(2024, None, 10, Decimal(500))


def part(budget: int | None, *, projects: int | None = None, year: int = 2024) -> list[Stated]:
    """A part that states this."""
    return [Stated(year, None, projects, None if budget is None else Decimal(budget))]


def test_parts_that_add_up_to_something_else_are_told() -> None:
    assert total_of_parts([STATED], [part(200), part(250)]) == Total(2, None, Decimal(450))


@pytest.mark.parametrize(
    "parts",
    [
        [part(200), part(300)],
        [part(200)],
        [part(200), part(None, projects=3)],
        [part(200), part(250, year=2023)],
        [part(200), [*part(250), *part(260)]],
        [],
    ],
    ids=["they agree", "one part", "one says no money", "another year", "a part contradicts itself", "no parts"],
)
def test_nothing_is_added_up_where_it_would_say_nothing(parts: list[list[Stated]]) -> None:
    found = total_of_parts([STATED], parts)
    assert found is None or found.budget is None


def test_a_sum_that_one_of_the_rows_states_is_told_beside_none() -> None:
    granted = Stated(2024, None, None, Decimal(700))
    assert total_of_parts([STATED, granted], [part(200), part(300)]) is None
    assert total_of_parts([granted, STATED], [part(200), part(250)]) == Total(2, None, Decimal(450))


@pytest.mark.django_db
def test_rows_that_contradict_each_other_both_stand_with_their_lines(site: Site) -> None:
    rows = [
        Funding(fiscal_year=2024, projects=144, budget=Decimal("523887500"), source=source(), line="2384"),
        Funding(fiscal_year=2024, budget=Decimal("523000000"), source=source(), line="794", remark_th="ตามคำนำ"),
        Funding(fiscal_year=2020, until_year=2024, budget=Decimal("5177919923"), source=source(), line="2418"),
    ]
    top = programme("ยุทธศาสตร์", tier="strategy", code="P11", fundings=rows)
    programme("ก", below=top, fundings=[Funding(fiscal_year=2024, budget=Decimal(100), source=source())])
    programme("ข", below=top, fundings=[Funding(fiscal_year=2024, budget=Decimal("200.50"), source=source())])
    html = Client().get(top.url).content.decode()
    assert ["523,887,500" in html, "523,000,000" in html, "5,177,919,923" in html] == [True, True, True]
    assert ["บรรทัด 2384" in html, "บรรทัด 794" in html, "ตามคำนำ" in html] == [True, True, True]
    assert "พ.ศ. 2563–2567" in html
    assert re.search(r"เราคำนวณเอง ไม่มีในเอกสารใด: ส่วนย่อย 2 ส่วนรวมกันได้.*?300\.5<", html, re.DOTALL)
    assert html.count("เราคำนวณเอง") == 1
    assert html.index("ตามคำนำ") < html.index("เราคำนวณเอง")
    assert "P11" in html


@pytest.mark.django_db
def test_a_programme_lists_what_stands_above_and_below_it(site: Site) -> None:
    top = programme("ยุทธศาสตร์")
    frame = programme("กรอบ", below=top)
    result("ผลหนึ่ง", below=frame)
    assert "ผลหนึ่ง" in Client().get(top.url).content.decode()
    html = Client().get(frame.url).content.decode()
    assert f'<a href="{top.url}">ยุทธศาสตร์</a>' in html
    assert Client().get(f"{top.url}?page=99999").status_code == 200


@pytest.mark.django_db
def test_a_translated_programme_reads_its_money_from_the_thai_page(site: Site) -> None:
    top = programme("ยุทธศาสตร์", fundings=[Funding(fiscal_year=2024, budget=Decimal(77777), source=source())])
    html = Client().get(translate(top, title="Strategy", fundings=[]).url).content.decode()
    assert "77,777" in html
    assert "Annual report" in html
