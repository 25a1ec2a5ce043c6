"""Figures and citations leave as files that say units and sources, and hold nothing that visitors may not see."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction, Site

from cms.research.models import ResultProvince
from tests.pages_made import provinces, translate
from tests.research.ground import figure, metric, metrics, programme, result, source

pytestmark = pytest.mark.django_db

KINDS = {
    "figures.csv": "text/csv; charset=utf-8",
    "figures.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "figures.json": "application/json",
    "citation.bib": "application/x-bibtex; charset=utf-8",
    "citation.ris": "application/x-research-info-systems; charset=utf-8",
}


def asked(path: str, **headers: str) -> Any:
    """The answer at an address of the downloads."""
    return Client().get(f"/research-data/{path}", headers=headers)


def rows(answer: Any) -> list[dict[str, str]]:
    """The lines of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_sent_as_what_it_is(site: Site, name: str) -> None:
    page = result(outcomes=[metric()])
    answer = asked(f"{page.pk}/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == KINDS[name]
    assert answer["Content-Disposition"].startswith("attachment; filename=")


def test_csv_names_every_circumstance_of_every_figure(site: Site) -> None:
    other = source("other", title_th="รายงานอื่น", title_en="Another report")
    page = result(
        figures=[metrics(figure("200000", moment="after", qualifier="over"), figure("160793", source=other.pk))],
    )
    answer = asked(f"{page.pk}/figures.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    first, second = rows(answer)
    assert (first["ค่า"], second["ค่า"]) == ("200000", "160793")
    assert (first["แหล่งที่มา"], second["แหล่งที่มา"]) == ("รายงานประจำปี", "รายงานอื่น")
    assert (first["หน่วย"], first["ช่วงเวลา"], first["บรรทัดหรือหน้าในแหล่งที่มา"]) == ("บาท", "2567", "12")
    assert (first["ก่อนหรือหลัง"], first["คำขยายตัวเลข"], first["สถาบัน"]) == ("หลัง", "กว่า", "มหาวิทยาลัยขอนแก่น")


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+66", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "\ufeff=1"],
    ids=["equals", "plus", "minus", "at", "tab", "space", "wide", "mark"],
)
def test_no_words_become_a_formula(site: Site, words: str) -> None:
    page = result(outcomes=[metric(label=f"{words}")])
    (row,) = rows(asked(f"{page.pk}/figures.csv"))
    assert row["นับอะไร"].startswith("'")
    sheet: Any = load_workbook(io.BytesIO(asked(f"{page.pk}/figures.xlsx").content)).active
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}


def test_a_negative_number_stays_a_number(site: Site) -> None:
    page = result(outcomes=[metric("-12.5")])
    assert rows(asked(f"{page.pk}/figures.csv"))[0]["ค่า"] == "-12.5"
    sheet: Any = load_workbook(io.BytesIO(asked(f"{page.pk}/figures.xlsx").content)).active
    assert [cell.value for cell in sheet[2] if cell.data_type == "n" and cell.value == -12.5]


def test_json_keeps_every_digit_and_says_where_each_figure_is_from(site: Site) -> None:
    page = result(outcomes=[metric("523887500.25"), metric(None, low="3", high="5")])
    told = json.loads(asked(f"{page.pk}/figures.json").content)
    one, other = told["results"][0]["figures"]
    assert Decimal(one["value"]) == Decimal("523887500.25")
    assert (other["value"], other["low"], other["high"]) == (None, "3", "5")
    assert one["source"] == {
        "key": "annual-report",
        "title": "รายงานประจำปี",
        "publisher": None,
        "year": 2024,
        "line": "12",
    }


def test_the_language_of_the_columns_goes_by_the_prefix(site: Site) -> None:
    page = result(outcomes=[metric()])
    answer = Client().get(f"/en/research-data/{page.pk}/figures.csv")
    (row,) = rows(answer)
    assert (row["Unit"], row["Source"]) == ("บาท", "Annual report")


def test_the_list_gives_the_figures_of_what_it_shows(site: Site) -> None:
    provinces("40")
    result("หนึ่ง", outcomes=[metric("1")], result_provinces=[ResultProvince(province_id="40")])
    result("สอง", outcomes=[metric("2")], fiscal_year=2023)
    assert {row["ค่า"] for row in rows(asked("figures.csv"))} == {"1", "2"}
    assert [row["ค่า"] for row in rows(asked("figures.csv?province=40"))] == ["1"]
    assert [row["ค่า"] for row in rows(asked("figures.csv?year=2023"))] == ["2"]
    assert [row["ผลการวิจัย"] for row in rows(asked("figures.csv?q=หนึ่ง"))] == ["หนึ่ง"]
    assert {row["ค่า"] for row in rows(asked("figures.csv?year=nonsense&page=9"))} == {"1", "2"}


def test_the_english_list_speaks_english_where_it_can(site: Site) -> None:
    translate(result("ผึ้ง", outcomes=[metric("1")]), title="Bees")
    result("เห็ด", outcomes=[metric("2")])
    told = json.loads(Client().get("/en/research-data/figures.json").content)
    assert {(one["title"], one["language"], one["institutions"][0]) for one in told["results"]} == {
        ("Bees", "en", "Khon Kaen University"),
        ("เห็ด", "th", "มหาวิทยาลัยขอนแก่น"),
    }
    assert (told["total_results"], told["given_results"]) == (2, 2)


@pytest.mark.parametrize("hidden", ["draft", "restricted", "below a restricted programme"])
def test_nothing_leaves_of_what_visitors_may_not_see(site: Site, hidden: str) -> None:
    strategy = programme()
    page = result(below=strategy, outcomes=[metric("77")])
    if hidden == "draft":
        page.unpublish()
    else:
        closed = page if hidden == "restricted" else strategy
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert {asked(f"{page.pk}/{name}").status_code for name in KINDS} == {404}
    assert rows(asked("figures.csv")) == []


@pytest.mark.parametrize("path", ["1/figures.exe", f"{10**30}/figures.csv", "figures.exe", "1/citation.csv"])
def test_an_address_that_means_nothing_is_not_found(site: Site, path: str) -> None:
    assert asked(path).status_code == 404


@pytest.mark.parametrize("address", ["figures.csv", "{pk}/figures.json", "{pk}/citation.ris"])
def test_who_has_the_file_is_told_that_nothing_changed_until_something_does(site: Site, address: str) -> None:
    page = result(outcomes=[metric()])
    path = address.format(pk=page.pk)
    etag = asked(path)["ETag"]
    assert asked(path, if_none_match=etag).status_code == 304
    page.title = "อื่น"
    page.save_revision().publish()
    assert asked(path, if_none_match=etag).status_code == 200


def test_a_citation_names_the_page_s_own_language(site: Site) -> None:
    twin = translate(result("ผึ้ง"), title="Bees")
    ris = asked(f"{twin.pk}/citation.ris").content.decode()
    assert "TI  - Bees\r\n" in ris
    assert "PB  - Khon Kaen University\r\n" in ris
    assert ris.startswith("TY  - RPRT\r\n")
