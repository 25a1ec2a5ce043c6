"""How a page is answered."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at `path`."""
    response: HttpResponse = wagtail_serve(request, path)
    return response
