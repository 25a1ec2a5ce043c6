"""Whole pages kept for visitors without a session.

The key carries a generation number that is read from the database and raised in the transaction of every change a
visitor could see, so no process ever serves what was withdrawn. What is kept has an empty place where the CSRF token
stands; it is filled for each visitor on the way out.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import parse_etags

from search.memory import present

LIFETIME = 3600  # seconds; the generation number ends a page's life earlier
LONGEST_QUERY = 300  # characters of query string; longer ones are answered without the cache
COMPRESSED_FROM = 500  # bytes; below it compression costs more than it saves

# What is personal, and what is quick or must be true without asking the database.
_PERSONAL = ("account/", "cart/", "checkout/", "orders/", "shop/desk/", "learning/")
UNASKED = (
    *(f"{prefix}{path}" for prefix in ("/", "/en/") for path in _PERSONAL),
    *("/admin/", "/static/", "/media/", "/files/", "/api/v1/", "/healthz", "/readyz"),
)

_HOLE = b"\0csrf\0"
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+(")')
_UNKEPT = frozenset({"content-length", "set-cookie", "etag"})


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One answer as it is kept: its headers, its body as it is and compressed, and its ETag."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes
    etag: str
    has_hole: bool


class PageCacheMiddleware:
    """Answers from the cache where it may, and keeps what may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.csrf = CsrfViewMiddleware(lambda request: HttpResponse())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The kept page, or a fresh one which is kept if nothing in it is personal."""
        if not may_ask(request):
            return _left_to_its_reader(self.get_response(request))
        number = present()
        if number == 0:
            # It cannot be read, or nothing has ever been published: no telling what was kept before.
            return self.get_response(request)
        cache = caches["pages"]
        key = key_of(request, number)
        kept: KeptPage | None = cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not isinstance(response, HttpResponse) or request.method == "HEAD" or not may_keep(response):
                return response
            kept = keep(response)
            if "CSRF_COOKIE_NEEDS_UPDATE" in request.META and not kept.has_hole:
                # A token stands somewhere in it, and not where it could be taken out.
                return response
            cache.set(key, kept, LIFETIME)
        return self.answer(request, kept)

    def answer(self, request: HttpRequest, kept: KeptPage) -> HttpResponse:
        """The kept page made this visitor's own: token filled in, compressed if they take it, 304 if they have it."""
        if kept.has_hole:
            self.csrf.process_request(request)
            filled = HttpResponse(kept.body.replace(_HOLE, get_token(request).encode()))
            _dress(filled, kept, "private, no-cache")
            self.csrf.process_response(request, filled)
            return filled
        if kept.etag in known_etags(request):
            unchanged = HttpResponseNotModified()
            unchanged["ETag"] = kept.etag
            unchanged["Cache-Control"] = "no-cache"
            return unchanged
        packed = kept.packed and "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(kept.packed if packed else kept.body)
        _dress(response, kept, "no-cache")
        response["ETag"] = kept.etag
        if packed:
            response["Content-Encoding"] = "gzip"
        return response


def _left_to_its_reader(response: HttpResponseBase) -> HttpResponseBase:
    """What a session changed is kept by no proxy, and by the reader's browser only to be asked about again."""
    if has_vary_header(response, "Cookie") and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-cache"
    return response


def _dress(response: HttpResponse, kept: KeptPage, cache_control: str) -> None:
    for name, value in kept.headers:
        response[name] = value
    response["Cache-Control"] = cache_control
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])


def known_etags(request: HttpRequest) -> set[str]:
    """The ETags of what the visitor has; a proxy that compresses marks them as weak."""
    named = parse_etags(request.headers.get("If-None-Match", ""))
    return {etag.removeprefix("W/") for etag in named}


def may_ask(request: HttpRequest) -> bool:
    """Whether this request could be answered with a page that is the same for everybody."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and "Range" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not request.path_info.startswith(UNASKED)
    )


def may_keep(response: HttpResponse) -> bool:
    """Whether this answer is the same for everybody."""
    control = response.get("Cache-Control", "")
    foreign_cookies = set(response.cookies) - {settings.CSRF_COOKIE_NAME}
    return (
        response.status_code == 200
        and not foreign_cookies
        and not any(word in control for word in ("no-store", "private", "no-cache"))
        and response.get("Content-Type", "").startswith(
            ("text/html", "application/xml", "application/rss", "application/atom")
        )
        and "Content-Encoding" not in response
    )


def keep(response: HttpResponse) -> KeptPage:
    """The answer as it is kept, its CSRF token taken out."""
    body, holes = _TOKEN.subn(rb"\g<1>" + _HOLE + rb"\g<2>", response.content)
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in _UNKEPT)
    packed = gzip.compress(body, 4) if not holes and len(body) >= COMPRESSED_FROM else b""
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return KeptPage(headers, body, packed, etag, bool(holes))


def key_of(request: HttpRequest, number: int) -> str:
    """The cache key of what this address answers at this generation; htmx fragments have their own."""
    parts = (
        str(number),
        request.get_host(),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        request.headers.get("HX-Request", ""),
        request.headers.get("HX-Target", ""),
        request.headers.get("HX-Boosted", ""),
        request.headers.get("HX-History-Restore-Request", ""),
    )
    return "page:" + hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
