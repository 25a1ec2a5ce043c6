"""Radars, wheels, histories and beams are drawn to scale whatever the numbers, and tell nothing by colour alone."""

import math
import re
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from themes.charts import Band, Moment, Segment, Series, Spoke, beam, history, radar, sample, wheel

SVG = "{http://www.w3.org/2000/svg}"
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-1_000_000, max_value=1_000_000)
# Not what no XML may hold, which Django's forms refuse.
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60)
few = settings(max_examples=25, deadline=None)


def tree(svg: str) -> ElementTree.Element:
    """The drawing, which must be well-formed to be drawn at all."""
    return ElementTree.fromstring(svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))  # noqa: S314  # our own drawing


def of_class(drawing: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in drawing.iter() if name in one.get("class", "").split()]


def distances(polygon: ElementTree.Element) -> list[float]:
    pairs = (pair.split(",") for pair in polygon.get("points", "").split())
    return [math.hypot(float(x), float(y)) for x, y in pairs]


def test_a_corner_of_a_radar_is_as_far_out_as_its_percentage() -> None:
    spokes = [Spoke(str(n), f"ด้าน {n}") for n in range(4)]
    values = tuple(Decimal(n) for n in (100, 50, 25, 0))
    drawing = tree(radar(spokes, [Series("ก", values)], title="ก", description="ข", radius=100))
    assert [round(one) for one in distances(of_class(drawing, "chart-area")[0])] == [100, 50, 25, 0]
    assert [one.text for one in of_class(drawing, "chart-value")] == ["100 %", "50 %", "25 %", "0 %"]


def test_what_does_not_apply_is_passed_by() -> None:
    spokes = [Spoke(str(n), "") for n in range(3)]
    drawing = tree(radar(spokes, [Series("ก", (Decimal(1), None, Decimal(1)))], title="ก", description="ข"))
    assert len(distances(of_class(drawing, "chart-area")[0])) == 2


def test_four_series_differ_in_class_in_corner_and_in_letter_and_a_fifth_is_not_drawn() -> None:
    spokes = [Spoke(str(n), "") for n in range(5)]
    five = [Series(name, (Decimal(50),) * 5) for name in "กขคงจ"]
    drawing = tree(radar(spokes, five, title="ก", description="ข"))
    assert [one.get("class") for one in of_class(drawing, "chart-area")] == [f"chart-area is-{n}" for n in "abcd"]
    assert [one.text for one in of_class(drawing, "chart-letter")] == [*"ABCD"]
    assert len({(one.get("x"), one.get("y")) for one in of_class(drawing, "chart-letter")}) == 4
    assert len({re.sub(r"is-\w", "", sample(place)) for place in range(4)}) == 4


@given(st.lists(st.tuples(words, words, st.one_of(st.none(), numbers)), max_size=12), st.integers(1, 5))
@few
def test_any_radar_stays_inside_its_rings(rows: list[tuple[str, str, Decimal | None]], count: int) -> None:
    spokes = [Spoke(mark, name) for mark, name, _value in rows]
    series = Series("ก", tuple(value for _mark, _name, value in rows))
    drawing = tree(radar(spokes, [series] * count, title="ก", description="ข", radius=100))
    far = [distance for one in of_class(drawing, "chart-area") for distance in distances(one)]
    assert all(distance <= 100.02 for distance in far)


def test_a_segment_of_the_wheel_is_as_long_as_its_percentage_and_its_state_is_a_pattern() -> None:
    drawn = wheel(
        [
            Segment("1", "ก", Decimal(100), "attained"),
            Segment("2", "ข", Decimal(50), "under_way"),
            Segment("3", "ค", Decimal(0), "behind"),
            Segment("4", "ง"),
        ],
        title="ก",
        description="ข",
        rings=(Decimal(50), Decimal(80)),
    )
    drawing = tree(drawn)
    radii = [re.search(r"A([\d.]+) ", one.get("d", ""))[1] for one in of_class(drawing, "chart-segment")]  # type: ignore[index]  # every path has an arc
    assert [float(one) for one in radii] == [122, 74, 26]
    fills = [one.get("fill", "").rsplit("-", 1)[-1] for one in of_class(drawing, "chart-segment")]
    assert fills == ["", "under_way)", "behind)"]
    assert [one.text for one in of_class(drawing, "chart-rim") if "is-empty" in one.get("class", "")] == ["4"]
    assert [float(one.get("r", "")) for one in of_class(drawing, "chart-mark")] == [74, 102.8]


