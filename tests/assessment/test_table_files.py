"""The filtered table leaves as a file with every score and code, and holds nothing else than the list shows."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.assessment.reading import table_files
from cms.places.models import Organisation
from tests.assessment.made import organisation, published, small_set
from tests.pages_made import provinces

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    """Khon Kaen and Chiang Mai have organisations."""
    provinces("40", "50")
    small_set()


def body(query: str = "", form: str = "csv", prefix: str = "/en") -> bytes:
    """What is sent."""
    answer: Any = Client().get(f"{prefix}/kalyanamitr/results.{form}{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == table_files.FORMS[form][0]
    assert answer["Content-Disposition"].startswith('attachment; filename="kalyanamitr-small-')
    return b"".join(answer) if isinstance(answer, StreamingHttpResponse) else answer.content


def lines(query: str = "") -> list[dict[str, str]]:
    """The lines of the CSV file by column."""
    sent = body(query)
    assert sent.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(sent.decode("utf-8-sig"))))


def test_a_line_has_the_version_every_code_and_both_scores_side_by_side() -> None:
    published(organisation("ก"), 2025, 3, self_points=4, B2=None)
    (line,) = lines()
    assert (line["Indicator set"], line["Version"], line["Year (CE)"]) == ("small", "1", "2025")
    assert (line["Percent"], line["Percent by self-assessment"]) == ("75.00", "100.00")
    assert (line["A1 Indicator A1 %"], line["A1 self-assessment %"]) == ("75.00", "100.00")
    assert line["B2 Indicator B2 %"] == ""
    assert (line["Code of the level"], line["Level"], line["Demo data"]) == ("knows", "Knows", "Demo data")
    assert line["SDG 1 %"] == "75.00"
    assert line["SDG 5 %"] == ""


def test_the_file_holds_what_the_list_shows_in_its_order() -> None:
    published(organisation("ก", "40"), 2025, 1)
    published(organisation("ข", "50"), 2025, 2)
    published(organisation("ค", "50"), 2025, 4)
    assert [line["Province code"] for line in lines("?province=50")] == ["50", "50"]
    assert [line["Percent"] for line in lines("?sort=lowest")] == ["25.00", "50.00", "100.00"]


def test_a_name_that_would_be_a_formula_is_none() -> None:
    of = organisation("ก")
    published(of, 2025)
    Organisation.objects.filter(pk=of.pk).update(kind="village", lao_type="", name_en='=HYPERLINK("x")', is_demo=True)
    (line,) = lines()
    assert line["Name in English"].startswith("'=")
    sheet = load_workbook(io.BytesIO(body(form="xlsx"))).active
    assert sheet is not None
    assert sheet["C2"].data_type == "s"


def test_a_workbook_has_numbers_as_numbers() -> None:
    published(organisation("ก"), 2025, 3)
    sheet = load_workbook(io.BytesIO(body(form="xlsx"))).active
    assert sheet is not None
    found = dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]], strict=True))
    assert found["Percent"] == 75


def test_json_tells_the_round_and_scores_by_code() -> None:
    published(organisation("ก"), 2025, 3)
    published(organisation("ข"), 2025, 2)
    told = json.loads(body(form="json"))
    assert (told["set"], told["year"], told["total"], told["set_standing"]) == (
        "small",
        2025,
        2,
        "Sample set, not official",
    )
    first = told["results"][0]
    assert first["is_demo"] is True
    assert first["dimensions"][0] == {"code": "A", "percent": "75.00", "self_percent": "75.00"}
    assert [score["code"] for score in first["indicators"]] == ["A1", "A2", "B1", "B2"]


def test_the_words_are_those_of_the_address_even_where_they_are_sent_late() -> None:
    published(organisation("ก"), 2025, 3)
    thai = body(prefix="").decode("utf-8-sig")
    assert "เข้าใจ" in thai
    assert "Knows" not in thai


def test_many_organisations_cost_as_many_queries_as_a_few() -> None:
    counts = []
    for size in (2, 8):
        for number in range(size):
            published(organisation(f"ที่{number}"), 2025, 3)
        body()
        with CaptureQueriesContext(connection) as queries:
            body()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_has_not_changed_is_not_sent_again() -> None:
    published(organisation("ก"), 2025, 3)
    first = Client().get("/kalyanamitr/results.csv")
    again = Client().get("/kalyanamitr/results.csv", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
