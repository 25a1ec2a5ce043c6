"""Paying out what is owed: staff write down transfers that they made. Nothing here moves money.

Each verb holds the enterprise, so that two who pay out at once pay once. Proofs are stored before the transaction.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from shop import money
from shop.enterprises.models import Enterprise
from shop.payments import payout_letters
from shop.payments.balances import balance_of, on_its_way_back
from shop.payments.gateways.base import terms_of
from shop.payments.ledger import Kind, LedgerEntry, Payout

KEY_LENGTH = 32
REASON_LENGTH = 500


class MoreThanOwed(ValidationError):
    """More than what is owed now."""


class NoAccount(ValidationError):
    """The enterprise has not said where payouts go, or said something else since the page was opened."""


class WrongDay(ValidationError):
    """Transferred in the future, or before there was anything to transfer."""


class WrittenDownBefore(ValidationError):
    """A payout that stands has this reference of the bank, or another page's form this key."""


class TakenBack(ValidationError):
    """This payout was taken back already."""


class ReasonNeeded(ValidationError):
    """Nobody corrects the ledger without saying why."""


def pay_out(
    *,
    enterprise: Enterprise,
    actor: User,
    amount: int,
    paid_on: date,
    reference: str,
    account: str,
    key: str,
    slip: File[bytes] | None = None,
) -> Payout:
    """Write down that so much (satang) was transferred to the enterprise's account, and tell its members.

    `account` is the account number that the page showed; `key` names the form, which makes one payout however often it
    is sent. `slip` has passed `media.validation`. Raises MoreThanOwed, NoAccount, WrongDay, WrittenDownBefore, and then
    neither a row nor a file stays.
    """
    made = Payout(enterprise=enterprise, actor=actor, amount=amount, paid_on=paid_on, key=key)
    made.reference = " ".join(reference.split())
    if slip is not None:
        # Stored before the transaction begins: a bucket is a network away.
        made.slip.save(slip.name or "slip.jpg", slip, save=False)
    try:
        with transaction.atomic():
            done = _paid_out(made, account)
    except Exception:
        _drop(made)
        raise
    if done is not made:
        _drop(made)
    return done


def _paid_out(made: Payout, account: str) -> Payout:
    _hold(made.enterprise)
    if before := Payout.objects.filter(key=made.key).first():
        _refuse_foreign(before, made.enterprise)
        return before
    _refuse(made)
    terms = terms_of(made.enterprise)
    if not terms.account_number or terms.account_number != account:
        words = _("The account is not the one that this page showed. Look at it again before you transfer anything.")
        raise NoAccount(words, code="no_account")
    made.bank, made.account_number, made.account_name = terms.bank, terms.account_number, terms.account_name
    made.save()
    LedgerEntry.objects.create(
        enterprise=made.enterprise, kind=Kind.PAYOUT, amount=-made.amount, payout=made, actor=made.actor
    )
    payout_letters.tell_paid_out(made)
    return made


def _refuse(made: Payout) -> None:
    owed = balance_of(made.enterprise).owed - on_its_way_back(made.enterprise)
    if not 0 < made.amount <= owed:
        problem = ValidationError(
            _("At most %(owed)s baht can be paid out now."), params={"owed": money.baht(max(owed, 0))}
        )
        raise MoreThanOwed({"amount": problem})
    first = LedgerEntry.objects.filter(enterprise=made.enterprise).order_by("at", "pk").first()
    earliest = timezone.localdate(first.at) if first else timezone.localdate()
    if not earliest <= made.paid_on <= timezone.localdate():
        raise WrongDay({"paid_on": _("Enter a day between the first sale and today.")})
    taken_back = LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT, payout__isnull=False).values("payout")
    same = Payout.objects.filter(enterprise=made.enterprise, reference__iexact=made.reference)
    if same.exclude(pk__in=taken_back).exists():
        raise WrittenDownBefore({"reference": _("A payout with this reference stands here already.")})


@transaction.atomic
def take_back(*, payout: Payout, actor: User, reason: str) -> LedgerEntry:
    """Say that a payout was written down wrongly: it is owed again, and the members are told why.

    Raises ReasonNeeded, TakenBack.
    """
    why = _why(reason)
    _hold(payout.enterprise)
    if LedgerEntry.objects.filter(kind=Kind.ADJUSTMENT, payout=payout).exists():
        raise TakenBack(_("This payout was taken back already."), code="taken_back")
    entry = LedgerEntry.objects.create(
        enterprise=payout.enterprise,
        kind=Kind.ADJUSTMENT,
        amount=payout.amount,
        payout=payout,
        reason=why,
        actor=actor,
    )
    payout_letters.tell_taken_back(payout, why)
    return entry


@transaction.atomic
def adjust(*, enterprise: Enterprise, actor: User, amount: int, reason: str, key: str) -> LedgerEntry:
    """Correct what is owed by so much (satang, less than nothing where less is owed), and tell the members why.

    For what no entry tells, such as money that the payment service took in a dispute. Raises ReasonNeeded, and
    ValidationError where it corrects nothing or too much.
    """
    why = _why(reason)
    if not 0 < abs(amount) <= money.MOST:
        raise ValidationError({"amount": _("Enter by how much.")})
    _hold(enterprise)
    if before := LedgerEntry.objects.filter(key=key).first():
        _refuse_foreign(before, enterprise)
        return before
    entry = LedgerEntry.objects.create(
        enterprise=enterprise, kind=Kind.ADJUSTMENT, amount=amount, reason=why, key=key, actor=actor
    )
    payout_letters.tell_adjusted(entry)
    return entry


def _refuse_foreign(before: Payout | LedgerEntry, enterprise: Enterprise) -> None:
    if before.enterprise_id != enterprise.pk:
        raise WrittenDownBefore(_("This form was sent before. Please open the page again."), code="sent_before")


def _why(reason: str) -> str:
    why = " ".join(reason.split())
    if not why:
        raise ReasonNeeded({"reason": _("Please say why.")})
    if len(why) > REASON_LENGTH:
        raise ReasonNeeded({"reason": _("Say it in at most %(most)s letters.") % {"most": REASON_LENGTH}})
    return why


def _hold(enterprise: Enterprise) -> None:
    """Two who write for one enterprise wait for each other; nobody who orders has to."""
    Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)


def _drop(made: Payout) -> None:
    if made.slip:
        made.slip.storage.delete(str(made.slip.name))
