"""Who may open an order's page: the member whose it is, or whoever holds the link that a guest was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.personal import View, personal
from shop.orders import links, queries
from shop.orders.models import Order


@dataclass(frozen=True, slots=True)
class Visit:
    """An order that somebody may see as its buyer; `key` is blank for a member."""

    order: Order
    key: str = ""

    def url(self, name: str, *args: object) -> str:
        """The address of this name for this order: a guest's carry the key, and their names end with `_guest`."""
        if self.key:
            return reverse(f"{name}_guest", args=[self.order.number, self.key, *args])
        return reverse(name, args=[self.order.number, *args])


def actor_of(request: HttpRequest) -> User | None:
    """Who acts: the person signed in; None for a guest."""
    return request.user if isinstance(request.user, User) else None


def for_the_buyer(view: Callable[..., HttpResponseBase]) -> View:
    """The view gets a Visit in place of number and key; everybody else is sent to sign in, or told that there is nothing.

    To a forged link the answer is 404, to one that is too old 410.
    """

    @personal
    @wraps(view)
    def answered(request: HttpRequest, number: str, key: str = "", **kwargs: object) -> HttpResponseBase:
        if not key and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            visit = _visit(request, number, key)
        except links.LinkForged:
            return _no_link(request, "shop/orders/link_unknown.html", 404)
        except links.LinkExpired:
            return _no_link(request, "shop/orders/link_expired.html", 410)
        return view(request, visit, **kwargs)

    return answered


def posted(view: Callable[..., HttpResponseBase]) -> View:
    """For what is done by POST: whoever comes by GET (the other language, a reload) is led to the order's page."""

    @wraps(view)
    def answered(request: HttpRequest, visit: Visit) -> HttpResponseBase:
        if request.method != "POST":
            return redirect(visit.url("order"))
        return view(request, visit)

    return answered


def _visit(request: HttpRequest, number: str, key: str) -> Visit:
    if key:
        return Visit(links.order_of(number, key), key)
    order = queries.order_of(cast(User, request.user), number)
    if order is None:
        raise Http404
    return Visit(order)


def _no_link(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)
