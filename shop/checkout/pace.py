"""How many purchases come from one side: an unpaid order holds goods back from others, so nobody places them by machine.

Nothing of an address is stored: a keyed hash of it lives in the cache for an hour.
"""

import hmac
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

AN_HOUR = 3600


def may_place(request: HttpRequest) -> bool:
    """Count one more purchase from this address; False where there were ORDERS_AN_HOUR within the hour already."""
    key = f"checkout:{_sender(request)}"
    cache.add(key, 0, AN_HOUR)
    try:
        number = int(cache.incr(key))
    except ValueError:
        return True  # the hour ended between the two
    return number <= settings.ORDERS_AN_HOUR


def _sender(request: HttpRequest) -> str:
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = ""  # nobody knows where it comes from: all such senders are counted as one
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), sha256).hexdigest()[:24]
