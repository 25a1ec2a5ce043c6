"""The door of the API: what every request below /api/v1/ passes, whatever it asks for.

In this order: is there such an address, who asks and how often, does it make sense, is the answer known already.
"""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cms.accounts.models import ApiToken
from cms.api import asked as asking
from cms.api import keeping, limits
from cms.api.problems import CONTENT_TYPE, problem, refusal_of
from cms.delivery.page_cache import known_etags
from search.memory import present
from search.refusals import OurFault, Refused, TokenNeeded

PREFIX = "/api/v1/"
# What varies the answer: stands in every one of them, refusals too.
VARIES = ("Accept-Language", "Authorization", "Accept-Encoding")
PUBLIC, PRIVATE = "no-cache", "private, no-store"


class ApiMiddleware:
    """Answers what needs no operation, lets the others through, and says the same headers of all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; requests for other addresses pass untouched."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        language = asking.language_of(request)
        try:
            with translation.override(language):
                answer = self.answer(request, language)
        except (Refused, SuspiciousOperation) as error:
            with translation.override(language):
                answer = problem(request, refusal_of(error))
        return _dressed(answer, language)

    def answer(self, request: HttpRequest, language: str) -> HttpResponseBase:
        """A known answer, or a fresh one. Raises Refused."""
        match = asking.match_of(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204)
        token = _counted(request)
        wanted = asking.read(request, match, token)
        request.asked = wanted  # type: ignore[attr-defined]  # read by the renderer and by drafts
        number = 0 if wanted.is_private else present()
        if number == 0:
            return self.fresh(request, PRIVATE if wanted.is_private else PUBLIC)
        etag = keeping.etag_of(request, number, language)
        if etag.removeprefix("W/") in known_etags(request):
            return _named(HttpResponseNotModified(), etag)
        kept = keeping.kept(etag)
        if kept is not None:
            return _named(keeping.answer_of(request, kept), etag)
        answer = self.fresh(request, PUBLIC)
        if answer.status_code == 200 and isinstance(answer, HttpResponse):
            kept = keeping.keep(request, etag, answer)
            # Compressed once: what is kept is packed already.
            return _named(keeping.answer_of(request, kept) if kept is not None else answer, etag)
        return answer

    def fresh(self, request: HttpRequest, cache_control: str) -> HttpResponseBase:
        """What the operation answers; HEAD is answered as GET, and whoever serves it leaves the body out."""
        method, request.method = request.method, "GET"
        try:
            answer = self.get_response(request)
        finally:
            request.method = method
        if answer.status_code >= 500 and not answer.get("Content-Type", "").startswith(CONTENT_TYPE):
            # A middleware failed before the operation was asked; Django has logged it.
            raise OurFault
        answer["Cache-Control"] = cache_control
        return answer

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Speak the language of the answer; the site's own rule looks at the address only."""
        if request.path_info.startswith(PREFIX):
            translation.activate(asking.language_of(request))


def _counted(request: HttpRequest) -> ApiToken | None:
    """The token of the request, counted; who comes with one that is no good is counted by address."""
    try:
        token = asking.bearer_of(request)
    except TokenNeeded:
        limits.count(request, None)
        raise
    limits.count(request, token)
    return token


def _named(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Cache-Control"] = PUBLIC
    return answer


def _dressed(answer: HttpResponseBase, language: str) -> HttpResponseBase:
    answer["Content-Language"] = language
    answer["X-Robots-Tag"] = "noindex"
    if answer.status_code in {204, 405}:
        answer["Allow"] = ", ".join(asking.METHODS)
    answer.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(answer, VARIES)
    return answer
