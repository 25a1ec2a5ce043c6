"""Every figure of a page comes with all its circumstances, in the page's order, and none is merged."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from wagtail.models import Site

from cms.research.figures import figures_of
from cms.research.models import ResearchResultPage
from tests.research.ground import figure, metric, metrics, result, source

pytestmark = pytest.mark.django_db


def test_a_figure_keeps_every_circumstance(site: Site) -> None:
    said = {
        "qualifier": "over",
        "as_of": "2024-09-30",
        "area": "จังหวัดขอนแก่น",
        "moment": "after",
        "nature": "forecast",
        "line": "2384",
    }
    (one,) = figures_of(result(outcomes=[metric("4200.50", **said)]))
    assert (one.where, one.brick, one.group, one.label) == ("outcomes", 1, "", "รายได้")
    assert (one.value, one.low, one.high, one.amount) == (Decimal("4200.50"), None, None, "4,200.5")
    assert (one.unit, one.per, one.period, one.as_of) == ("บาท", "ครัวเรือนต่อเดือน", "2567", date(2024, 9, 30))
    assert (one.qualifier, one.area, one.moment, one.nature) == ("over", "จังหวัดขอนแก่น", "after", "forecast")
    assert (one.source_key, one.source_year, one.line) == ("annual-report", 2024, "2384")


def test_figures_come_from_every_stream_in_order_those_in_columns_too(site: Site) -> None:
    columns = {"first": [metric("3", label="ค")], "second": [metric("4", label="ง")]}
    page = result(
        outcomes=[metric("1", label="ก")],
        figures=[metrics(figure("1", label="ข1"), figure("2", label="ข2"))],
        body=[{"type": "columns", "value": columns}],
    )
    found = [(one.where, one.brick, one.group, one.label) for one in figures_of(page)]
    assert found == [
        ("outcomes", 1, "", "ก"),
        ("figures", 1, "ก่อนและหลัง", "ข1"),
        ("figures", 1, "ก่อนและหลัง", "ข2"),
        ("body", 1, "", "ค"),
        ("body", 2, "", "ง"),
    ]


def test_figures_that_contradict_each_other_both_stay(site: Site) -> None:
    other = source("other", title_th="รายงานอื่น", title_en="Another report")
    page = result(figures=[metrics(figure("200000"), figure("160793", source=other.pk))])
    assert [(one.value, one.source_key) for one in figures_of(page)] == [
        (Decimal(200000), "annual-report"),
        (Decimal(160793), "other"),
    ]


def test_a_range_has_both_ends_and_no_value(site: Site) -> None:
    (one,) = figures_of(result(outcomes=[metric(None, low="3000", high="5000")]))
    assert (one.value, one.low, one.high, one.amount) == (None, Decimal(3000), Decimal(5000), "3,000–5,000")


def test_the_source_is_named_in_the_language_of_the_moment(site: Site) -> None:
    page = result(outcomes=[metric()])
    with override("en"):
        assert figures_of(page)[0].source_title == "Annual report"
    with override("th"):
        assert figures_of(page)[0].source_title == "รายงานประจำปี"


def test_a_draft_without_unit_or_source_still_tells_what_it_has() -> None:
    bare = {"type": "metric", "value": {"label": "รายได้", "value": "5"}}
    (one,) = figures_of(ResearchResultPage(title="ร่าง", outcomes=[bare]))
    assert (one.label, one.value, one.unit, one.source_key) == ("รายได้", Decimal(5), "", "")
