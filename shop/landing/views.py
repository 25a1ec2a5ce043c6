"""The pages on which people land who look for a province or a kind of thing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.places.models import Province
from search.memory import remember
from shop.catalogue.browsing import category_of
from shop.catalogue.pages import crumbs_of
from shop.landing import queries
from shop.landing.queries import Land
from themes.heads import head


@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    """Every province, by region, with what comes from it."""
    title = _("Made in every province")
    regions = remember(("landing provinces", get_language()), queries.provinces)
    lead = _("Choose a province, and see who makes what there, and the stories behind it.")
    crumbs = crumbs_of(None)
    seo = head(title=title, path=reverse("shop_provinces"), description=lead, breadcrumbs=crumbs)
    context = {"title": title, "lead": lead, "regions": regions, "breadcrumbs": crumbs, "seo": seo}
    return render(request, "shop/landing/provinces.html", context)


@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    """One province."""
    today = timezone.localdate()
    kept_as = ("landing province", code, today, get_language())
    found = remember(kept_as, lambda: _province(code, today), unless=_is_none)
    if found is None:
        raise Http404
    return render(request, "shop/landing/land.html", found)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One category with its branches."""
    today = timezone.localdate()
    kept_as = ("landing category", slug, today, get_language())
    found = remember(kept_as, lambda: _category(slug, today), unless=_is_none)
    if found is None:
        raise Http404
    return render(request, "shop/landing/land.html", found)


def _is_none(found: dict[str, Any] | None) -> bool:
    """What is not there is not remembered: anybody can name as many places that are none as there is room for."""
    return found is None


def _province(code: str, today: Any) -> dict[str, Any] | None:
    one = Province.objects.current().filter(code=code).first()
    if one is None:
        return None
    land = queries.of_province(one, today=today)
    crumbs = [*crumbs_of(None), (_("Provinces"), reverse("shop_provinces"))]
    title = _("Made in %(place)s") % {"place": one}
    return {
        **_shown(land, title, reverse("shop_province", args=[code]), crumbs, {"@type": "Place", "name": one.full_name}),
        "all_products": f"{reverse('shop_list')}?province={code}",
        "all_makers": f"{reverse('shop_enterprises')}?province={code}",
        "shelves_title": _("Kinds of things from here"),
        "shelf_name": "shop_land_category",
        "elsewhere": queries.neighbours(one) if land.is_empty else [],
    }


def _category(slug: str, today: Any) -> dict[str, Any] | None:
    one = category_of(slug)
    if one is None:
        return None
    land = queries.of_category(one, today=today)
    path = reverse("shop_land_category", args=[slug])
    return {
        **_shown(land, one.name, path, crumbs_of(one)[:-1], {}),
        "all_products": reverse("shop_category", args=[slug]),
        "all_makers": reverse("shop_enterprises"),
        "shelves_title": _("Where it is made"),
        "shelf_name": "shop_province",
        "elsewhere": [],
    }


def _shown(land: Land, title: str, path: str, crumbs: list[tuple[str, str]], about: dict[str, str]) -> dict[str, Any]:
    lead = _lead(land)
    things = [{"@type": "CollectionPage", "name": title, **({"about": about} if about else {})}]
    seo = head(title=title, path=path, description=lead, breadcrumbs=crumbs, things=things)
    return {"land": land, "title": title, "lead": lead, "breadcrumbs": crumbs, "seo": seo}


def _lead(land: Land) -> str:
    """One sentence of what is here, said in numbers."""
    if land.is_empty:
        return _("Nothing of it stands in the showroom yet.")
    made = ngettext("%(number)s product", "%(number)s products", land.product_total) % {"number": land.product_total}
    by = ngettext("%(number)s maker", "%(number)s makers", land.maker_total) % {"number": land.maker_total}
    kept = len(land.certificates)
    proven = ngettext("%(number)s certificate", "%(number)s certificates", kept) % {"number": kept}
    if kept == queries.CERTIFICATES:
        return _("%(made)s by %(by)s, much of it certified.") % {"made": made, "by": by}
    if kept:
        return _("%(made)s by %(by)s, with %(proven)s in force.") % {"made": made, "by": by, "proven": proven}
    return _("%(made)s by %(by)s.") % {"made": made, "by": by}