@given(st.lists(st.tuples(words, st.one_of(st.none(), numbers)), max_size=20))
@few
def test_any_wheel_stays_inside_its_box(rows: list[tuple[str, Decimal | None]]) -> None:
    drawing = tree(wheel([Segment(name[:2], name, value) for name, value in rows], title="ก", description="ข"))
    least, _top, wide, _high = (float(one) for one in drawing.get("viewBox", "").split())
    radii = [
        float(one)
        for path in of_class(drawing, "chart-segment")
        for one in re.findall(r"A([\d.]+) ", path.get("d", ""))
    ]
    assert all(radius <= min(-least, wide / 2) for radius in radii)


def test_a_history_stands_on_its_levels_and_marks_who_rose_and_who_fell() -> None:
    moments = [
        Moment("2567", Decimal(40), "40"),
        Moment("2568", Decimal(80), "80", "up"),
        Moment("2569", Decimal(60), "60", "down"),
    ]
    bands = [Band("สูง", Decimal(60)), Band("ต่ำ", Decimal(0))]
    drawing = tree(history(moments, bands, title="ก", description="ข"))
    heights = {one.get("d"): one.get("class") for one in of_class(drawing, "chart-point")}
    assert [*heights.values()] == ["chart-point", "chart-point is-up", "chart-point is-down"]
    assert len(heights) == 3
    assert [one.text for one in of_class(drawing, "chart-band-name")] == ["ต่ำ", "สูง"]
    assert [float(one.get("height", "")) for one in of_class(drawing, "chart-band")] == [114, 76]
    assert [one.get("x", "") for one in of_class(drawing, "chart-year")] == ["34.00%", "64.00%", "94.00%"]


@given(st.lists(st.tuples(words, numbers), max_size=9), st.lists(st.tuples(words, numbers), max_size=5))
@few
def test_any_history_stays_inside_its_plot(years: list[tuple[str, Decimal]], levels: list[tuple[str, Decimal]]) -> None:
    moments = [Moment(label, value, str(value)) for label, value in years]
    drawing = tree(history(moments, [Band(*level) for level in levels], title="ก", description="ข"))
    inner = [one for one in drawing.iter(f"{SVG}svg") if one.get("y")]
    assert len(inner) == len(years)
    assert all(26 <= float(one.get("y", "")) <= 216 for one in inner)
    assert all(0 <= float(one.get("x", "")[:-1]) <= 100 for one in inner)
    assert all(float(one.get("height", "")) >= 0 for one in of_class(drawing, "chart-band"))


@given(st.one_of(st.none(), numbers), st.one_of(st.none(), numbers))
@few
def test_any_beam_stays_inside_its_row(value: Decimal | None, mark: Decimal | None) -> None:
    drawing = tree(beam(value, mark))
    shares = [
        float(one.get(name, "")[:-1])
        for one in drawing.iter()
        for name in ("width", "x1")
        if one.get(name, "").endswith("%")
    ]
    assert all(0 <= share <= 100 for share in shares)
    assert len(of_class(drawing, "chart-beam-none")) == (value is None)


def test_what_is_written_in_a_drawing_is_never_markup() -> None:
    bad = "<b>&\"'"
    spokes = [Spoke(bad, bad)] * 3
    drawn = [
        radar(spokes, [Series(bad, (Decimal(1),) * 3)], title=bad, description=bad),
        wheel([Segment(bad, bad, Decimal(1), "behind")], title=bad, description=bad),
        history([Moment(bad, Decimal(1), bad)], [Band(bad, Decimal(0))], title=bad, description=bad),
    ]
    for one in drawn:
        assert not [part.tag for part in tree(one).iter() if part.tag.endswith("}b")]
        named = tree(one).get("aria-labelledby", "").split()
        assert {part.get("id"): part.text for part in tree(one)}[named[1]] == bad
