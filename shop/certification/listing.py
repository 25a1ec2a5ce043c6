"""Certificates in a list for who may see more than everybody: where each stands, and why it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shop.certification import badges
from shop.certification.models import Certificate, CertificateEvent, State
from themes.templatetags.thai_dates import thai_date


@dataclass(frozen=True, slots=True)
class Row:
    """One certificate in a list. `tone` is that of a chip, `words` say where it stands, `reason` why it was ended."""

    certificate: Certificate
    label: str
    words: str
    tone: str
    reason: str

    @property
    def has_page(self) -> bool:
        """Whether it was ever granted, and so has a public page."""
        return self.certificate.state in {State.GRANTED, State.REVOKED}


def rows(certificates: Iterable[Certificate], *, today: date) -> list[Row]:
    """These certificates as rows; one query for all reasons."""
    found = list(certificates)
    ended = [one.pk for one in found if one.state in {State.REFUSED, State.REVOKED}]
    events = CertificateEvent.objects.filter(subject__in=ended, to_state__in=(State.REFUSED, State.REVOKED))
    reasons = dict(events.values_list("subject", "reason")) if ended else {}
    return [_row(one, reasons.get(one.pk, ""), today) for one in found]


def _row(one: Certificate, reason: str, today: date) -> Row:
    words, tone = standing(one, today)
    return Row(one, badges.label_of(one.scheme, one.stars), words, tone, reason)


def standing(one: Certificate, today: date) -> tuple[str, str]:
    """Where it stands in words, and the tone of its chip."""
    said: dict[str, Any] = {"date": thai_date(one.valid_until) if one.valid_until else ""}
    if one.state != State.GRANTED:
        return one.get_state_display(), "gold" if one.state == State.ASKED else "lotus"
    if one.valid_until is not None and one.valid_until < today:
        return _("Ended on %(date)s") % said, "lotus"
    if one.valid_from > today:
        return _("Begins on %(date)s") % {"date": thai_date(one.valid_from)}, "gold"
    if not one.is_current:
        return _("A newer one took its place"), "indigo"
    return (_("Valid until %(date)s") % said if one.valid_until else _("Valid, without end")), "betel"
