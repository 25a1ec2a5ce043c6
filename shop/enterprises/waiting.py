"""Enterprises that wait for staff, on the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.waiting import Waiting
from shop.enterprises.models import Enterprise, State
from shop.enterprises.queries import MAY_VERIFY


def lines(user: Any) -> Iterator[Waiting]:
    """How many wait to be verified, for whoever verifies."""
    if user.has_perm(MAY_VERIFY):
        waiting = Enterprise.objects.filter(state=State.SUBMITTED).count()
        url = f"{reverse('enterprises_admin')}?state={State.SUBMITTED}"
        yield Waiting(_("Enterprises that wait for verification"), waiting, url, "group")
