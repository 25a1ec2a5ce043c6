"""Payments of orders, the slips that are shown for them, and what an enterprise takes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from media.private_files import secret_path
from media.storage import private
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.payments.cards import Attempt as Attempt
from shop.payments.cards import CardRefund as CardRefund
from shop.payments.cards import Dispute as Dispute
from shop.payments.cards import RefundFailure as RefundFailure
from shop.payments.events import WebhookEvent as WebhookEvent
from shop.payments.ledger import AccountChange as AccountChange
from shop.payments.ledger import LedgerEntry as LedgerEntry
from shop.payments.ledger import Payout as Payout

# The folder of the private storage in which slips lie.
SLIPS = "slips/"


class State(models.TextChoices):
    """Where a payment stands."""

    WAITING = "waiting", _("Waits for the buyer")
    CLAIMED = "claimed", _("The buyer says it is paid")
    CONFIRMED = "confirmed", _("Money received")
    ENDED = "ended", _("Ended without money")


MOVES = Lifecycle(
    State,
    {
        State.WAITING: {State.CLAIMED, State.CONFIRMED, State.ENDED},
        State.CLAIMED: {State.CONFIRMED, State.WAITING, State.ENDED},
        State.CONFIRMED: (),
        # Money that a payment service took just before, and told of just after.
        State.ENDED: {State.CONFIRMED},
    },
)


class PaymentTerms(models.Model):
    """How an enterprise takes money. Amounts in satang; `cod_limit` is the largest order paid on delivery.

    `bank` and account are where the programme pays out what it took for the enterprise: never published, changed by
    `bank_accounts` only.
    """

    enterprise = models.OneToOneField(Enterprise, models.CASCADE, related_name="payment_terms")
    takes_promptpay = models.BooleanField(_("PromptPay"), default=True)
    takes_card = models.BooleanField(_("card"), default=False)
    takes_cod = models.BooleanField(_("cash on delivery"), default=False)
    cod_fee = models.PositiveBigIntegerField(_("fee for cash on delivery"), default=0)
    cod_limit = models.PositiveBigIntegerField(_("largest order paid on delivery"), default=0)
    bank = models.CharField(_("bank"), max_length=3, blank=True)
    account_number = models.CharField(_("account number"), max_length=15, blank=True)
    account_name = models.CharField(_("name of the account"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bank="", account_number="", account_name="")
                | (Q(bank__regex=r"^[0-9]{3}$", account_number__regex=r"^[0-9]{10,15}$") & ~Q(account_name="")),
                name="shop_payment_terms_account_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(takes_cod=False) | Q(cod_limit__gt=0),
                name="shop_payment_terms_cod_has_a_limit",
                violation_error_message=_("Say up to which amount an order may be paid on delivery."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.enterprise_id)


class Payment(models.Model):
    """Money that an order waits for, by one gateway. `amount` in satang; `payload` is what the gateway made for it.

    `payee` is the name of the account that the money goes to, as it was when the payment began. `refunded` is the sum of
    its refunds. Where a payment service took the money, `reference` is its name for it, `fee` what it kept of it (satang), and
    `paid_at` when it came.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="payments")
    gateway = models.CharField(max_length=12)
    amount = models.PositiveBigIntegerField()
    payload = models.TextField(blank=True)
    payee = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    begun_at = models.DateTimeField(default=timezone.now)
    refunded = models.PositiveBigIntegerField(default=0)
    reference = models.CharField(max_length=120, blank=True)
    fee = models.PositiveBigIntegerField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(refunded__lte=F("amount")), name="shop_payment_refunded_at_most_paid"),
            models.CheckConstraint(
                condition=Q(refunded=0) | Q(state=State.CONFIRMED), name="shop_payment_refunded_only_if_paid"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_payment_state_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="shop_payment_is_of_something"),
            models.UniqueConstraint(
                fields=["order"], condition=~Q(state=State.ENDED), name="shop_payment_one_open_an_order"
            ),
            models.UniqueConstraint(
                fields=["gateway", "reference"], condition=~Q(reference=""), name="shop_payment_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(reference="", fee__isnull=True, paid_at__isnull=True)
                | (~Q(reference="") & Q(fee__isnull=False, paid_at__isnull=False)),
                name="shop_payment_told_whole_by_its_service",
            ),
            models.CheckConstraint(
                condition=~Q(gateway="stripe", state=State.CONFIRMED) | ~Q(reference=""),
                name="shop_payment_by_card_has_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.gateway} {self.state}"

    @property
    def can_go_back(self) -> bool:
        """Whether money came that has not all been paid back."""
        return self.state == State.CONFIRMED and self.refunded < self.amount


class RefundWay(models.TextChoices):
    """How money went back."""

    TRANSFER = "transfer", _("Bank transfer or PromptPay")
    CASH = "cash", _("In cash")
    STRIPE = "stripe", _("The way it was paid, by Stripe")


# What a person may say of money that they paid back themselves.
BY_HAND = (RefundWay.TRANSFER, RefundWay.CASH)


class Refund(models.Model):
    """Money that the seller, or staff, or Stripe say was paid back. `amount` in satang. Written once, never changed.

    `actor` is empty where no person asked for it.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    amount = models.PositiveBigIntegerField(_("amount"))
    how = models.CharField(_("how"), max_length=10, choices=RefundWay.choices)
    paid_on = models.DateField(_("paid back on"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="shop_refund_is_of_something"),
            models.CheckConstraint(condition=Q(how__in=RefundWay.values), name="shop_refund_way_known"),
            models.CheckConstraint(
                condition=Q(how=RefundWay.STRIPE) | Q(actor__isnull=False), name="shop_refund_said_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.amount} {self.paid_on}"

    @property
    def has_failed(self) -> bool:
        """Whether it came back; asked of Stripe's only, which are read with their `failure`."""
        return self.how == RefundWay.STRIPE and hasattr(self, "failure")


class PaymentEvent(LifecycleEvent):
    """One move of a payment."""

    subject = models.ForeignKey(Payment, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)


def slip_path(instance: models.Model, filename: str) -> str:
    """Where a slip lies: under a name that nobody can guess."""
    return secret_path(SLIPS, filename)


class Slip(models.Model):
    """The picture of a bank's slip, a private file of the buyer, the seller and staff.

    `bank` and `reference` are read from the QR code in the slip; both blank where there is none, and then nobody but a
    person has checked it. A reference is good for one payment only.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="slips")
    file = models.FileField(upload_to=slip_path, storage=private)  # type: ignore[arg-type]  # the engines setting names a Django storage
    bank = models.CharField(max_length=3, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bank="", reference="") | (~Q(bank="") & ~Q(reference="")),
                name="shop_slip_bank_and_reference_together",
            ),
            models.UniqueConstraint(
                fields=["bank", "reference"],
                condition=~Q(reference=""),
                name="shop_slip_reference_once",
                violation_error_message=_("This slip has been used before."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.bank} {self.reference}"

    @property
    def is_machine_checked(self) -> bool:
        """Whether the bank's reference was read from the slip itself."""
        return bool(self.reference)
