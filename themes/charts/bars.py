"""Draws bars on the server, as SVG that needs no script and no style of its own. Pure.

Lengths along the bars are shares of the width, heights are pixels, so that words keep their size however wide the place
is. Colours and patterns are the theme's (`charts.css`): what was before is striped and what is expected is hatched, so
that nothing is told by colour alone. A chart never stands without the table of its figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.charts.frames import frame, name_of
from themes.charts.labels import wrapped

_LABEL, _AMOUNT, _BAR, _GAP = 20, 24, 18, 14  # heights in pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, from 0 to `high`, or a span from `low` to `high` where the figure is a range.

    `label` tells it from its neighbours, `amount` is the figure as it is written. `moment` is before, after or empty.
    """

    label: str
    amount: str
    high: Decimal
    low: Decimal | None = None
    moment: str = ""
    is_forecast: bool = False

    @property
    def style(self) -> str:
        """The class that the theme gives it."""
        return "forecast" if self.is_forecast else self.moment or "plain"


def bars(drawn: Sequence[Bar], *, title: str, description: str) -> SafeString:
    """The chart as an inline `<svg>`; every bar on one scale that begins at 0 or at the lowest figure below it."""
    name = name_of(title, description, drawn)
    scale = _Scale(drawn)
    rows, height = [], 0
    for bar in drawn:
        row, height = _row(bar, scale, name, height)
        rows.append(row)
    drawing = format_html("{}{}", _patterns(name), format_html_join("", "{}", ((row,) for row in rows)))
    return frame(drawing, name=name, title=title, description=description, height=height)


class _Scale:
    """Where a number stands between the two ends of the chart, in hundredths of its width."""

    def __init__(self, drawn: Sequence[Bar]) -> None:
        ends = [Decimal(0), *(bar.high for bar in drawn), *(bar.low for bar in drawn if bar.low is not None)]
        self.least, most = min(ends), max(ends)
        self.span = (most - self.least) or Decimal(1)

    def at(self, number: Decimal) -> Decimal:
        return round((number - self.least) * 100 / self.span, 2)


def _row(bar: Bar, scale: _Scale, name: str, top: int) -> tuple[SafeString, int]:
    """One bar with its words, and where the next begins."""
    lines = wrapped(bar.label)
    words = format_html_join(
        "",
        '<text class="chart-label" x="0" y="{}">{}</text>',
        ((top + _LABEL * number - 5, line) for number, line in enumerate(lines, start=1)),
    )
    at = top + _LABEL * len(lines)
    beam = at + _AMOUNT
    begin, end = sorted((scale.at(bar.low if bar.low is not None else Decimal(0)), scale.at(bar.high)))
    fill = f"url(#{name}-{bar.style})" if bar.style in {"before", "forecast"} else ""
    drawn = format_html(
        '<g><title>{label}: {amount}</title>{words}<text class="chart-amount" x="0" y="{write}">{amount}</text>'
        '<rect class="chart-ground" x="0" y="{beam}" width="100%" height="{high}"/>'
        '<rect class="chart-bar is-{style}{span}" x="{begin}%" y="{beam}" width="{wide}%" height="{high}"{fill}/>'
        '<line class="chart-zero" x1="{zero}%" x2="{zero}%" y1="{above}" y2="{below}"/></g>',
        label=bar.label,
        amount=bar.amount,
        words=words,
        write=at + _AMOUNT - 7,
        beam=beam,
        high=_BAR,
        style=bar.style,
        span=" is-span" if bar.low is not None else "",
        begin=begin,
        wide=end - begin,
        fill=format_html(' fill="{}"', fill) if fill else "",
        zero=scale.at(Decimal(0)),
        above=beam - 3,
        below=beam + _BAR + 3,
    )
    return drawn, beam + _BAR + _GAP


def _patterns(name: str) -> SafeString:
    """Stripes for what was before, a hatching for what is expected."""
    return format_html(
        '<defs><pattern id="{0}-before" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="chart-stripe-ground" width="8" height="8"/><rect class="chart-stripe" width="4" height="8"/></pattern>'
        '<pattern id="{0}-forecast" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="chart-hatch-ground" width="7" height="7"/>'
        '<path class="chart-hatch" d="M0 0H7M0 0V7"/></pattern></defs>',
        name,
    )
