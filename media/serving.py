"""Answers with a file: whole or in part, with validators, by GET and HEAD (RFC 9110)."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from media import ranges
from media.storage import Folder, MediaStorage

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"
PRIVATE = "private, no-cache"


@dataclass(frozen=True)
class Served:
    """One file and how it is to be given: `etag` without quotes, `attachment` the name under which it is saved."""

    storage: MediaStorage
    name: str
    content_type: str
    etag: str
    cache_control: str
    attachment: str = ""


def respond(request: HttpRequest, served: Served) -> HttpResponseBase:
    """200, 206, 304, 412 or 416. Raises Http404 where the file is gone."""
    try:
        size = served.storage.size(served.name)
        etag = f'"{served.etag}"'
        early = get_conditional_response(request, etag=etag)
        if early is not None:
            return _with_headers(early, served, etag)
        try:
            part = _part(request, etag, size)
        except ranges.Unsatisfiable:
            refusal = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
            return _with_headers(refusal, served, etag)
        return _with_headers(_body(request, served, size, part), served, etag)
    except FileNotFoundError:
        raise Http404 from None


def _part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    header = request.headers.get("Range", "")
    if request.method != "GET" or not header:
        return None
    # Only our own strong validator proves that the part still fits what the browser has.
    if request.headers.get("If-Range", etag).strip() != etag:
        return None
    return ranges.parse(header, size)


def _body(request: HttpRequest, served: Served, size: int, part: tuple[int, int] | None) -> HttpResponseBase:
    start, length = part or (0, size)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    elif part is None and isinstance(served.storage, Folder):
        # The server may hand this one to the kernel (sendfile).
        response = FileResponse(served.storage.open(served.name))
        del response["Content-Disposition"]
    else:
        content = served.storage.read(served.name, start, length)
        response = StreamingHttpResponse(content, status=206 if part else 200)
    response["Content-Length"] = str(length)
    if part:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def _with_headers(response: HttpResponseBase, served: Served, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = served.cache_control
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever a file may hold, a browser that opens it runs nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if response.status_code in {200, 206}:
        response["Content-Type"] = served.content_type
        if served.attachment:
            response["Content-Disposition"] = attachment(served.attachment)
    return response


def attachment(name: str) -> str:
    """A Content-Disposition that saves under `name`, Thai letters included, and never shows the file in the site."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-_. ") else "_" for char in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
