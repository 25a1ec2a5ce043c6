"""Bars are drawn to scale, tell before and forecast by pattern, and say in words what they show."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from themes.charts import LINE, Bar, bars, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*some: Bar) -> ElementTree.Element:
    """The chart as a tree, which it must be to be drawn at all."""
    text = bars(some, title="รายได้", description="ก่อน 1; หลัง 2").replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    return ElementTree.fromstring(text)  # noqa: S314  # our own drawing


def beams(chart: ElementTree.Element) -> list[tuple[float, float]]:
    """Where each bar begins and how long it is, in hundredths."""
    found = [one for one in chart.iter(f"{SVG}rect") if "chart-bar" in one.get("class", "")]
    return [(float(one.get("x", "")[:-1]), float(one.get("width", "")[:-1])) for one in found]


def test_bars_are_as_long_as_their_figures() -> None:
    chart = drawn(Bar("ก", "3,000", Decimal(3000)), Bar("ข", "4,000", Decimal(4000)))
    assert beams(chart) == [(0, 75), (0, 100)]


def test_a_range_is_a_span_between_its_ends() -> None:
    chart = drawn(Bar("ก", "3,000–4,000", Decimal(4000), low=Decimal(3000)))
    assert beams(chart) == [(75, 25)]


def test_a_figure_below_zero_goes_the_other_way() -> None:
    chart = drawn(Bar("ก", "-10", Decimal(-10)), Bar("ข", "30", Decimal(30)))
    assert beams(chart) == [(0, 25), (25, 75)]
    assert {line.get("x1") for line in chart.iter(f"{SVG}line")} == {"25.00%"}


def test_nothing_at_all_is_still_a_chart() -> None:
    assert beams(drawn(Bar("ก", "0", Decimal(0)), Bar("ข", "0", Decimal(0)))) == [(0, 0), (0, 0)]


def test_before_and_forecast_are_told_by_pattern() -> None:
    chart = drawn(
        Bar("ก่อน", "1", Decimal(1), moment="before"),
        Bar("หลัง", "2", Decimal(2), moment="after"),
        Bar("คาด", "3", Decimal(3), moment="after", is_forecast=True),
    )
    found = [one for one in chart.iter(f"{SVG}rect") if "chart-bar" in one.get("class", "")]
    fills = [re.sub(r"chart-\w{8}", "it", one.get("fill", "")) for one in found]
    assert fills == ["url(#it-before)", "", "url(#it-forecast)"]
    patterns = {one.get("id") for one in chart.iter(f"{SVG}pattern")}
    assert {one.get("fill", "")[5:-1] for one in found if one.get("fill")} == patterns


def test_a_chart_has_a_title_and_a_description_for_those_who_do_not_see_it() -> None:
    chart = drawn(Bar("ก", "1", Decimal(1)))
    named = chart.get("aria-labelledby", "").split()
    words = {one.get("id"): one.text for one in chart}
    assert chart.get("role") == "img"
    assert [words[name] for name in named] == ["รายได้", "ก่อน 1; หลัง 2"]


def test_what_is_written_in_a_figure_is_never_markup() -> None:
    chart = drawn(Bar("<script>alert(1)</script>", '"><b>', Decimal(1)))
    assert [one.tag for one in chart.iter() if "script" in one.tag or one.tag.endswith("}b")] == []
    assert "<script>" in "".join(chart.itertext())


@pytest.mark.parametrize(
    "label",
    ["ก", "น้ำ" * 12, "เก้าอี้" * 30, "Income of households in the subdistrict " * 4, "ที่ " * 40, "x" * 200, ""],
    ids=["letter", "marks", "vowels", "words", "spaces", "no space", "nothing"],
)
def test_a_long_label_is_cut_where_a_reader_would(label: str) -> None:
    lines = wrapped(label)
    assert len(lines) <= 2
    for line in lines:
        assert len(re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", line)) <= LINE + 1
        assert not re.match("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", line)
        assert line.removesuffix("…")[-1:] not in {*"เแโใไ"}
    assert "".join(lines).replace(" ", "").removesuffix("…") in label.replace(" ", "")
