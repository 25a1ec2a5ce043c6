"""Two keys that only we can make: one for a form, so that it places one purchase, one for the page that thanks for it."""

import secrets
from datetime import timedelta

from django.core import signing

from shop.orders.models import Purchase

PAGE_GOOD_FOR = timedelta(days=7)
_FORM = signing.Signer(salt="shop.checkout.form")
_PAGE = signing.TimestampSigner(salt="shop.checkout.page", sep=".")


def new_form() -> str:
    """A key for a form that is shown now; nothing is written down."""
    return _FORM.sign(secrets.token_urlsafe(24))


def token_of(form_key: str) -> str:
    """The token under which the form places its purchase; blank where we did not make the key."""
    try:
        return _FORM.unsign(form_key)
    except signing.BadSignature:
        return ""


def page_key(purchase: Purchase) -> str:
    """The key of the page that thanks for this purchase, good for PAGE_GOOD_FOR from now."""
    return _PAGE.sign(purchase.token)


def purchase_of(page_key: str) -> Purchase | None:
    """The purchase whose page this key opens; None for one that is forged or too old."""
    try:
        token = _PAGE.unsign(page_key, max_age=PAGE_GOOD_FOR)
    except signing.BadSignature:
        return None
    return Purchase.objects.select_related("user").filter(token=token).first()
