"""Downloads: figures and citations of published results. Looking at anything here writes nothing."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms.research import citations, exports, reporting
from cms.research.gathered import gather, work_of
from cms.research.reporting import Report
from search.memory import present

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _etag(request: HttpRequest, **named: Any) -> str:
    """What is published changes with the generation and with nothing else."""
    return f'"{present()}-{get_language()}-{quote(request.get_full_path())}"'


def _csv(report: Report) -> bytes:
    return exports.as_csv(reporting.column_names(), exports.table(report.results, reporting.code_words()))


def _xlsx(report: Report) -> bytes:
    rows = exports.table(report.results, reporting.code_words())
    return exports.as_xlsx(_("Figures"), reporting.column_names(), rows)


def _json(report: Report) -> bytes:
    return exports.as_json(report.results, total=report.total)


FORMATS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": (_XLSX, _xlsx),
    "json": ("application/json", _json),
}
CITATIONS: dict[str, tuple[str, Callable[[citations.Work], str]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", citations.bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", citations.ris),
}


@require_safe
@condition(etag_func=_etag)
def figures_of_result(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """All figures of one result."""
    page = _published(pk)
    return _figures(reporting.of_result(page), form, f"sepaction-{pk}")


@require_safe
@condition(etag_func=_etag)
def figures_of_list(request: HttpRequest, form: str) -> HttpResponse:
    """All figures of the results that the list shows for the same query string, at most 500 results."""
    report = reporting.of_list(request.GET, get_language() or "th")
    return _figures(report, form, "sepaction-research")


@require_safe
@condition(etag_func=_etag)
def citation(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """How one result is cited, for reference managers."""
    page = _published(pk)
    if form not in CITATIONS:
        raise Http404
    kind, write = CITATIONS[form]
    return _file(write(work_of(page, gather(page))).encode(), kind, f"sepaction-{pk}.{form}")


def _published(pk: int) -> Any:
    page = reporting.published_result(pk)
    if page is None:
        raise Http404
    return page


def _figures(report: Report, form: str, name: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    kind, write = FORMATS[form]
    return _file(write(report), kind, f"{name}.{form}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
