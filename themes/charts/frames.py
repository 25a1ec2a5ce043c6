"""What every drawing has: a name of its own, a title, and words for those who do not see it. Pure."""

import zlib
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString


def name_of(*said: object) -> str:
    """A name that is the same wherever the same is drawn, so that ids of a page do not meet."""
    return f"chart-{zlib.crc32(repr(said).encode()):08x}"


def kept(value: Decimal) -> Decimal:
    """A percentage that stays in its drawing: below 0 it is 0, above 100 it is 100."""
    return min(max(value, Decimal(0)), Decimal(100))


def frame(
    drawing: SafeString, *, name: str, title: str, description: str, height: int, box: str = "", kind: str = ""
) -> SafeString:
    """The drawing as an inline `<svg>` of this height in pixels and of all the width there is.

    With `box` (an SVG viewBox) it grows and shrinks as a whole instead. `kind` is a further class.
    """
    size = format_html('viewBox="{}"', box) if box else format_html('width="100%" height="{}"', height)
    return format_html(
        '<svg class="chart{5}" role="img" aria-labelledby="{0}-title {0}-text" {1}>'
        '<title id="{0}-title">{2}</title><desc id="{0}-text">{3}</desc>{4}</svg>',
        name,
        size,
        title,
        description,
        drawing,
        f" {kind}" if kind else "",
    )
