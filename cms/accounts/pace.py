"""How often somebody does a thing within a time: counted in the cache, under a keyed hash of where they come from."""

import hmac
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

AN_HOUR = 3600


def counted(key: str, *, seconds: int = AN_HOUR) -> int:
    """Count once more under this key; which number it is since the first, so many seconds ago at most."""
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The time ended between the two: this is the first of the next.
        cache.add(key, 1, seconds)
        return 1


def sender(request: HttpRequest) -> str:
    """A keyed hash of the sender's address; behind a proxy, of the address that the proxy names."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = ""  # nobody knows where it comes from: all such senders are counted as one
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), sha256).hexdigest()[:24]
