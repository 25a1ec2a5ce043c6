"""Figures are drawn beside each other only where they can be compared, and nothing tells them apart that need not."""

from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from cms.blocks.comparing import comparisons
from cms.blocks.metric import MetricsBlock
from cms.blocks.models import Source


def metric(value: int | None = 5, **said: Any) -> dict[str, Any]:
    """A figure."""
    amount = {"value": None if value is None else Decimal(value)}
    return {"label": "รายได้", "unit": "บาท", "per": "เดือน", "period": "2567", **amount, **said}


def test_figures_of_one_unit_are_compared() -> None:
    (one,) = comparisons([metric(3, moment="before"), metric(5, moment="after")])
    assert (one.unit, one.per, one.shared_label, one.differing) == ("บาท", "เดือน", "รายได้", ())


@pytest.mark.parametrize(
    "other",
    [{"unit": "คน"}, {"per": "ปี"}, {"value": None}, {"unit": ""}, {"value": None, "low": Decimal(1)}],
    ids=["another unit", "another per", "no number", "no unit", "half a range"],
)
def test_figures_that_cannot_be_compared_are_not_drawn(other: dict[str, Any]) -> None:
    assert comparisons([metric(), {**metric(), **other}]) == []


def test_figures_of_two_units_are_two_comparisons() -> None:
    found = comparisons([metric(1), metric(2), metric(3, unit="คน"), metric(4, unit="คน"), metric(5, unit="ไร่")])
    assert [(one.unit, len(one.metrics)) for one in found] == [("บาท", 2), ("คน", 2)]


def test_sources_tell_figures_apart_only_where_nothing_else_does() -> None:
    one, other = Source(key="a", title_th="ก", title_en="A"), Source(key="b", title_th="ข", title_en="B")
    assert comparisons([metric(1, source=one), metric(2, source=other)])[0].differing == ("source",)
    years = [metric(1, source=one, period="2566"), metric(2, source=other, period="2567")]
    assert comparisons(years)[0].differing == ("period",)
    assert comparisons([metric(1, source=one, line="1"), metric(2, source=one, line="2")])[0].differing == ("line",)


@pytest.mark.django_db
def test_a_brick_of_comparable_figures_shows_a_chart_with_their_table() -> None:
    source = Source.objects.create(key="a", title_th="รายงาน", title_en="Report")
    brick = MetricsBlock().to_python(
        {
            "heading": "ก่อนและหลัง",
            "metrics": [
                {**metric(3000), "moment": "before", "source": source.pk, "line": "7"},
                {**metric(None, low=4000, high=5000), "moment": "after", "nature": "forecast", "source": source.pk},
            ],
        }
    )
    with override("th"):
        html = render_to_string("blocks/metrics.html", {"self": brick})
    assert html.count('<svg class="chart"') == 1
    assert "<desc" in html
    assert "ก่อน: 3,000 บาท" in html
    assert "หลัง · คาดการณ์: 4,000–5,000 บาท" in html
    assert html.count("<cite>รายงาน</cite>") == 2


@pytest.mark.django_db
def test_a_brick_of_other_figures_shows_them_as_cards() -> None:
    brick = MetricsBlock().to_python({"heading": "", "metrics": [metric(1), metric(2, unit="คน")]})
    html = render_to_string("blocks/metrics.html", {"self": brick})
    assert "<svg" not in html
    assert html.count('<figure class="metric') == 2


def test_figures_that_speak_of_other_things_places_and_times_at_once_are_not_drawn() -> None:
    elsewhere = {"label": "รายจ่าย", "area": "ยะลา", "period": "2566"}
    assert comparisons([metric(1, area="น่าน"), metric(2, **elsewhere)]) == []
    assert len(comparisons([metric(1, area="น่าน"), metric(2, **{**elsewhere, "area": "น่าน"})])) == 1


def test_what_is_counted_where_and_when_is_told_wherever_it_differs() -> None:
    (one,) = comparisons([metric(1, period="2566"), metric(2, label="รายจ่าย", period="2567")])
    assert (one.differing, one.unlike) == (("label", "period"), ("label", "period"))
    assert comparisons([metric(1, period="2566"), metric(2, period="2567")])[0].unlike == ()


@pytest.mark.django_db
def test_a_chart_says_what_differs_beside_the_amounts() -> None:
    figures = [metric(1, area="น่าน", period="2566"), metric(2, area="ยะลา", period="2567")]
    brick = MetricsBlock().to_python({"heading": "สองที่", "metrics": figures})
    with override("en"):
        html = render_to_string("blocks/metrics.html", {"self": brick, "heading_level": 3})
    assert "Not the same in all bars: area, period." in html
    assert "<h3>สองที่</h3>" in html
