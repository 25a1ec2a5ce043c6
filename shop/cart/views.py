"""The cart's page and what can be done on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.personal import personal
from media.queries import photos_by_id
from shop.cart import cookie, queries, services
from shop.cart.forms import AddForm, CartForm, key, lines_named
from shop.cart.models import Cart
from shop.catalogue.offers import Offer, offers


@personal
@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """What lies in the cart, priced as it is now."""
    return page(request, cookie.cart_of(request))


def page(
    request: HttpRequest, cart: Cart | None, *, form: CartForm | None = None, told: str = "", status: int = 200
) -> HttpResponse:
    """The cart's page; `told` is said above it, and `form` keeps what was typed."""
    view = queries.view(cart)
    form = form or CartForm(view)
    photos = photos_by_id([line.photo_id for line in view.lines])
    groups = [
        (group, [(line, form.field_of(line), photos.get(line.photo_id or 0)) for line in group.lines])
        for group in view.groups
    ]
    context = {"view": view, "groups": groups, "form": form, "told": told}
    return render(request, "shop/cart/cart.html", context, status=status)


@personal
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put something into the cart. What is refused comes back with the field and what was typed."""
    variant_id = key(request.POST.get("variant", ""))
    offer = offers([variant_id]).get(variant_id) if variant_id else None
    if offer is None or variant_id is None:
        raise Http404
    form = AddForm(request.POST)
    if not form.is_valid():
        return _refused(request, offer, form, 422)
    try:
        line = services.add(
            cart=cookie.cart_or_new(request), variant_id=variant_id, quantity=form.cleaned_data["quantity"]
        )
    except services.NoSuchVariant:
        raise Http404 from None
    except ValidationError as problem:
        form.add_error("quantity", problem)
        return _refused(request, offer, form, 409)
    messages.success(request, _("“%(name)s” is in your cart.") % {"name": offer.name})
    response = redirect("cart")
    cookie.give(response, line.cart)
    return response


def _refused(request: HttpRequest, offer: Offer, form: AddForm, status: int) -> HttpResponse:
    return render(request, "shop/cart/add.html", {"offer": offer, "form": form}, status=status)


@personal
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """What the pressed button says: remove a line, take the cart as it can be now, or keep the quantities typed."""
    cart = cookie.cart_of(request)
    view = queries.view(cart)
    named = lines_named(request.POST)
    if strange := named - {line.pk for line in view.lines}:
        # A line of somebody else is nothing here; one of our own may have been removed in another tab.
        if queries.line_of_another(cart, strange):
            raise Http404
        messages.info(request, _("Something was taken out of your cart meanwhile."))
    if cart is None:
        return redirect("cart")
    return _changed(request, cart, CartForm(view, request.POST))


def _changed(request: HttpRequest, cart: Cart, form: CartForm) -> HttpResponse:
    act = request.POST.get("act", "")
    if (line_id := key(request.POST.get("remove", ""))) is not None:
        services.remove(cart=cart, line_id=line_id)
    elif act == "accept":
        services.accept(cart=cart)
    elif not form.is_valid():
        return page(request, cart, form=form, status=422)
    else:
        try:
            services.change(cart=cart, quantities=form.quantities())
        except services.QuantitiesRefused as problem:
            form.refuse(problem)
            return page(request, cart, form=form, status=409)
    response = redirect("checkout" if act == "checkout" else "cart")
    cookie.give(response, cart)
    return response


@personal
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The link to the cart with the number of pieces in it, for the head of every page."""
    cart = cookie.cart_of(request)
    pieces = queries.pieces_in(cart)
    response = render(request, "shop/cart/count.html", {"pieces": pieces})
    if not pieces and cookie.SIGN in request.COOKIES:
        response.delete_cookie(cookie.SIGN, samesite="Lax")
    return response
