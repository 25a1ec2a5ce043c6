"""Draws columns side by side, a group a month or a year, as many series as are named. Pure.

Along the groups places are shares of the width, upwards they are pixels, so that words keep their size. The second series
is striped: nothing is told by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.charts.frames import frame, name_of

_TOP, _HIGH, _FOOT = 26, 180, 24  # pixels: above the plot, the plot, the words below it
_ROOM = Decimal("0.84")  # of a group's width is drawn upon, the rest lies between groups
_LETTERS = "ab"


@dataclass(frozen=True, slots=True)
class Group:
    """One month or year: what is written below it, and of each series the number and the figure as it is written."""

    label: str
    values: Sequence[Decimal]
    amounts: Sequence[str]


def columns(groups: Sequence[Group], series: Sequence[str], *, most: str, title: str, description: str) -> SafeString:
    """The chart as an inline `<svg>`; `most` is the highest figure as it is written. Numbers below 0 are drawn as 0.

    At most two series; a chart of nothing but zeros is its ground.
    """
    if len(series) > len(_LETTERS):
        raise ValueError("Two series at most can be told apart.")
    name = name_of(title, description, groups)
    highest = max((value for group in groups for value in group.values), default=Decimal(0)) or Decimal(1)
    drawn = format_html_join(
        "", "{}", ((_group(one, n, len(groups), series, highest, name),) for n, one in enumerate(groups))
    )
    drawing = format_html(
        '{}<text class="chart-tick-most" x="0" y="16">{}</text>'
        '<rect class="chart-ground" x="0" y="{}" width="100%" height="{}"/>{}'
        '<line class="chart-zero" x1="0" x2="100%" y1="{}" y2="{}"/>',
        _stripes(name),
        most,
        _TOP,
        _HIGH,
        drawn,
        _TOP + _HIGH,
        _TOP + _HIGH,
    )
    return frame(drawing, name=name, title=title, description=description, height=_TOP + _HIGH + _FOOT)


def _group(one: Group, place: int, of: int, series: Sequence[str], highest: Decimal, name: str) -> SafeString:
    wide = Decimal(100) / of
    each = wide * _ROOM / len(series)
    first = wide * place + wide * (1 - _ROOM) / 2
    return format_html(
        '<g>{}<text class="chart-month" x="{}%" y="{}">{}</text></g>',
        format_html_join(
            "",
            "{}",
            (
                (_column(one, n, round(first + each * n, 2), round(each, 2), series[n], highest, name),)
                for n in range(len(series))
            ),
        ),
        round(wide * place + wide / 2, 2),
        _TOP + _HIGH + 17,
        one.label,
    )


def _column(one: Group, n: int, x: Decimal, wide: Decimal, series: str, highest: Decimal, name: str) -> SafeString:
    high = round(max(one.values[n], Decimal(0)) * _HIGH / highest, 1)
    return format_html(
        '<rect class="chart-column is-{letter}" x="{x}%" y="{y}" width="{wide}%" height="{high}"{fill}>'
        "<title>{label} · {series}: {amount}</title></rect>",
        letter=_LETTERS[n],
        x=x,
        y=_TOP + _HIGH - high,
        wide=wide,
        high=high,
        fill=format_html(' fill="url(#{}-stripes)"', name) if n else "",
        label=one.label,
        series=series,
        amount=one.amounts[n],
    )


def _stripes(name: str) -> SafeString:
    return format_html(
        '<defs><pattern id="{}-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="chart-stripe-ground" width="6" height="6"/><rect class="chart-column-stripe" width="3" height="6"/>'
        "</pattern></defs>",
        name,
    )
