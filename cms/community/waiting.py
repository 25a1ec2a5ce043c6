"""What waits for moderators, on the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.waiting import Waiting
from cms.community.models import State
from cms.community.queries import open_cases
from cms.community.services import MAY_DECIDE


def lines(user: Any) -> Iterator[Waiting]:
    """How many things wait for a decision, for whoever decides."""
    if user.has_perm(MAY_DECIDE):
        url = f"{reverse('moderation')}?state={State.OPEN}"
        yield Waiting(_("Reports and reviews that wait for a decision"), open_cases().count(), url, "warning")
