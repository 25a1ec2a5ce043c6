"""The public pages of enterprises."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.enterprises import queries


@require_safe
def enterprise(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of an enterprise; nothing there where visitors do not see it."""
    shown = get_object_or_404(queries.visible(), slug=slug)
    return render(request, "shop/enterprises/enterprise.html", {"enterprise": shown})
