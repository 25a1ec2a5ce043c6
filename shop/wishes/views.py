"""The wish list, and what was seen lately. Only a POST changes anything."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.catalogue.showing import visible
from shop.wishes import cookie, queries, services
from shop.wishes.rules import MOST_OF_A_VISITOR, MOST_SEEN, keys

PER_PAGE = 24


@personal
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """What whoever asks keeps for later, with price and stock as they are now."""
    page = Paginator(queries.on_the_list(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": queries.lines(request, list(page.object_list))}
    response = render(request, "shop/wishes/wishes.html", context)
    if not page.paginator.count and cookie.SIGN in request.COOKIES:
        response.delete_cookie(cookie.SIGN, samesite="Lax")
    return response


@personal
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Put a product on the list, or take it off; then back to where the button stood."""
    product_id = next(iter(keys(request.POST.get("product", ""), most=1)), None)
    if product_id is None:
        raise Http404
    response = redirect(_back(request))
    is_off = request.POST.get("act") == "drop"
    if isinstance(request.user, User):
        _members(request, request.user, response, product_id, is_off)
    else:
        _visitors(request, response, product_id, is_off)
    return response


def _members(request: HttpRequest, user: User, response: HttpResponse, product_id: int, is_off: bool) -> None:
    if is_off:
        services.drop(user=user, product_id=product_id)
        messages.info(request, _("It is off your list."))
        return
    try:
        services.wish(user=user, product_id=product_id)
    except services.NothingToWish:
        raise Http404 from None
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is on your list."))
        cookie.sign(response)


def _visitors(request: HttpRequest, response: HttpResponse, product_id: int, is_off: bool) -> None:
    others = [pk for pk in cookie.wished(request) if pk != product_id]
    if is_off:
        cookie.give(response, others)
        messages.info(request, _("It is off your list."))
        return
    if not visible().filter(pk=product_id).exists():
        raise Http404
    if len(others) >= MOST_OF_A_VISITOR:
        words = ngettext(
            "Your list holds %(most)s product. Sign in to keep more.",
            "Your list holds %(most)s products. Sign in to keep more.",
            MOST_OF_A_VISITOR,
        )
        messages.warning(request, words % {"most": MOST_OF_A_VISITOR})
        return
    cookie.give(response, [product_id, *others])
    messages.success(request, _("It is on your list."))


def _back(request: HttpRequest) -> str:
    """The page the button stood on, if it is one of ours; else the list."""
    place = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, allowed_hosts=None) and place.startswith("/")
    return place if ours else reverse("shop_wishes")


@personal
@require_safe
def button(request: HttpRequest) -> HttpResponse:
    """The button of one product as it stands for whoever asks; the page itself is the same for everybody."""
    product_id = next(iter(keys(request.GET.get("product", ""), most=1)), None)
    product = visible().filter(pk=product_id).first() if product_id is not None else None
    if product is None:
        raise Http404
    context = {"product_id": product.pk, "slug": product.slug, "is_on": queries.is_on_the_list(request, product.pk)}
    return render(request, "shop/wishes/button.html", context)


@personal
@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """Cards of products that the browser remembers; it alone knows which they are, and nothing is kept here."""
    wanted = keys(request.GET.get("p", ""), most=MOST_SEEN)
    return render(request, "shop/wishes/seen.html", {"cards": list(queries.cards_of(wanted).values())})
