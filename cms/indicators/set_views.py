"""What everybody reads of indicator sets. Looking at anything here writes nothing."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms.indicators import showing
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.indicators.set_files import as_json
from cms.indicators.workbook.writing import write
from search.memory import present, remember
from themes.heads import Head, absolute, head
from themes.templatetags.localised import home_path, localised

_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}


@require_safe
def set_list(request: HttpRequest) -> HttpResponse:
    """The sets that organisations are assessed by."""
    title = _("Indicator sets")
    lead = _("What organisations are asked in Kalyanamitr, how every answer is scored, and what the marks mean.")
    crumbs = _crumbs()
    context = {
        "cards": remember(("indicator sets", get_language()), showing.set_cards),
        "title": title,
        "lead": lead,
        "breadcrumbs": crumbs,
        "seo": head(title=title, path=reverse("assessment:sets"), description=lead, breadcrumbs=crumbs),
    }
    return render(request, "indicators/set_list.html", context)


@require_safe
def set_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version of a set: everything it asks."""
    version = _version(code, number)
    seen = remember(("indicator version", version.pk), lambda: showing.shown(version))
    crumbs = [*_crumbs(), (_("Indicator sets"), reverse("assessment:sets"))]
    context = {
        "shown": seen,
        "indicator_set": version.indicator_set,
        "forms": tuple(_KINDS),
        "kept_as": ("indicator version", version.pk),
        "breadcrumbs": crumbs,
        "seo": _head(seen, crumbs),
    }
    return render(request, "indicators/set_version.html", context)


def _etag(request: HttpRequest, **named: Any) -> str:
    """A published version changes with nothing but the generation, in which it may be withdrawn."""
    return f'"{present()}-{get_language()}-{quote(request.get_full_path())}"'


@require_safe
@condition(etag_func=_etag)
def set_file(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    """The version as a workbook, which staff of another site can import, or as JSON."""
    if form not in _KINDS:
        raise Http404
    version = _version(code, number)
    content = remember(("indicator version as", version.pk, form, get_language()), lambda: _content(version, form))
    headers = {
        "Content-Disposition": f'attachment; filename="{code}-{number}.{form}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(content, content_type=_KINDS[form], headers=headers)


def _content(version: Version, form: str) -> bytes:
    instrument = instrument_of(version)
    return write(instrument) if form == "xlsx" else as_json(instrument, _about(version))


def _version(code: str, number: int) -> Version:
    """The version that the address names. Raises Http404, for a draft too."""
    version = remember(
        ("indicator version of", code, number), lambda: showing.version_of(code, number), unless=_is_none, is_asked=True
    )
    if version is None:
        raise Http404
    return version


def _is_none(version: Version | None) -> bool:
    return version is None


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Home"), home_path()), (_("Kalyanamitr"), reverse("assessment:overview"))]


def _about(version: Version) -> dict[str, str]:
    of = version.indicator_set
    names = ("name_th", "name_en", "about_th", "about_en", "source", "standing")
    return {"kind": of.kind_id, "state": version.state, **{name: getattr(of, name) for name in names}}


def _head(seen: showing.Shown, crumbs: list[tuple[str, str]]) -> Head:
    """The set is a schema.org DefinedTermSet, its indicators the terms."""
    of = seen.version.indicator_set
    address = reverse("assessment:set", args=[of.code, seen.version.number])
    thing = {
        "@type": "DefinedTermSet",
        "name": of.name,
        "description": of.about,
        "version": str(seen.version.number),
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "termCode": indicator.code,
                "name": localised(indicator, "name"),
                "url": f"{absolute(address)}#i-{indicator.code}",
            }
            for indicator in seen.instrument.indicators
        ],
    }
    title = _("%(set)s, version %(number)s") % {"set": of.name, "number": seen.version.number}
    return head(title=title, path=address, description=of.about[:300], breadcrumbs=crumbs, things=[thing])
