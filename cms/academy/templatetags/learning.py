"""`{% load learning %}{% anchored %}…{% endanchored %}`: headings that one can come back to."""

from re import compile as pattern

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# The h2 and h3 of a lesson's bricks; one that has an id of its own keeps it.
_HEADING = pattern(r"<h([23])(?=[\s>])(?![^>]*\sid=)")
MOST = 999


class AnchoredNode(Node):
    """Its content, each heading with an id by its number, so that a place is the same in every language."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The content with `part-1`, `part-2` and so on."""
        return anchored(self.nodelist.render(context))


def anchored(html: str) -> SafeString:
    """This HTML with an id at each of its first 999 headings."""
    numbers = iter(range(1, MOST + 1))
    return mark_safe(_HEADING.sub(lambda match: f'<h{match[1]} id="part-{next(numbers)}"', html, count=MOST))


@register.tag
def anchored_block(parser: Parser, token: Token) -> AnchoredNode:
    """Read up to the end tag."""
    nodelist = parser.parse(("endanchored",))
    parser.delete_first_token()
    return AnchoredNode(nodelist)


register.tag("anchored", anchored_block)
