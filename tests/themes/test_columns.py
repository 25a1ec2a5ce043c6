"""Columns side by side stand on one ground, are told apart by pattern, and are never higher than their place."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.charts import Group, columns

SERIES = ["On line", "Off line"]


def drawn(*pairs: tuple[int, int]) -> str:
    """A chart of these pairs."""
    groups = [Group(f"m{n}", [Decimal(a), Decimal(b)], [str(a), str(b)]) for n, (a, b) in enumerate(pairs)]
    return str(columns(groups, SERIES, most="most", title="Sales", description="words"))


def test_columns_are_as_high_as_their_figures() -> None:
    heights = re.findall(r'class="chart-column is-[ab]"[^>]* height="([0-9.]+)"', drawn((50, 100), (0, 25)))
    assert heights == ["90.0", "180.0", "0.0", "45.0"]


def test_the_second_series_is_a_pattern_of_its_own() -> None:
    svg = drawn((1, 2))
    assert re.search(r'class="chart-column is-b"[^>]* fill="url\(#chart-[0-9a-f]{8}-stripes\)"', svg)
    assert "m0 · Off line: 2" in svg


def test_nothing_but_zeros_is_a_ground() -> None:
    assert set(re.findall(r'class="chart-column is-[ab]"[^>]* height="([0-9.]+)"', drawn((0, 0), (0, 0)))) == {"0.0"}


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="Two series"):
        columns([], ["a", "b", "c"], most="", title="", description="")


@given(st.lists(st.tuples(st.integers(-10, 10**12), st.integers(0, 10**12)), min_size=1, max_size=24))
def test_any_columns_stay_inside_their_plot(pairs: list[tuple[int, int]]) -> None:
    svg = drawn(*pairs)
    for x, wide, high in re.findall(
        r'class="chart-column is-[ab]"[^>]* x="([0-9.]+)%"[^>]* width="([0-9.]+)%" height="([0-9.]+)"', svg
    ):
        assert Decimal(x) + Decimal(wide) <= Decimal("100.1")
        assert Decimal(0) <= Decimal(high) <= Decimal(180)


def test_what_is_written_in_a_chart_is_never_markup() -> None:
    group = Group("<b>", [Decimal(1), Decimal(1)], ["<i>", "&"])
    svg = str(columns([group], ["<u>", "<s>"], most="<em>", title="<p>", description="<q>"))
    assert not re.search(r"<(b|i|u|s|em|p|q)>", svg)
