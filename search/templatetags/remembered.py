"""`{% load remembered %}{% remembered "footer" where %}…{% endremembered %}`: a piece of a page, drawn once a generation."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from search.memory import remember

register = template.Library()

_TOKEN_ASKED = "CSRF_COOKIE_NEEDS_UPDATE"  # noqa: S105 - where Django notes that somebody asked for the form's token


class RememberedNode(Node):
    """Its content as it was drawn first in this generation and language, for the same name and the same values."""

    child_nodelists = ("nodelist",)

    def __init__(self, name: str, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context: Context) -> SafeString:
        """The piece, from memory where it may be."""
        request: Any = context.get("request") or getattr(context, "request", None)
        watch = Watch(request)
        return remember(
            self.named(context, request),
            lambda: watch.over(self.nodelist, context),
            unless=lambda _drawn: watch.is_personal,
        )

    def named(self, context: Context, request: Any) -> Hashable:
        """Its name in memory; None for what must be drawn anew."""
        if request is None or getattr(request, "is_preview", False):
            return None
        values = tuple(value.resolve(context, ignore_failures=True) for value in self.values)
        return None if None in values else ("piece", self.origin.template_name, self.name, get_language(), values)


class Watch:
    """Sees whether a piece asked who is there while it was drawn: for the session, or for a form's token."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self.is_personal = False

    def over(self, nodelist: NodeList, context: Context) -> SafeString:
        """The piece drawn."""
        session: Any = getattr(self.request, "session", None)
        meta = self.request.META if self.request is not None else {}
        before = getattr(session, "accessed", False), meta.pop(_TOKEN_ASKED, None)
        if session is not None:
            session.accessed = False
        drawn = nodelist.render(context)
        self.is_personal = bool(getattr(session, "accessed", False)) or _TOKEN_ASKED in meta
        if session is not None:
            session.accessed = session.accessed or before[0]
        if before[1] is not None:
            meta[_TOKEN_ASKED] = before[1]
        return drawn


@register.tag
def remembered(parser: Parser, token: Token) -> RememberedNode:
    """Give a name, unique in its template, and all that the piece depends on besides the language and what is published.

    A value that is None or missing says that the piece is not for everybody, such as a draft. Nothing inside may be
    personal; a piece that asks for the session or a form's token is never kept, and a preview never looks. Blocks that
    another template fills belong inside only where a value tells the page.
    """
    _tag, name, *values = token.split_contents()
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(name.strip('"'), [parser.compile_filter(value) for value in values], nodelist)
