"""The list of results offers only what there is, and says what was chosen."""

import re

import pytest
from django.test import Client
from wagtail.models import Site

from cms.research.listing import PAGE_LENGTH
from cms.research.models import ResearchIndexPage, ResultGoal, ResultInstitution, ResultProvince
from search.registry import registry
from tests.pages_made import provinces, translate
from tests.research.ground import institution, programme, research, result

pytestmark = pytest.mark.django_db


def shown(query: str = "", language: str = "") -> str:
    """The list as it is drawn."""
    answer = Client().get(f"{language}/research/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> set[str]:
    """The titles in the list."""
    return set(re.findall(r'class="card-title"><a[^>]*>([^<]+)<', html))


def test_choices_are_those_that_results_have_with_how_many(site: Site) -> None:
    provinces("40", "50")
    ubu = institution("ubu", "มหาวิทยาลัยอุบลราชธานี", "Ubon Ratchathani University")
    result("หนึ่ง", result_provinces=[ResultProvince(province_id="40")], result_goals=[ResultGoal(goal=1)])
    result("สอง", fiscal_year=2023, result_institutions=[ResultInstitution(institution=ubu)])
    html = shown()
    assert '<option value="2024">พ.ศ. 2567 (1)</option>' in html
    assert '<option value="40">ขอนแก่น (1)</option>' in html
    assert '<option value="ubu">มหาวิทยาลัยอุบลราชธานี (1)</option>' in html
    assert '<option value="50">' not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?year=2023", {"สอง"}),
        ("?province=40", {"หนึ่ง"}),
        ("?institution=ubu", {"สอง"}),
        ("?sdg=1", {"หนึ่ง"}),
        ("?strategy=area", {"หนึ่ง"}),
        ("?q=สอง", {"สอง"}),
        ("?q=สอง&year=2024", set()),
        ("?year=1800&province=x&page=zzz", {"หนึ่ง", "สอง"}),
    ],
    ids=["year", "province", "institution", "goal", "strategy", "words", "nothing", "nonsense"],
)
def test_the_list_is_narrowed_by(site: Site, query: str, found: set[str]) -> None:
    provinces("40")
    ubu = institution("ubu", "มหาวิทยาลัยอุบลราชธานี", "Ubon Ratchathani University")
    result(
        "หนึ่ง",
        below=programme("ยุทธศาสตร์", slug="area"),
        result_provinces=[ResultProvince(province_id="40")],
        result_goals=[ResultGoal(goal=1)],
    )
    result("สอง", fiscal_year=2023, result_institutions=[ResultInstitution(institution=ubu)])
    assert titles(shown(query)) == found


def test_each_choice_can_be_taken_away_alone(site: Site) -> None:
    provinces("40")
    result("หนึ่ง", result_provinces=[ResultProvince(province_id="40")])
    html = shown("?year=2024&province=40")
    chips = re.findall(r'<a class="chip" href="([^"]+)">', html)
    assert set(chips) == {"?province=40", "?year=2024"}
    assert 'href="/research-data/figures.csv?year=2024&amp;province=40"' in html


def test_the_list_is_paged(site: Site) -> None:
    for number in range(PAGE_LENGTH + 1):
        result(f"ผล {number}")
    assert len(titles(shown())) == PAGE_LENGTH
    assert len(titles(shown("?page=2"))) == 1


def test_words_that_are_markup_are_shown_as_words(site: Site) -> None:
    research()
    html = shown("?q=<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_the_tree_of_programmes_stands_below_the_list(site: Site) -> None:
    top = programme("ยุทธศาสตร์หนึ่ง")
    result(below=programme("กรอบสอง", below=top))
    programme("ร่างสาม", below=top).unpublish()
    html = shown()
    assert re.search(r"ยุทธศาสตร์หนึ่ง</a> <span[^>]*>ผลการวิจัย 1 รายการ", html)
    assert "กรอบสอง</a>" in html
    assert "ร่างสาม" not in html


def test_the_english_list_says_what_is_only_in_thai(site: Site) -> None:
    top = programme("ยุทธศาสตร์")
    translate(top, title="Strategy")
    programme("ยังไม่แปล")
    result("ผึ้ง")
    assert ResearchIndexPage.objects.get(locale__language_code="en").live
    html = shown(language="/en")
    assert "Strategy</a>" in html
    assert re.search(r'<a href="[^"]+" lang="th">ยังไม่แปล</a>', html)
    assert "1 result of research" in html


@pytest.mark.parametrize("name", ["year", "programme", "strategy", "institution"])
@pytest.mark.parametrize("code", ["x", "²", "9" * 5000, "0-0", "'\x1f"], ids=["word", "power", "long", "dash", "quote"])
def test_a_code_that_is_none_has_no_label(site: Site, name: str, code: str) -> None:
    assert dict(registry.facets()[name].labels([code])) == {}
