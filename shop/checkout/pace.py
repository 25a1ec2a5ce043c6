"""How many purchases come from one side: an unpaid order holds goods back from others, so nobody places them by machine.

Nothing of an address is stored: a keyed hash of it lives in the cache for an hour.
"""

from django.conf import settings
from django.http import HttpRequest

from cms.accounts.pace import counted, sender


def may_place(request: HttpRequest) -> bool:
    """Count one more purchase from this address; False where there were ORDERS_AN_HOUR within the hour already."""
    return counted(f"checkout:{sender(request)}") <= int(settings.ORDERS_AN_HOUR)
