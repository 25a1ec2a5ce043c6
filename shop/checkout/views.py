"""Buying: one page to fill in, one page that thanks."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.models import User
from cms.accounts.personal import personal
from shop.cart import cookie
from shop.cart import queries as carts
from shop.cart.forms import key
from shop.cart.models import Cart
from shop.cart.queries import CartView
from shop.cart.views import page as cart_page
from shop.checkout import keys, services
from shop.checkout.addresses import suggest
from shop.checkout.buying import BuyerForm, OrderForm, last_time
from shop.checkout.options import OrderOptions, options_of
from shop.checkout.pace import may_place
from shop.orders import links
from shop.orders.models import State

ANEW = ("find", "reckon")  # buttons that show the page again and place nothing
_SEEN = "line-"
MOST_ORDERS = 60


@dataclass
class Counter:
    """What stands on the page: the cart, what can be chosen, and the forms with what was typed."""

    view: CartView
    options: list[OrderOptions]
    buyer: BuyerForm
    orders: list[OrderForm]
    told: list[str] = field(default_factory=list)

    @property
    def goods(self) -> int:
        """Satang of what can be ordered."""
        return sum(form.options.group.goods for form in self.orders)

    @property
    def total(self) -> int:
        """Satang of everything as it is chosen now."""
        return sum(form.options.prices[form.chosen].total for form in self.orders)

    @property
    def may_send(self) -> bool:
        """Whether anything could be sent, so that an address is of use."""
        return any(quote.method == "parcel" for form in self.orders for quote in form.options.methods)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """The page on which everything is chosen, filled in and ordered."""
    posted = request.method == "POST"
    token = keys.token_of(request.POST.get("key", "")) if posted else ""
    cart = cookie.cart_of(request)
    view = carts.view(cart)
    # The same form sent twice, at once or much later, leads to the same page. Asked after the cart was read: where that
    # was emptied just now, the purchase is there to be found.
    if token and (purchase := services.placed_with(token)):
        return redirect("checkout_done", keys.page_key(purchase))
    if cart is None or not view.groups:
        return redirect("cart") if not posted else _gone(request, cart)
    if view.has_changes:
        return redirect("cart") if not posted else cart_page(request, cart, told=_moved(), status=409)
    counter = _counter(request, view)
    if not posted or request.POST.get("act") in ANEW:
        return _page(request, counter)
    if not counter.orders:
        return _page(request, counter, status=409)
    if not all([counter.buyer.is_valid(), *(form.is_valid() for form in counter.orders)]):
        return _page(request, counter, status=422)
    return _placed(request, cart, token, counter)


def _placed(request: HttpRequest, cart: Cart, token: str, counter: Counter) -> HttpResponse:
    """Order it all, or show again what is in the way, with everything that was typed."""
    if not token:
        counter.told.append(_("This form is out of date. Please look at it and order again."))
        return _page(request, counter, status=409)
    if not may_place(request):
        counter.told.append(_("There were many orders from your side within the hour. Please order again later."))
        return _page(request, counter, status=429)
    try:
        purchase = services.place_order(
            cart=cart,
            token=token,
            buyer=counter.buyer.buyer,
            address=counter.buyer.address,
            choices={form.options.enterprise.pk: form.choice for form in counter.orders},
            seen=_seen(request),
            user=_member(request),
            language=(get_language() or "th")[:2],
        )
    except services.CartChanged as problem:
        return _changed(request, cart, problem)
    except ValidationError as problem:
        counter.told += problem.messages
        return _page(request, counter, status=422)
    return redirect("checkout_done", keys.page_key(purchase))


def _changed(request: HttpRequest, cart: Cart, problem: services.CartChanged) -> HttpResponse:
    """What changed, where it can be put right: in the cart, or on this page with what it costs now."""
    view = carts.view(cart)
    told = " ".join([_moved(), *problem.notes])
    if not view.groups or view.has_changes:
        return cart_page(request, cart, told=told, status=409)
    counter = _counter(request, view)
    counter.told += problem.notes
    return _page(request, counter, status=409)


def _counter(request: HttpRequest, view: CartView) -> Counter:
    """The forms of this cart: with what was typed, else with what is known."""
    options = options_of(view)
    open_ones = [one for one in options if one.prices]
    if request.method != "POST":
        orders = [OrderForm(one) for one in open_ones]
        known = last_time(_member(request))
        return _looked_up(Counter(view, options, BuyerForm(initial=known, needs_address=_sends(orders)), orders))
    if request.POST.get("act") in ANEW:
        # Shown again without a word of what is not filled in yet.
        orders = [OrderForm(one, initial=_typed(request, f"o{one.enterprise.pk}-")) for one in open_ones]
        return _looked_up(
            Counter(view, options, BuyerForm(initial=_typed(request), needs_address=_sends(orders)), orders)
        )
    orders = [OrderForm(one, request.POST) for one in open_ones]
    return Counter(view, options, BuyerForm(request.POST, needs_address=_sends(orders)), orders)


def _looked_up(counter: Counter) -> Counter:
    counter.buyer.look_up()
    return counter


def _sends(orders: list[OrderForm]) -> bool:
    return any(form.sends_a_parcel for form in orders)


def _typed(request: HttpRequest, prefix: str = "") -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in request.POST.items() if name.startswith(prefix)}


def _seen(request: HttpRequest) -> dict[int, tuple[int, int]]:
    """What the page showed of each line: `line-<variant>` is "<pieces>x<satang>"."""
    seen = {}
    for name, value in request.POST.items():
        variant = key(name.removeprefix(_SEEN)) if name.startswith(_SEEN) else None
        quantity, _x, price = str(value).partition("x")
        if variant is not None:
            seen[variant] = (key(quantity) or 0, key(price) or 0)
    return seen


def _member(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _moved() -> str:
    return _("Nothing is ordered yet: something has changed since you looked.")


def _gone(request: HttpRequest, cart: Cart | None) -> HttpResponse:
    return cart_page(request, cart, told=_("There is nothing in your cart that can be ordered."), status=409)


def _page(request: HttpRequest, counter: Counter, *, status: int = 200) -> HttpResponse:
    context = {
        "counter": counter,
        "form_key": keys.new_form(),
        "closed": [one for one in counter.options if not one.prices],
    }
    return render(request, "shop/checkout/checkout.html", context, status=status)


@personal
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The places that fit what is being typed, to choose one from."""
    return render(request, "shop/checkout/places.html", {"found": suggest(request.GET.get("q", ""))})


@personal
@require_safe
def done(request: HttpRequest, page_key: str) -> HttpResponse:
    """Thanks, and the way to each order."""
    purchase = keys.purchase_of(page_key)
    if purchase is None:
        raise Http404
    if purchase.user is not None and purchase.user != request.user:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    orders = list(purchase.orders.select_related("purchase__user").order_by("pk")[:MOST_ORDERS])
    language = (get_language() or "th")[:2]
    context = {
        "purchase": purchase,
        "orders": [(order, links.path(order, language=language)) for order in orders],
        "to_pay": [order for order in orders if order.state == State.AWAITING_PAYMENT],
        "total": sum(order.total for order in orders),
    }
    return render(request, "shop/checkout/done.html", context)
