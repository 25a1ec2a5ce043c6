"""Research shows itself on the home page, beside stories and on LAO pages, and says honestly why it stands there."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.lao.models import LaoIndexPage, LaoProfilePage
from cms.places.models import Lao
from cms.research.models import ResultLao, ResultProvince
from tests.pages_made import make_lao, make_lao_profile, make_story, provinces, section
from tests.research.ground import result

pytestmark = pytest.mark.django_db

OF_LAO, OF_PROVINCE = "งานวิจัยที่ทำร่วมกับ อปท. แห่งนี้", "งานวิจัยจากจังหวัดเดียวกัน"


@pytest.fixture
def lao(site: Site) -> Lao:
    """An LAO of Khon Kaen."""
    provinces("40")
    section(LaoIndexPage, "ทำเนียบ", "Directory", "lao")
    return make_lao()


def read(path: str) -> str:
    """The page as it is drawn."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def pages(lao: Lao) -> list[str]:
    """A story of this LAO, and its profile."""
    profile: LaoProfilePage = make_lao_profile(lao)
    return [make_story(lao=lao, province=lao.province).url, profile.url]


def test_research_that_names_the_lao_stands_beside_it_and_not_that_of_the_province(lao: Lao) -> None:
    result("ผลของที่นี่", result_laos=[ResultLao(lao=lao)])
    result("ผลของจังหวัด", result_provinces=[ResultProvince(province_id="40")])
    for path in pages(lao):
        html = read(path)
        assert OF_LAO in html
        assert "ผลของที่นี่" in html
        assert "ผลของจังหวัด" not in html


def test_where_none_names_the_lao_that_of_the_province_is_shown_as_such(lao: Lao) -> None:
    result("ผลของจังหวัด", result_provinces=[ResultProvince(province_id="40")])
    for path in pages(lao):
        html = read(path)
        assert OF_PROVINCE in html
        assert "ผลของจังหวัด" in html


def test_a_story_of_nowhere_lists_no_research(lao: Lao) -> None:
    result("ผลของจังหวัด", result_provinces=[ResultProvince(province_id="40")])
    html = read(make_story().url)
    assert OF_LAO not in html
    assert OF_PROVINCE not in html


def test_the_home_page_shows_the_newest_results_with_the_way_to_all(site: Site) -> None:
    result("ผลใหม่")
    html = read("/")
    assert "ผลใหม่" in html
    assert 'href="/research/"' in html
