"""A result is found by what it says, where it was done and by whom; nothing of a draft is."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.research.models import ResultGoal, ResultLao, ResultProvince
from search.services import browse
from tests.pages.press import found, index_is_true
from tests.pages_made import make_lao, provinces, translate
from tests.research.ground import metric, programme, result

pytestmark = pytest.mark.django_db


def test_a_result_can_be_filtered_by_everything_that_its_facts_say(site: Site) -> None:
    provinces("40")
    lao = make_lao()
    strategy = programme("ยุทธศาสตร์พื้นที่", slug="area")
    page = result(
        below=programme("กรอบวิจัย", below=strategy),
        result_provinces=[ResultProvince(province_id="40")],
        result_laos=[ResultLao(lao=lao)],
        result_goals=[ResultGoal(goal=1)],
    )
    for name, code in {
        "strategy": "area",
        "programme": str(strategy.translation_key),
        "year": "2024",
        "province": "40",
        "region": "northeast",
        "lao": lao.key,
        "institution": "kku",
        "sdg": "1",
    }.items():
        assert [hit.key for hit in browse(kind="research", filters={name: code}).hits] == [str(page.pk)], name
    index_is_true()


def test_a_translation_reads_its_facts_from_the_thai_page(site: Site) -> None:
    page = result(below=programme("ยุทธศาสตร์", slug="area"))
    translate(page.get_parent().specific, title="Strategy")
    twin = translate(page, title="Stingless bees", fiscal_year=None)
    hits = browse(kind="research", filters={"strategy": "area", "year": "2024"}, locale="en").hits
    assert [hit.key for hit in hits] == [str(twin.pk)]


def test_a_result_is_found_by_its_figures_and_its_institution(site: Site) -> None:
    result("น้ำผึ้งชันโรง", outcomes=[metric(label="รายได้จากน้ำผึ้ง")])
    assert found("รายได้จากน้ำผึ้ง") == ["น้ำผึ้งชันโรง"]
    assert found("มหาวิทยาลัยขอนแก่น") == ["น้ำผึ้งชันโรง"]


def test_a_withdrawn_result_is_in_no_list(site: Site) -> None:
    page = result()
    page.unpublish()
    assert browse(kind="research").total == 0
    assert Client().get(page.url).status_code == 404


def test_each_page_type_is_drawn(site: Site) -> None:
    top = programme("ยุทธศาสตร์")
    page = result(below=top, outcomes=[metric()])
    for shown in (top.get_parent(), top, page):
        answer = Client().get(shown.url)
        assert answer.status_code == 200
        assert shown.title in answer.content.decode()
