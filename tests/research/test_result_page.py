"""A result tells people and machines the same: who, where, for what, from which documents."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from cms.research.models import (
    Researcher,
    ResearchResultPage,
    ResultGoal,
    ResultInstitution,
    ResultLao,
    ResultProvince,
    ResultSource,
)
from tests.cast import Cast
from tests.pages.ways import editing
from tests.pages_made import make_lao, provinces
from tests.research.ground import figure, institution, metrics, programme, research, result, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(site: Site) -> ResearchResultPage:
    """A result of which everything is known."""
    provinces("40")
    lines = [{"type": "line", "value": {"title": "เครื่องอบ", "text": "ลดความชื้น"}}]
    return result(
        below=programme("กรอบวิจัย"),
        project_code="A11",
        team=[Researcher(given_name="สมชาย", family_name="ใจดี", role="หัวหน้าโครงการ")],
        result_provinces=[ResultProvince(province_id="40")],
        result_laos=[ResultLao(lao=make_lao())],
        result_goals=[ResultGoal(goal=8)],
        result_sources=[ResultSource(source=source(), lines="10–20")],
        technologies=lines,
        figures=[metrics(figure("200000", line="5"), figure("160793", line="9"))],
    )


def read(page: ResearchResultPage) -> str:
    """The page as it is drawn."""
    return Client().get(page.url).content.decode()


def article(html: str) -> dict[str, Any]:
    """Its JSON-LD."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    graph: dict[str, Any] = json.loads(found)["@graph"][0]
    return graph


def test_the_page_shows_all_that_is_known(whole: ResearchResultPage) -> None:
    html = read(whole)
    for words in ("มหาวิทยาลัยขอนแก่น", "สมชาย ใจดี", "A11", "จังหวัดขอนแก่น", "อบต.หนองแวง", "เครื่องอบ", "10–20"):
        assert words in html


def test_figures_that_contradict_each_other_stand_side_by_side_each_with_its_line(whole: ResearchResultPage) -> None:
    html = read(whole)
    assert html.count('<svg class="chart"') == 1
    for words in ("200,000", "160,793", "บรรทัด 5", "บรรทัด 9"):
        assert words in html
    assert "360,793" not in html


def test_machines_read_who_where_and_for_what(whole: ResearchResultPage) -> None:
    said = article(read(whole))
    assert said["@type"] == "ScholarlyArticle"
    assert said["author"][0]["name"] == "สมชาย ใจดี"
    assert said["sourceOrganization"][0]["name"] == "มหาวิทยาลัยขอนแก่น"
    assert said["spatialCoverage"][0]["name"] == "จังหวัดขอนแก่น"
    assert said["about"][0]["termCode"] == "8"
    assert said["isPartOf"]["name"] == "กรอบวิจัย"
    assert said["citation"][0]["name"] == "รายงานประจำปี"


def test_scholars_crawlers_read_the_same(whole: ResearchResultPage) -> None:
    html = read(whole)
    for name, content in (
        ("citation_title", whole.title),
        ("citation_author", "สมชาย ใจดี"),
        ("citation_publication_date", "2024"),
        ("citation_technical_report_number", "A11"),
        ("DC.coverage", "จังหวัดขอนแก่น"),
    ):
        assert f'<meta name="{name}" content="{content}">' in html


def test_the_citation_stands_on_the_page_with_its_files(whole: ResearchResultPage) -> None:
    html = read(whole)
    assert "สมชาย ใจดี. (2567). <cite>น้ำผึ้งชันโรงเพิ่มรายได้</cite>" in html
    assert f'href="/research-data/{whole.pk}/citation.bib"' in html
    assert f'href="/research-data/{whole.pk}/figures.xlsx"' in html


def test_an_editor_s_preview_shows_the_rows_that_are_not_stored_yet(site: Site, cast: Cast) -> None:
    parent = research()
    rows = [ResultInstitution(institution=institution())]
    page = ResearchResultPage(title="ร่าง", live=False, locale=parent.locale, result_institutions=rows)
    parent.add_child(instance=page)
    page.save_revision()
    editing(cast.client("editor"), page, "action-save", goal="เป้าหมายใหม่", fiscal_year="2023")
    html = cast.client("editor").get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    for words in ("เป้าหมายใหม่", "พ.ศ. 2566", "มหาวิทยาลัยขอนแก่น"):
        assert words in html
