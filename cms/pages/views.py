"""How a page is answered."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from cms.pages import routing
from cms.pages.visibility import visible


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at `path` in the language of the address.

    Under a translated prefix, a page that has no translation is answered in Thai with `request.is_untranslated` set;
    one that has a translation under another slug is answered by a redirect to it. Raises Http404.
    """
    language = routing.current_language()
    page = _page(request, path, language)
    if page is None and language != settings.LANGUAGE_CODE:
        page = _page(request, path, settings.LANGUAGE_CODE)
        translated = _translation(page, language) if page is not None else None
        if translated is not None and translated.url:
            return HttpResponsePermanentRedirect(translated.url)
    if page is None:
        raise Http404
    is_foreign = language != settings.LANGUAGE_CODE and _language_of(page) != language
    request.is_untranslated = is_foreign  # type: ignore[attr-defined]  # read by get_context
    # Wagtail's own serve asks this attribute first, then runs the hooks that keep restricted pages restricted.
    request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]  # asked by Wagtail's own serve
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _page(request: HttpRequest, path: str, language: str) -> Page | None:
    root = routing.root_of(request, language)
    return routing.page_at(root, path) if root is not None else None


def _language_of(page: Page) -> str:
    """The language of a page's words; an alias has those of the page that it repeats, wherever it stands."""
    spoken = page if page.alias_of_id is None else page.alias_of
    return str(spoken.locale.language_code)


def _translation(page: Page, language: str) -> Page | None:
    """The translation that anybody may see, or None."""
    twins = Page.objects.filter(translation_key=page.translation_key, locale__language_code=language)
    found: Page | None = visible(twins.exclude(pk=page.pk)).first()
    return found


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own asks for the form's token once more, and fails where it is the form that cannot be read."""
    return HttpResponseBadRequest(render_to_string("400.html"))
