"""How many requests a minute: of one address without a token, and of one token."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from cms.accounts.models import ApiToken
from cms.accounts.pace import sender
from search.refusals import TooMany

MINUTE = 60  # seconds


def count(request: HttpRequest, token: ApiToken | None) -> None:
    """Count this request for its token, else for its address. Raises TooMany where there were too many this minute."""
    if token is not None:
        _count(f"token:{token.pk}", settings.API_TOKEN_REQUESTS_A_MINUTE)
    elif settings.API_REQUESTS_A_MINUTE:
        _count(f"address:{sender(request)}", settings.API_REQUESTS_A_MINUTE)


def _count(who: str, most: int) -> None:
    """No limit where `most` is 0."""
    if not most:
        return
    now = int(time.time())
    key = f"api:{who}:{now // MINUTE}"
    cache.add(key, 0, MINUTE)
    try:
        number = int(cache.incr(key))
    except ValueError:  # it was thrown out between the two
        return
    if number > most:
        raise TooMany(MINUTE - now % MINUTE)
