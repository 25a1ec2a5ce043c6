"""A visitor who signs in finds what they wished for on their own list."""

from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from cms.accounts.models import User
from shop.wishes import cookie, services


@receiver(user_logged_in, dispatch_uid="shop.wishes.take_over")
def take_over_at_sign_in(request: HttpRequest, response: HttpResponse, user: User, **kwargs: Any) -> None:
    """Take the visitor's list over, and out of the browser: the next who signs in there has none of it."""
    wished = cookie.wished(request)
    if not wished:
        return
    services.take_over(user=user, products=wished)
    cookie.forget(response)
    cookie.sign(response)
