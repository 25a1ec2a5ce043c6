"""What visitors see of the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.catalogue.models import Category
from shop.catalogue.queries import visible


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """All products."""
    return render(request, "shop/catalogue/list.html")


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The products of one branch."""
    return render(request, "shop/catalogue/list.html", {"category": get_object_or_404(Category, slug=slug)})


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product."""
    return render(request, "shop/catalogue/product.html", {"product": get_object_or_404(visible(), slug=slug)})


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A question to the seller."""
    return render(request, "shop/catalogue/ask.html", {"product": get_object_or_404(visible(), slug=slug)})
