"""Assessments that wait for staff, on the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.accounts.waiting import Waiting
from cms.assessment.access import MAY_PUBLISH
from cms.assessment.models import Assessment, State


def lines(user: Any) -> Iterator[Waiting]:
    """How many wait to be published, for whoever publishes."""
    if user.has_perm(MAY_PUBLISH):
        waiting = Assessment.objects.filter(state=State.VERIFIED).count()
        url = f"{reverse('assessments_admin')}?state={State.VERIFIED}"
        yield Waiting(_("Assessments that wait to be published"), waiting, url, "clipboard-list")
