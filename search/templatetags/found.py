"""`{% load found %}{% found kind="story" lao=code limit=6 as stories %}`: what the index lists, without a search."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.results import Hit
from search.services import browse
from search.text.snippets import Parts

register = template.Library()


@register.simple_tag
def marked(parts: Parts) -> SafeString:
    """Text with what was hit in <mark>."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if is_hit else text,) for text, is_hit in parts)
    )


@register.simple_tag
def found(
    kind: str = "", limit: int = 6, order: str = "newest", without: Hit | str = "", **facets: str | Sequence[str]
) -> tuple[Hit, ...]:
    """Things of a kind (several separated by commas) in the active language that have these facets, one query.

    `without` leaves one out: a hit, or a key of the (first) kind. A facet given as blank gives nothing, so that a
    page about nowhere does not list everything.
    """
    kinds = [name.strip() for name in kind.split(",") if name.strip()]
    if any(not value for value in facets.values()):
        return ()
    left_out: list[tuple[str, str]] = []
    if without:
        one = (without.kind, without.key) if isinstance(without, Hit) else (kinds[0] if kinds else "", str(without))
        left_out = [one]
    return browse(kind=kinds, filters=facets, order=order, per_page=limit, without=left_out, count=False).hits
