"""Payments that wait for staff, on the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.waiting import Waiting
from shop.payments.card_admin import MAY_SEE
from shop.payments.events import EventState, WebhookEvent


def lines(user: Any) -> Iterator[Waiting]:
    """How many events of payment services were given up, for whoever may look at them."""
    if user.has_perm(MAY_SEE):
        dead = WebhookEvent.objects.filter(state=EventState.DEAD).count()
        url = f"{reverse('shop_card_events')}?state={EventState.DEAD}"
        yield Waiting(_("Events of payment services that were given up"), dead, url, "warning")
