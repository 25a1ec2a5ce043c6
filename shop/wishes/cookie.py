"""A visitor's wish list lies in a signed cookie of their own browser: nothing is kept of who they are.

Not in a session: pages are kept for visitors without one.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.wishes.rules import MOST_OF_A_VISITOR, keys

COOKIE = "wishes"
# Says to our own script that it is worth asking what is wished for; holds nothing.
SIGN = "wishes_some"
KEPT_FOR = timedelta(days=180)
_SALT = "shop.wishes"


def wished(request: HttpRequest) -> list[int]:
    """Products in the visitor's cookie, the latest first; none where it is forged or old."""
    text = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=KEPT_FOR)
    return keys(text or "", most=MOST_OF_A_VISITOR)


def give(response: HttpResponse, products: Sequence[int]) -> None:
    """Let the visitor's browser keep these from now on; none takes the cookie away."""
    if not products:
        forget(response)
        return
    age, secure = int(KEPT_FOR.total_seconds()), settings.SESSION_COOKIE_SECURE
    text = ".".join(map(str, products[:MOST_OF_A_VISITOR]))
    response.set_signed_cookie(COOKIE, text, salt=_SALT, max_age=age, secure=secure, httponly=True, samesite="Lax")
    sign(response)


def sign(response: HttpResponse) -> None:
    """Let our own script know that there is something to ask for."""
    age, secure = int(KEPT_FOR.total_seconds()), settings.SESSION_COOKIE_SECURE
    response.set_cookie(SIGN, "1", max_age=age, secure=secure, samesite="Lax")


def forget(response: HttpResponse) -> None:
    """Take both cookies away."""
    response.delete_cookie(COOKIE, samesite="Lax")
    response.delete_cookie(SIGN, samesite="Lax")
