"""What visitors see of the catalogue. Looking at anything here writes nothing."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from search.memory import remember
from shop.catalogue import asking, browsing, pages
from shop.catalogue.forms import QuestionForm
from shop.catalogue.models import Category
from themes.heads import head

SENT = "sent"


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """All products, narrowed by place, price and stock."""
    title = _("Showroom")
    lead = _("Things made by community enterprises of the LAOs that took part, each with the story behind it.")
    return _list(request, None, title=title, lead=lead, path=reverse("shop_list"))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list within a branch of the categories."""
    branch = browsing.category_of(slug)
    if branch is None:
        raise Http404
    return _list(request, branch, title=branch.name, lead="", path=reverse("shop_category", args=[slug]))


def _list(request: HttpRequest, branch: Category | None, *, title: str, lead: str, path: str) -> HttpResponse:
    crumbs = pages.crumbs_of(branch)[:-1]
    context = {
        **browsing.listing(request.GET, category=branch),
        "title": title,
        "lead": lead,
        "here": path,
        "breadcrumbs": crumbs,
        "seo": head(title=title, path=path, description=lead, breadcrumbs=crumbs),
    }
    return render(request, "shop/catalogue/list.html", context)


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product."""
    whole = cache(lambda: pages.product_page(slug))
    brief = remember(("product page", slug, get_language()), lambda: pages.brief_of(whole()))
    if brief is None:
        raise Http404
    context = {
        "shown": SimpleLazyObject(whole),
        "brief": brief,
        "kept_as": ("product", brief.product_id),
        "breadcrumbs": brief.breadcrumbs,
        "seo": brief.seo,
    }
    return render(request, "shop/catalogue/product.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A question to the seller; after a good one a redirect, so that a reload sends nothing twice."""
    about = pages.of_slug(slug)
    if about is None:
        raise Http404
    posted = request.method == "POST"
    form = QuestionForm(request.POST if posted else None, request=request)
    if posted and form.is_valid():
        user = request.user if isinstance(request.user, User) else None
        data = form.cleaned_data
        asking.ask(
            product=about,
            name=data["name"],
            email=data["email"],
            text=data["text"],
            language=get_language() or "th",
            asked_by=user,
        )
        return redirect(f"{request.path}?{SENT}=1")
    path = reverse("shop_product", args=[slug])
    crumbs = [*pages.crumbs_of(about.category), (about.name, path)]
    context = {
        "product": about,
        "form": form,
        "is_sent": SENT in request.GET,
        "breadcrumbs": crumbs,
        "seo": {"title": _("Ask the seller: %(name)s") % {"name": about.name}, "robots": "noindex"},
    }
    return render(request, "shop/catalogue/ask.html", context, status=422 if posted else 200)
