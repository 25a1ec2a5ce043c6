"""What a result must have to be published is said beside its field, and nothing that was typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings
from wagtail.models import Site

from cms.research.models import ResearchResultPage, ResultInstitution
from media.services import add_file
from search.services import browse
from tests.cast import Cast
from tests.media import samples
from tests.pages.ways import editing
from tests.pages_made import translate
from tests.research.ground import institution, metric, research, result, source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> None:
    """Files of one test are never seen by another."""
    settings.MEDIA_ROOT = tmp_path / "media"


def draft(**fields: Any) -> ResearchResultPage:
    """A result that is not published, with year and institution where nothing else is said."""
    parent = research()
    known = {"fiscal_year": 2024, "result_institutions": [ResultInstitution(institution=institution())]}
    page = ResearchResultPage(title="ร่างผลวิจัย", live=False, locale=parent.locale, **{**known, **fields})
    parent.add_child(instance=page)
    page.save_revision()
    return page


def posted(stream: str, kind: str, **fields: str) -> dict[str, str]:
    """What the editor's form sends for a stream of one brick."""
    brick = {f"{stream}-0-value-{name}": value for name, value in fields.items()}
    place = {"deleted": "", "order": "0", "type": kind, "id": ""}
    return {f"{stream}-count": "1", **{f"{stream}-0-{name}": value for name, value in place.items()}, **brick}


def figure(**fields: str) -> dict[str, str]:
    """A whole figure as the form sends it."""
    known = {"label": "รายได้จากน้ำผึ้ง", "value": "4200", "unit": "บาท", "period": "2567", "nature": "actual"}
    return posted("outcomes", "metric", **{**known, "source": str(source().pk), **fields})


def is_published(page: ResearchResultPage) -> bool:
    """Whether visitors see it, in the database and in the index, which never disagree."""
    live = bool(ResearchResultPage.objects.get(pk=page.pk).live)
    assert (browse(kind="research").total == 1) == live
    return live


@pytest.mark.parametrize("missing", ["period", "unit", "source"])
def test_a_figure_without_this_stops_the_publication_and_is_kept(site: Site, cast: Cast, missing: str) -> None:
    page = draft()
    answer = editing(cast.client("moderator"), page, "action-publish", goal="เป้าหมายที่พิมพ์", **figure(**{missing: ""}))
    assert answer.status_code == 200
    errors = answer.context["form"].errors["outcomes"].as_data()[0].block_errors[0].block_errors
    assert list(errors) == [missing]
    assert answer.context["form"]["outcomes"].value()[0].value["label"] == "รายได้จากน้ำผึ้ง"
    assert answer.context["form"]["goal"].value() == "เป้าหมายที่พิมพ์"
    assert not is_published(page)


def test_a_whole_figure_is_published(site: Site, cast: Cast) -> None:
    page = draft()
    assert editing(cast.client("moderator"), page, "action-publish", **figure()).status_code == 302
    assert is_published(page)


def test_without_its_year_it_stays_a_draft_and_the_field_says_so(site: Site, cast: Cast) -> None:
    page = draft(fiscal_year=None)
    answer = editing(cast.client("moderator"), page, "action-publish")
    assert answer.context["form"].errors["fiscal_year"] == ["ผลการวิจัยที่เผยแพร่ต้องระบุปีงบประมาณ"]
    assert not is_published(page)
    assert editing(cast.client("editor"), page, "action-save").status_code == 302


def test_without_an_institution_it_stays_a_draft_and_the_list_of_them_says_so(site: Site, cast: Cast) -> None:
    page = draft(result_institutions=[])
    answer = editing(cast.client("moderator"), page, "action-publish")
    said = answer.context["form"].formsets["result_institutions"].non_form_errors()
    assert said == ["ผลการวิจัยที่เผยแพร่ต้องระบุสถาบันที่ทำวิจัย"]
    assert "ผลการวิจัยที่เผยแพร่ต้องระบุสถาบันที่ทำวิจัย" in answer.content.decode()
    assert not is_published(page)
    assert editing(cast.client("editor"), page, "action-save").status_code == 302


@pytest.mark.parametrize("missing", [{"fiscal_year": None}, {"result_institutions": []}], ids=["year", "institution"])
def test_no_other_way_of_publishing_goes_past_it(site: Site, missing: dict[str, Any]) -> None:
    page = draft(**missing)
    with pytest.raises(ValidationError, match="ผลการวิจัยที่เผยแพร่"):
        page.save_revision().publish()
    assert not is_published(page)


def test_a_translation_needs_neither_where_the_thai_page_has_them(site: Site) -> None:
    twin = translate(result(outcomes=[metric()]), title="Bees", fiscal_year=None, result_institutions=[])
    assert twin.live


def test_a_paper_that_is_no_pdf_is_refused_beside_its_field(site: Site, cast: Cast) -> None:
    page = draft()
    text = add_file(title="ข้อมูลดิบ", content=b"abc", filename="raw.txt")
    for button in ("action-publish", "action-save"):
        answer = editing(
            cast.client("moderator"), page, button, **posted("documents", "paper", file=str(text.pk), text="รายงาน")
        )
        errors = answer.context["form"].errors["documents"].as_data()[0].block_errors[0].block_errors
        assert errors["file"].messages == ["“ข้อมูลดิบ” ไม่ใช่ไฟล์ PDF เลือกไฟล์ PDF หรือแสดงไฟล์นี้ด้วยบล็อกในเนื้อหา"]
        assert answer.context["form"]["documents"].value()[0].value["text"] == "รายงาน"
    assert not is_published(page)
    assert len(ResearchResultPage.objects.get(pk=page.pk).documents) == 0


def test_a_pdf_is_published_with_the_result(site: Site, cast: Cast) -> None:
    page = draft()
    paper = add_file(title="รายงานฉบับเต็ม", content=samples.PDF, filename="report.pdf")
    fields = posted("documents", "paper", file=str(paper.pk), text="")
    assert editing(cast.client("moderator"), page, "action-publish", **fields).status_code == 302
    html = cast.client("visitor").get(ResearchResultPage.objects.get(pk=page.pk).url).content.decode()
    assert "รายงานฉบับเต็ม" in html
    assert (
        f'<meta name="citation_pdf_url" content="http://testserver/files/{paper.pk}' in html
        or "citation_pdf_url" in html
    )


@pytest.mark.parametrize(("who", "may"), [("editor", True), ("researcher", False)])
def test_editors_keep_the_institutions_and_researchers_do_not(cast: Cast, who: str, may: bool) -> None:
    answer = cast.client(who).get("/admin/snippets/research/institution/add/")
    assert (answer.status_code == 200) is may
