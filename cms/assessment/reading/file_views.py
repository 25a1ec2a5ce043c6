"""Downloads of the filtered table. Looking at anything here writes nothing."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from cms.assessment.reading import table_files as files
from search.memory import present


def _etag(request: HttpRequest, **named: Any) -> str:
    """What is published changes with the generation and with nothing else."""
    return f'"{present()}-{get_language()}-{quote(request.get_full_path())}"'


@require_safe
@condition(etag_func=_etag)
def file(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the list shows for the same query string, all pages of it."""
    if form not in files.FORMS:
        raise Http404
    asked = files.table(request.GET)
    if asked is None:
        raise Http404
    kind = files.FORMS[form][0]
    headers = {
        "Content-Disposition": f'attachment; filename="kalyanamitr-{asked.round.set_code}-{asked.round.year}.{form}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    if form == "xlsx":
        return HttpResponse(files.as_workbook(asked), content_type=kind, headers=headers)
    pieces = files.as_csv(asked) if form == "csv" else files.as_json(asked)
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)
