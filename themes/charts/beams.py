"""Draws a beam: one percentage inside the row of a table that says it in figures too. Pure."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from themes.charts.frames import kept


def beam(value: Decimal | None, mark: Decimal | None = None) -> SafeString:
    """A bar from 0 to 100, with a tick at `mark`; nothing is drawn of what does not apply.

    Hidden from those who do not see it: the row beside it says the same.
    """
    return format_html(
        '<svg class="chart-beam" width="100%" height="14" aria-hidden="true" focusable="false">{}</svg>',
        SafeString('<line class="chart-beam-none" x1="0" x2="100%" y1="7" y2="7"/>')
        if value is None
        else _drawn(value, mark),
    )


def _drawn(value: Decimal, mark: Decimal | None) -> SafeString:
    tick = SafeString()
    if mark is not None:
        tick = format_html('<line class="chart-beam-mark" x1="{0}%" x2="{0}%" y1="0" y2="14"/>', round(kept(mark), 2))
    return format_html(
        '<rect class="chart-ground" width="100%" height="10" y="2"/>'
        '<rect class="chart-bar is-plain" width="{}%" height="10" y="2"/>{}',
        round(kept(value), 2),
        tick,
    )
