"""What a list and a form need of the request: links to the other pages, a CSRF field inside isolated includes."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class PageLink:
    """One step of a pagination; a gap has neither number nor address."""

    number: int | None
    url: str
    is_current: bool = False


def request_of(context: Context) -> HttpRequest | None:
    """The request, also inside `{% include … only %}`, which empties the context but keeps whose it is."""
    request: HttpRequest | None = context.get("request") or getattr(context, "request", None)
    return request


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int) -> str:
    """The query string of this list at another page, everything else that was asked kept; page 1 is not named."""
    request = request_of(context)
    query = request.GET.copy() if request is not None else None
    if query is None:
        return f"?page={number}"
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: "Page[object]") -> list[PageLink]:
    """First, last and the neighbours of this page, gaps between them; nothing where there is a single page."""
    paginator: Paginator[object] = page.paginator
    if paginator.num_pages < 2:
        return []
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        PageLink(number, page_url(context, number), number == page.number)
        if isinstance(number, int)
        else PageLink(None, "")
        for number in numbers
    ]


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """The hidden CSRF field, also inside `{% include … only %}`, where Django's own tag finds no token."""
    request = request_of(context)
    if request is None:
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag(takes_context=True)
def has_session(context: Context) -> bool:
    """Whether this visitor brought a session. Such answers are never kept by the page cache."""
    request = request_of(context)
    return request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.simple_tag(takes_context=True)
def search_words(context: Context) -> str:
    """What was typed into the search box."""
    request = request_of(context)
    return request.GET.get("q", "")[:200] if request is not None else ""
