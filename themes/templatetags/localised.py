"""Words of things that carry both languages, and the way to the other language."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one of the site's languages."""

    code: str
    name: str
    url: str
    is_current: bool


def language_code() -> str:
    """The language of the moment, as the site names it."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def localised(thing: object, attribute: str) -> str:
    """`thing.<attribute>_th` or `_en` by language; the other one where the first is empty."""
    first, second = ("en", "th") if language_code() == "en" else ("th", "en")
    value = getattr(thing, f"{attribute}_{first}", "") or getattr(thing, f"{attribute}_{second}", "")
    return str(value)


@register.filter
def localname(thing: object) -> str:
    """The name of a place (or anything with `name_th` and `name_en`) in the language of the moment."""
    return localised(thing, "name")


@register.filter
def localtitle(thing: object) -> str:
    """The title of anything with `title_th` and `title_en` in the language of the moment."""
    return localised(thing, "title")


def prefix_of(code: str) -> str:
    """`/` for Thai, `/en/` for English."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


@register.simple_tag
def home_path() -> str:
    """The address of the home page in the language of the moment."""
    return prefix_of(language_code())


@register.simple_tag
def path_of(name: str, fallback: str = "") -> str:
    """The address of a named view; where no room answers to that name, `fallback` under the language's prefix, or nothing."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return f"{home_path()}{fallback}" if fallback else ""


def same_path(path: str, code: str) -> str:
    """This path under another language's prefix."""
    for other, _name in settings.LANGUAGES:
        prefix = prefix_of(other)
        if prefix != "/" and path.startswith(prefix):
            path = "/" + path.removeprefix(prefix)
    return prefix_of(code) + path.removeprefix("/")


def _query(request: HttpRequest) -> str:
    kept = [(key, value) for key, values in request.GET.lists() if key != "page" for value in values]
    return f"?{urlencode(kept)}" if kept else ""


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """This page in each of the site's languages: its translation where `seo` names one, else the same path.

    A page without a translation is offered in Thai under the English address, so the link always leads somewhere.
    """
    request: HttpRequest | None = context.get("request") or getattr(context, "request", None)
    seo: Any = context.get("seo")
    translations = {code: urlsplit(url).path for code, url in getattr(seo, "alternates", ())}
    links = []
    for code, _name in settings.LANGUAGES:
        url = (
            prefix_of(code)
            if request is None
            else (translations.get(code) or same_path(request.path, code)) + _query(request)
        )
        name = get_language_info(code)["name_local"]
        links.append(LanguageLink(code, name, url, code == language_code()))
    return links
