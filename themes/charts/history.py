"""Draws a history: a point a year on a ground of levels, from 0 to 100. Pure.

Along the years places are shares of the width, upwards they are pixels, so that words keep their size. Who rose has a
triangle that points up, who fell one that points down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.charts.frames import frame, kept, name_of
from themes.charts.labels import wrapped

_TOP, _HIGH, _FOOT = 26, 190, 26  # pixels: above the plot, the plot, the years below it
_FIRST, _LAST = Decimal(34), Decimal(94)  # shares of the width: the first and the last year
_NAME = 13  # letters of a level's name
_POINTS = {"": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z", "up": "M0-8L7.5 5.5H-7.5Z", "down": "M0 8L7.5-5.5H-7.5Z"}


@dataclass(frozen=True, slots=True)
class Band:
    """A level: it begins at this percentage and ends where the next one does."""

    name: str
    begins: Decimal


@dataclass(frozen=True, slots=True)
class Moment:
    """One year: its percentage, what it is called, and whether its level is higher (`up`) or lower (`down`) than before."""

    label: str
    value: Decimal
    amount: str
    change: str = ""


def history(moments: Sequence[Moment], bands: Sequence[Band] = (), *, title: str, description: str) -> SafeString:
    """The chart as an inline `<svg>`, the oldest year first. Numbers outside 0–100 stop there."""
    places = [_x(n, len(moments)) for n in range(len(moments))]
    heights = [_y(moment.value) for moment in moments]
    lines = format_html_join(
        "",
        '<line class="chart-line is-a" x1="{}%" y1="{}" x2="{}%" y2="{}"/>',
        zip(places[:-1], heights[:-1], places[1:], heights[1:], strict=True),
    )
    points = format_html_join(
        "", "{}", ((_point(one, x, y),) for one, x, y in zip(moments, places, heights, strict=True))
    )
    name = name_of(title, description, moments, bands)
    drawing = format_html("{}{}{}", _ground(sorted(bands, key=lambda band: band.begins)), lines, points)
    height = _TOP + _HIGH + _FOOT
    return frame(drawing, name=name, title=title, description=description, height=height, kind="chart-history")


def _x(place: int, of: int) -> Decimal:
    """In hundredths of the width; one alone stands in the middle."""
    if of == 1:
        return (_FIRST + _LAST) / 2
    return round(_FIRST + (_LAST - _FIRST) * place / (of - 1), 2)


def _y(value: Decimal) -> Decimal:
    return round(_TOP + _HIGH * (100 - kept(value)) / 100, 2)


def _ground(bands: Sequence[Band]) -> SafeString:
    """The levels from below, each a little darker, with their names on their lower edge; then the foot."""
    ends = [*(band.begins for band in bands[1:]), Decimal(100)]
    rows = (
        (min(n, 4), _y(end), _y(band.begins), _short(band.name))
        for n, (band, end) in enumerate(zip(bands, ends, strict=False))
    )
    spans = ((n, top, foot - top, foot, foot - 5, word) for n, top, foot, word in rows)
    levels = format_html_join(
        "",
        '<rect class="chart-band is-{0}" x="0" y="{1}" width="100%" height="{2}"/>'
        '<line class="chart-cut" x1="0" x2="100%" y1="{3}" y2="{3}"/><text class="chart-band-name" x="6" y="{4}">{5}</text>',
        spans,
    )
    return format_html(
        '<rect class="chart-ground" x="0" y="{0}" width="100%" height="{1}"/>{2}'
        '<line class="chart-zero" x1="0" x2="100%" y1="{3}" y2="{3}"/>',
        _TOP,
        _HIGH,
        levels,
        _TOP + _HIGH,
    )


def _short(name: str) -> str:
    return " ".join(wrapped(name, line=_NAME, most=1))


def _point(moment: Moment, x: Decimal, y: Decimal) -> SafeString:
    """The point, its figure above it and its year below the plot."""
    return format_html(
        '<g><title>{label}: {amount}</title><svg x="{x}%" y="{y}" overflow="visible">'
        '<path class="chart-point{change}" d="{d}"/><text class="chart-figure-word" y="-12">{amount}</text></svg>'
        '<text class="chart-year" x="{x}%" y="{foot}">{label}</text></g>',
        label=moment.label,
        amount=moment.amount,
        x=x,
        y=y,
        change=f" is-{moment.change}" if moment.change else "",
        d=_POINTS.get(moment.change, _POINTS[""]),
        foot=_TOP + _HIGH + 18,
    )
