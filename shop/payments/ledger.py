"""What the programme owes each enterprise, entry by entry: money that came to the programme's own account.

Money that goes straight to the seller (PromptPay, cash on delivery) never stands here.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.private_files import secret_path
from media.storage import private
from shop.enterprises.models import Enterprise

# Gateways whose money comes to the programme, and the way of refunds that leave its account.
TO_PROGRAMME = ("stripe",)
FROM_PROGRAMME = ("stripe",)
# The folder of the private storage in which proofs of transfers lie.
TRANSFERS = "transfers/"


def transfer_path(instance: models.Model, filename: str) -> str:
    """Where a proof of a transfer lies: under a name that nobody can guess."""
    return secret_path(TRANSFERS, filename)


class Payout(models.Model):
    """Money that staff say they transferred to an enterprise. `amount` in satang. Written once, never changed.

    The account is kept as it was when it was paid. `reference` is the bank's. `key` names the form: sent twice it is one
    payout. What was written down wrongly is taken back by an entry of the ledger with a reason.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="payouts")
    amount = models.PositiveBigIntegerField(_("amount"))
    paid_on = models.DateField(_("transferred on"))
    reference = models.CharField(_("the bank's reference"), max_length=60)
    bank = models.CharField(_("bank"), max_length=3)
    account_number = models.CharField(_("account number"), max_length=15)
    account_name = models.CharField(_("name of the account"), max_length=120)
    slip = models.FileField(_("proof of the transfer"), upload_to=transfer_path, storage=private, blank=True)  # type: ignore[arg-type]  # the engines setting names a Django storage
    key = models.CharField(max_length=32)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="shop_payout_is_of_something"),
            models.CheckConstraint(condition=~Q(reference=""), name="shop_payout_has_a_reference"),
            models.CheckConstraint(
                condition=~Q(bank="") & ~Q(account_number="") & ~Q(account_name=""), name="shop_payout_went_somewhere"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="shop_payout_has_a_key"),
            models.UniqueConstraint(fields=["key"], name="shop_payout_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.amount} {self.paid_on}"


class Kind(models.TextChoices):
    """Why what is owed changed."""

    SALE = "sale", _("Sale")
    FEE = "fee", _("Fee of the payment service")
    REFUND = "refund", _("Paid back to the buyer")
    PAYOUT = "payout", _("Paid out")
    ADJUSTMENT = "adjustment", _("Correction")


_BARE = Q(refund__isnull=True, payout__isnull=True)
# What an entry is about, and which way it goes, by its kind.
_SIGNED = (
    Q(kind=Kind.SALE, amount__gt=0)
    | Q(kind__in=[Kind.FEE, Kind.REFUND, Kind.PAYOUT], amount__lt=0)
    | (Q(kind=Kind.ADJUSTMENT) & ~Q(amount=0))
)
_ABOUT = (
    (Q(kind__in=[Kind.SALE, Kind.FEE], payment__isnull=False) & _BARE)
    | Q(kind=Kind.REFUND, payment__isnull=False, refund__isnull=False, payout__isnull=True)
    | Q(kind=Kind.PAYOUT, payment__isnull=True, refund__isnull=True, payout__isnull=False)
    | (Q(kind=Kind.ADJUSTMENT) & ~(Q(refund__isnull=False) & Q(payout__isnull=False)))
)


class LedgerEntry(models.Model):
    """One change of what is owed to an enterprise. `amount` in satang, less than nothing where less is owed.

    Written once, in the transaction of what it tells of, at the moment it is known: a month that is over changes no
    more. An adjustment says why; one with a payout or a refund takes that back. `actor` is empty where no person wrote
    it; `key` names the form of an adjustment that staff wrote.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="ledger")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    amount = models.BigIntegerField(_("amount"))
    payment = models.ForeignKey("Payment", models.PROTECT, null=True, blank=True, related_name="ledger")
    refund = models.ForeignKey("Refund", models.PROTECT, null=True, blank=True, related_name="ledger")
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, blank=True, related_name="ledger")
    reason = models.CharField(_("why"), max_length=500, blank=True)
    key = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="shop_ledger_kind_known"),
            models.CheckConstraint(condition=_SIGNED, name="shop_ledger_sign_fits_kind"),
            models.CheckConstraint(condition=_ABOUT, name="shop_ledger_about_its_kind"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ADJUSTMENT) | ~Q(reason=""), name="shop_ledger_adjustment_says_why"
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(kind=Kind.SALE), name="shop_ledger_one_sale_a_payment"
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(kind=Kind.FEE), name="shop_ledger_one_fee_a_payment"
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(kind=Kind.REFUND), name="shop_ledger_one_entry_a_refund"
            ),
            models.UniqueConstraint(
                fields=["payout"], condition=Q(kind=Kind.PAYOUT), name="shop_ledger_one_entry_a_payout"
            ),
            models.UniqueConstraint(
                fields=["payout"], condition=Q(kind=Kind.ADJUSTMENT), name="shop_ledger_payout_taken_back_once"
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(kind=Kind.ADJUSTMENT), name="shop_ledger_refund_taken_back_once"
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="shop_ledger_once_a_form"),
        ]
        indexes = [models.Index(fields=["enterprise", "at", "id"], name="shop_ledger_of_enterprise")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.kind} {self.amount}"


class AccountChange(models.Model):
    """An owner said, or changed, where payouts go. Of both accounts no more is kept than people know them again by."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="account_changes")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    from_bank = models.CharField(max_length=3, blank=True)
    from_tail = models.CharField(max_length=4, blank=True)
    to_bank = models.CharField(max_length=3, blank=True)
    to_tail = models.CharField(max_length=4, blank=True)

    class Meta:
        verbose_name = _("change of the account")
        verbose_name_plural = _("changes of the account")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.at:%Y-%m-%d}"
