"""Whose cart is it: a member's is known by who is signed in, a visitor's by a signed cookie.

Not by a session: pages are kept for visitors without one, and a visitor with a cart still gets them quickly.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cms.accounts.models import User
from shop.cart.models import Cart

COOKIE = "cart"
# Says to our own script that it is worth asking for the number in the cart; holds nothing.
SIGN = "cart_some"
KEPT_FOR = timedelta(days=60)
_SALT = "shop.cart"


def cart_of(request: HttpRequest) -> Cart | None:
    """The cart of whoever asks, if there is one; nothing is written."""
    if isinstance(request.user, User):
        return Cart.objects.filter(user=request.user).first()
    return visitors_cart(request)


def visitors_cart(request: HttpRequest) -> Cart | None:
    """The cart that the cookie names, whoever is signed in; None for a forged or old cookie and a merged cart."""
    text = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=KEPT_FOR)
    try:
        key = UUID(text or "")
    except ValueError:
        return None
    return Cart.objects.filter(key=key, user=None).first()


def cart_or_new(request: HttpRequest) -> Cart:
    """The cart of whoever asks, or one for them that is not kept yet."""
    return cart_of(request) or Cart(user=request.user if isinstance(request.user, User) else None)


def give(response: HttpResponse, cart: Cart) -> None:
    """Let the browser know its cart from now on; a member's needs no cookie."""
    age = int(KEPT_FOR.total_seconds())
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(SIGN, "1", max_age=age, secure=secure, samesite="Lax")
    if cart.user_id is None:
        response.set_signed_cookie(
            COOKIE, str(cart.key), salt=_SALT, max_age=age, secure=secure, httponly=True, samesite="Lax"
        )
