"""What search is told of research."""

import re
from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.pages.sources import PageSource
from cms.research.models import Institution, ResearchProgrammePage, ResearchResultPage
from cms.research.queries import INDEX_DEPTH
from search.sources import Facet
from themes.templatetags.thai_dates import thai_year

_YEAR = re.compile(r"[0-9]{4}")
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _years(codes: Collection[str]) -> dict[str, str]:
    return {code: thai_year(int(code)) for code in sorted(codes, reverse=True) if _YEAR.fullmatch(code)}


def _institutions(codes: Collection[str]) -> dict[str, str]:
    found = {one.key: one.name for one in Institution.objects.filter(key__in=codes)}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _strategies(codes: Collection[str]) -> dict[str, str]:
    """Titles by the slug that a programme right below the section has in any language."""
    top = ResearchProgrammePage.objects.filter(depth=INDEX_DEPTH + 1)
    keys = top.filter(slug__in=codes).values("translation_key")
    slugs: dict[str, list[str]] = {}
    rows = ResearchProgrammePage.published().filter(translation_key__in=keys, depth=INDEX_DEPTH + 1)
    titles: dict[str, dict[str, str]] = {}
    for slug, key, language, title in _rows(rows):
        slugs.setdefault(key, []).append(slug)
        titles.setdefault(key, {})[language] = title
    return {slug: _spoken(titles[key]) for key, own in slugs.items() for slug in own if slug in codes}


def _programmes(codes: Collection[str]) -> dict[str, str]:
    titles: dict[str, dict[str, str]] = {}
    # A visitor types any code into an address; what is no key would not be a question but an error.
    keys = [code for code in codes if _KEY.fullmatch(code)]
    for _slug, key, language, title in _rows(ResearchProgrammePage.published().filter(translation_key__in=keys)):
        titles.setdefault(key, {})[language] = title
    return {key: _spoken(own) for key, own in titles.items()}


def _rows(pages: QuerySet[ResearchProgrammePage]) -> list[tuple[str, str, str, str]]:
    found = pages.filter(alias_of=None).order_by("path")
    columns = found.values_list("slug", "translation_key", "locale__language_code", "title")
    return [(slug, str(key), language, title) for slug, key, language, title in columns]


def _spoken(titles: dict[str, str]) -> str:
    return titles.get(get_language() or "th") or titles.get("th") or next(iter(titles.values()))


SOURCES = [
    PageSource("research", _("Research"), ResearchResultPage),
    PageSource("programme", _("Research programmes"), ResearchProgrammePage),
]
FACETS = [
    Facet("strategy", _("Strategy"), _strategies),
    Facet("programme", _("Programme"), _programmes),
    Facet("year", _("Fiscal year"), _years),
    Facet("institution", _("Institution"), _institutions),
]
