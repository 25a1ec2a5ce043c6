"""Draws a wheel: as many segments as there are goals, each as long as its percentage, from 0 to 100. Pure.

The wheel grows and shrinks as a whole. A segment's state is told by its pattern (full, striped, dotted), one without a
figure by an empty ground; dashed rings stand where states begin.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.charts.frames import frame, kept, name_of

_INNER, _OUTER, _LABEL, _HALF = 26, 122, 137, 150  # from the middle, in units of the drawing
_GAP = 0.012  # radians between neighbours


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: what stands at its rim, what it is called, its percentage (None: nothing is known of it), its state.

    `state` is attained, under_way, behind or empty: the class that the theme gives it.
    """

    mark: str
    name: str
    value: Decimal | None = None
    state: str = ""


def wheel(segments: Sequence[Segment], *, title: str, description: str, rings: Sequence[Decimal] = ()) -> SafeString:
    """The chart as an inline `<svg>`, clockwise from the top. `rings` are percentages marked all around."""
    name = name_of(title, description, segments, rings)
    of = max(len(segments), 1)
    parts = format_html_join("", "{}", ((_segment(one, n, of, name),) for n, one in enumerate(segments)))
    marks = format_html_join("", '<circle class="chart-mark" r="{}"/>', ((round(_length(ring), 2),) for ring in rings))
    drawing = format_html("{}{}{}", _patterns(name), parts, marks)
    box = f"{-_HALF} {-_HALF} {2 * _HALF} {2 * _HALF}"
    return frame(
        drawing, name=name, title=title, description=description, height=2 * _HALF, box=box, kind="chart-wheel"
    )


def _length(value: Decimal) -> float:
    """Where a percentage ends, from the middle."""
    return _INNER + float(kept(value)) / 100 * (_OUTER - _INNER)


def _segment(segment: Segment, place: int, of: int, name: str) -> SafeString:
    middle = 2 * math.pi * (place + 0.5) / of - math.pi / 2
    x, y = _LABEL * math.cos(middle), _LABEL * math.sin(middle)
    value = SafeString()
    if segment.value is not None:
        fill = (
            "" if segment.state == "attained" else format_html(' fill="url(#{}-{})"', name, segment.state or "behind")
        )
        value = format_html(
            '<path class="chart-segment is-{}" d="{}"{}/>',
            segment.state or "behind",
            _ring_part(place, of, _length(segment.value)),
            fill,
        )
    return format_html(
        '<g><title>{name}</title><path class="chart-segment-ground{bare}" d="{whole}"/>{value}'
        '<text class="chart-rim{bare}" x="{x}" y="{y}">{mark}</text></g>',
        name=segment.name,
        bare=" is-empty" if segment.value is None else "",
        whole=_ring_part(place, of, _OUTER),
        value=value,
        x=round(x, 2),
        y=round(y + 4.5, 2),
        mark=segment.mark,
    )


def _ring_part(place: int, of: int, outer: float) -> str:
    """The path of a segment from the hub to this distance."""
    begin = 2 * math.pi * place / of - math.pi / 2 + _GAP
    end = 2 * math.pi * (place + 1) / of - math.pi / 2 - _GAP
    large = int(end - begin > math.pi)
    corners = [
        (d * math.cos(a), d * math.sin(a)) for d, a in ((_INNER, begin), (outer, begin), (outer, end), (_INNER, end))
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = [(round(x, 2), round(y, 2)) for x, y in corners]
    far = round(outer, 2)
    return f"M{ax} {ay}L{bx} {by}A{far} {far} 0 {large} 1 {cx} {cy}L{dx} {dy}A{_INNER} {_INNER} 0 {large} 0 {ax} {ay}Z"


def _patterns(name: str) -> SafeString:
    """Stripes for what is under way, dots for what is behind."""
    return format_html(
        '<defs><pattern id="{0}-under_way" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="chart-way-ground" width="7" height="7"/><rect class="chart-way" width="3.5" height="7"/></pattern>'
        '<pattern id="{0}-behind" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect class="chart-behind-ground" width="6" height="6"/><circle class="chart-behind" cx="3" cy="3" r="1.4"/>'
        "</pattern></defs>",
        name,
    )
