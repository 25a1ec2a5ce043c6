"""A visitor who signs in finds what lay in the cart in their own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from shop.cart import services
from shop.cart.cookie import visitors_cart
from shop.cart.queries import pieces_in


@receiver(user_logged_in, dispatch_uid="shop.cart.merge")
def merge_at_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Merge the carts, and say so where there was something to merge."""
    visitor = visitors_cart(request)
    if visitor is None or not pieces_in(visitor):
        return
    left_out = services.merge(visitor=visitor, member=user)
    words = _("What lay in your cart before you signed in lies in your own cart now.")
    if left_out:
        words += " " + ngettext(
            "One thing found no room in it.", "%(number)s things found no room in it.", left_out
        ) % {"number": left_out}
    messages.info(request, words, fail_silently=True)
