"""How a page is answered."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from cms.pages import routing


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at `path` in the language of the address.

    Under a translated prefix, a page that has no translation is answered in Thai with `request.is_untranslated` set;
    one that has a translation under another slug is answered by a redirect to it. Raises Http404.
    """
    language = routing.current_language()
    page = _page(request, path, language)
    if page is None and language != settings.LANGUAGE_CODE:
        fallback = _page(request, path, settings.LANGUAGE_CODE)
        if fallback is not None:
            translated = _translation(fallback, language)
            if translated is not None and translated.url:
                return HttpResponsePermanentRedirect(translated.url)
            request.is_untranslated = True  # type: ignore[attr-defined]
            page = fallback
    if page is None:
        raise Http404
    # Wagtail's own serve asks this attribute first, then runs the hooks that keep restricted pages restricted.
    request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _page(request: HttpRequest, path: str, language: str) -> Page | None:
    root = routing.root_of(request, language)
    return routing.page_at(root, path) if root is not None else None


def _translation(page: Page, language: str) -> Page | None:
    with translation.override(language):
        found: Page | None = (
            Page.objects.filter(translation_key=page.translation_key, locale__language_code=language, live=True)
            .exclude(pk=page.pk)
            .first()
        )
    return found
