"""Draws a radar: a spoke a dimension, a polygon a series, all from 0 to 100. Pure.

Distances are pixels around the middle of whatever width there is, so that words keep their size; the names of spokes
stand beside their badges where the theme finds room for them, and in the table in any case. Series are told apart by
dash, by the shape of their corners and by a letter.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.charts.frames import frame, kept, name_of
from themes.charts.labels import wrapped

MOST_SERIES = 4
RINGS = (25, 50, 75, 100)
# Classes by the series' place; the theme gives each its colour and its dash.
STYLES = ("a", "b", "c", "d")
# A corner of each series: a circle, a square, a diamond, a triangle, drawn around 0,0.
CORNERS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "M-4-4H4V4H-4Z",
    "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    "M0-5.5L5 4H-5Z",
)
_BADGE, _MARGIN, _LINE = 11, 30, 17  # pixels: a badge's radius, the room outside the outer ring, a line of words
_NAME, _MANY = 20, 8  # letters on a line of a name; more spokes than this have one line each


@dataclass(frozen=True, slots=True)
class Spoke:
    """One dimension: `mark` is what fits into a badge, at most three letters, `name` what it stands for."""

    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Series:
    """One polygon: a percentage a spoke, None where it does not apply and the line passes it by."""

    name: str
    values: tuple[Decimal | None, ...]


def radar(
    spokes: Sequence[Spoke], drawn: Sequence[Series], *, title: str, description: str, radius: int = 112
) -> SafeString:
    """The chart as an inline `<svg>`. Of more than four series the first four are drawn; numbers outside 0–100 stop there."""
    drawn = drawn[:MOST_SERIES]
    drawing = format_html(
        '<svg x="50%" y="{}" overflow="visible">{}{}{}{}</svg>',
        radius + _MARGIN,
        _rings(radius),
        _lines(len(spokes), radius),
        format_html_join("", "{}", ((_polygon(one, n, len(drawn), radius),) for n, one in enumerate(drawn))),
        format_html_join("", "{}", ((_spoke(one, n, spokes, drawn, radius),) for n, one in enumerate(spokes))),
    )
    name = name_of(title, description, spokes, drawn, radius)
    height = 2 * (radius + _MARGIN)
    return frame(drawing, name=name, title=title, description=description, height=height, kind="chart-radar")


def sample(place: int) -> SafeString:
    """How the series at this place is drawn, for a legend; the words beside it say which it is."""
    style = STYLES[place % MOST_SERIES]
    return format_html(
        '<svg class="chart-sample" width="44" height="16" aria-hidden="true" focusable="false">'
        '<line class="chart-line is-{0}" x1="2" y1="8" x2="42" y2="8"/>'
        '<path class="chart-corner is-{0}" transform="translate(22 8)" d="{1}"/></svg>',
        style,
        CORNERS[place % MOST_SERIES],
    )


def _at(place: int, of: int, distance: float) -> tuple[float, float]:
    """A point on a spoke, the first of which points up; clockwise."""
    angle = 2 * math.pi * place / of - math.pi / 2
    return round(distance * math.cos(angle), 2), round(distance * math.sin(angle), 2)


def _distance(value: Decimal, radius: int) -> float:
    return float(kept(value)) / 100 * radius


def _rings(radius: int) -> SafeString:
    circles = format_html_join(
        "",
        '<circle class="chart-ring{}" r="{}"/>',
        ((" is-outer" if n == 100 else "", radius * n / 100) for n in RINGS),
    )
    words = format_html_join(
        "",
        '<text class="chart-tick" x="-4" y="{}">{}</text>',
        ((round(-radius * n / 100 + 11, 2), n) for n in (50, 100)),
    )
    return format_html("{}{}", circles, words)


def _lines(count: int, radius: int) -> SafeString:
    ends = (_at(place, count, radius) for place in range(count))
    return format_html_join("", '<line class="chart-spoke" x2="{}" y2="{}"/>', ends)


def _polygon(series: Series, place: int, of: int, radius: int) -> SafeString:
    """The line through what applies, its corners, and the series' letter where there are several."""
    count, style = len(series.values), STYLES[place]
    points = [
        (spoke, *_at(spoke, count, _distance(value, radius)))
        for spoke, value in enumerate(series.values)
        if value is not None
    ]
    line = " ".join(f"{x},{y}" for _spoke_at, x, y in points)
    corners = format_html_join(
        "", '<path class="chart-corner is-{}" transform="translate({} {})" d="{}"/>',
        ((style, x, y, CORNERS[place]) for _spoke_at, x, y in points),
    )  # fmt: skip
    letter = SafeString()
    if of > 1 and points:
        # Each letter near another spoke, so that they do not meet.
        wished = place * count // of
        _spoke_at, x, y = min(points, key=lambda point: abs(point[0] - wished))
        letter = format_html(
            '<text class="chart-letter is-{}" x="{}" y="{}">{}</text>', style, x + 7, y - 6, "ABCD"[place]
        )
    return format_html(
        '<g><title>{}</title><polygon class="chart-area is-{}" points="{}"/>{}{}</g>',
        series.name,
        style,
        line,
        corners,
        letter,
    )


def _spoke(spoke: Spoke, place: int, spokes: Sequence[Spoke], drawn: Sequence[Series], radius: int) -> SafeString:
    """The badge at a spoke's end, and its name beside it, with the value where there is one series."""
    x, y = _at(place, len(spokes), radius + _BADGE + 6)
    many = len(spokes) > _MANY
    lines = wrapped(spoke.name, line=_NAME, most=1 if many else 2)
    value = drawn[0].values[place] if len(drawn) == 1 and not many else None
    rows = [*(("chart-name", line) for line in lines), *([] if value is None else [("chart-value", f"{value:.0f} %")])]
    side, anchor = (_BADGE + 5, "start") if x > -1 else (-_BADGE - 5, "end")
    top = y + 5 - (len(rows) - 1) * _LINE / 2
    words = format_html_join(
        "", '<text class="{}" text-anchor="{}" x="{}" y="{}">{}</text>',
        ((kind, anchor, round(x + side, 2), round(top + n * _LINE, 2), line) for n, (kind, line) in enumerate(rows)),
    )  # fmt: skip
    return format_html(
        '<g><title>{name}</title><circle class="chart-badge" cx="{x}" cy="{y}" r="{r}"/>'
        '<text class="chart-badge-mark" x="{x}" y="{write}">{mark}</text>{words}</g>',
        name=spoke.name,
        x=x,
        y=y,
        r=_BADGE,
        write=round(y + 4.5, 2),
        mark=spoke.mark[:3],
        words=words,
    )
