"""What everybody reads: the reviews of a product, and how satisfied buyers are. Looking at anything here writes nothing."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.memory import remember
from shop.enterprises.pages import crumbs
from shop.reviews import pages, queries
from shop.reviews.models import STARS
from themes.heads import head


@require_safe
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """All reviews of a product, by stars and in an order."""
    product = remember(
        ("reviewed product", slug, get_language()), lambda: pages.named(slug), unless=lambda found: found is None
    )
    if product is None:
        raise Http404
    what = pages.asked(request.GET)
    title = _("Reviews: %(name)s") % {"name": product.name}
    path = reverse("shop_reviews", args=[slug])
    context = {
        "product": product,
        "asked": what,
        "shown": SimpleLazyObject(cache(lambda: pages.listed(product.product_id, what))),
        "kept_as": ("reviews", product.product_id, what),
        "orders": {name: label for name, (label, _by) in pages.ORDERS.items()},
        "all_stars": STARS[::-1],
        "breadcrumbs": product.breadcrumbs,
        "seo": head(title=title, path=path, breadcrumbs=product.breadcrumbs),
    }
    return render(request, "shop/reviews/reviews.html", context)


@require_safe
def satisfaction(request: HttpRequest) -> HttpResponse:
    """How satisfied the buyers of all enterprises are, by year."""
    years = remember(("years of satisfaction",), queries.years_asked)
    raw = request.GET.get("year", "")
    year = int(raw) if raw in {str(one) for one in years} else next(iter(years), None)
    title = _("How satisfied buyers are")
    lead = _("Of the orders received, some are drawn by chance, and their buyers are asked four questions.")
    above = crumbs()
    context = {
        "years": years,
        "year": year,
        "shown": SimpleLazyObject(cache(lambda: pages.satisfaction(None, year) if year else {})),
        "kept_as": ("satisfaction", year),
        "title": title,
        "lead": lead,
        "breadcrumbs": above,
        "seo": head(title=title, path=reverse("shop_satisfaction"), description=lead, breadcrumbs=above),
    }
    return render(request, "shop/reviews/satisfaction.html", context)
