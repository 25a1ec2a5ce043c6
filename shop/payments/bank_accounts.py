"""Where the programme pays out to: owners say so, staff who pay out see it, and every change is told."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.services import lock
from shop.enterprises.models import Enterprise
from shop.enterprises.queries import is_owner
from shop.enterprises.services import NotTheOwner
from shop.payments import payout_letters
from shop.payments.banks import BANKS, account_number, tail
from shop.payments.gateways.base import terms_of
from shop.payments.ledger import AccountChange


class NotWhole(ValidationError):
    """An account is a bank, a number and a name: one of them is missing."""


@transaction.atomic
def set_account(*, enterprise: Enterprise, actor: User, bank: str, number: str, name: str) -> AccountChange | None:
    """Say where payouts go; all blank is nowhere. None where that is what was said before.

    Raises NotTheOwner, NotWhole and NotAnAccount, by field.
    """
    lock(enterprise)
    if not is_owner(actor, enterprise):
        raise NotTheOwner(_("Only an owner of the enterprise decides where money goes."), code="not_the_owner")
    said = {"bank": bank, "account_number": _digits(number), "account_name": " ".join(name.split())}
    _refuse_parts(said)
    terms = terms_of(enterprise)
    # Another form may have written the terms since this instance was read.
    if terms.pk:
        terms.refresh_from_db()
    before = {field: getattr(terms, field) for field in said}
    if said == before:
        return None
    for field, value in said.items():
        setattr(terms, field, value)
    terms.full_clean(exclude=["enterprise"])
    terms.save()
    change = AccountChange.objects.create(
        enterprise=enterprise,
        actor=actor,
        from_bank=before["bank"],
        from_tail=tail(before["account_number"]),
        to_bank=said["bank"],
        to_tail=tail(said["account_number"]),
    )
    payout_letters.tell_account_changed(change)
    return change


def _digits(number: str) -> str:
    try:
        return account_number(number)
    except ValidationError as error:
        raise type(error)({"account_number": error}) from None


def _refuse_parts(said: Mapping[str, str]) -> None:
    missing = [field for field, value in said.items() if not value]
    if said["bank"] and said["bank"] not in BANKS:
        raise NotWhole({"bank": _("Choose a bank from the list.")})
    if missing and len(missing) < len(said):
        raise NotWhole({field: _("Fill in all three, or none.") for field in missing})
