"""What is done to carts by the clock."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from shop.cart.cookie import KEPT_FOR
from shop.cart.models import Cart

MEMBERS_KEPT_FOR = timedelta(days=365)
_AT_ONCE = 500


def sweep(*, most: int = _AT_ONCE) -> int:
    """Remove carts that nobody comes back to: a visitor's whose cookie has ended, a member's after a year, and those of
    people who left. Returns how many, at most `most`; the next run takes the rest.
    """
    now = timezone.now()
    old = Cart.objects.filter(
        Q(user=None, changed_at__lt=now - KEPT_FOR)
        | Q(changed_at__lt=now - MEMBERS_KEPT_FOR)
        | Q(user__left_at__isnull=False)
    )
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:most])
    Cart.objects.filter(pk__in=keys).delete()
    return len(keys)


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("cart.sweep", 3600, sweep),)
