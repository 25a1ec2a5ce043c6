"""What is kept of payments through Stripe: each going to its page, money asked back, and disputes."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    """Where one going to Stripe's page stands."""

    OPENING = "opening", _("The page is asked for")
    OPEN = "open", _("The buyer is on the page")
    PENDING = "pending", _("The money is on its way")
    PAID = "paid", _("Paid")
    SURPLUS = "surplus", _("Paid a second time")
    FAILED = "failed", _("The bank refused")
    EXPIRED = "expired", _("Ended without money")


# In these a buyer may still pay, or has and the money is on its way.
RUNNING = (AttemptState.OPENING, AttemptState.OPEN, AttemptState.PENDING)


class Attempt(models.Model):
    """One going to Stripe's page. The row is there before Stripe is asked, and `key` makes asking twice asking once.

    What Stripe was asked (`expires_at`, `back_to`, `language`) is kept, so that a second asking is word for word the
    first. `intent` is Stripe's name for the money; one name is good for one attempt.
    """

    payment = models.ForeignKey("shop_payments.Payment", models.PROTECT, related_name="attempts")
    key = models.UUIDField(default=uuid4, unique=True)
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.OPENING)
    session = models.CharField(max_length=120, blank=True)
    url = models.TextField(blank=True)
    intent = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2)
    back_to = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AttemptState.values), name="shop_card_attempt_state_known"),
            models.UniqueConstraint(
                fields=["session"], condition=~Q(session=""), name="shop_card_attempt_session_once"
            ),
            models.UniqueConstraint(fields=["intent"], condition=~Q(intent=""), name="shop_card_attempt_intent_once"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state__in=RUNNING), name="shop_card_attempt_one_running_a_payment"
            ),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state=AttemptState.PAID), name="shop_card_attempt_one_paid_a_payment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AttemptState.PAID, AttemptState.SURPLUS]) | ~Q(intent=""),
                name="shop_card_attempt_paid_by_an_intent",
            ),
            models.CheckConstraint(
                condition=~Q(state=AttemptState.OPEN) | (~Q(session="") & ~Q(url="")),
                name="shop_card_attempt_open_has_a_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.key} {self.state}"


class CardRefundState(models.TextChoices):
    """Where money stands that was asked back."""

    ASKED = "asked", _("Stripe is asked")
    PENDING = "pending", _("On its way")
    SUCCEEDED = "succeeded", _("Paid back")
    FAILED = "failed", _("Could not be paid back")


ON_ITS_WAY = (CardRefundState.ASKED, CardRefundState.PENDING)


class Cause(models.TextChoices):
    """Why money goes back through Stripe."""

    ASKED = "asked", _("Seller or staff asked for it")
    CANCELLED = "cancelled", _("The order was cancelled")
    TOO_LATE = "too_late", _("The money came after the order had ended")
    TWICE = "twice", _("The order was paid twice")
    DASHBOARD = "dashboard", _("Begun at Stripe itself")


class CardRefund(models.Model):
    """Money asked back through Stripe, in satang, as far as that has come; `key` makes asking twice asking once.

    `reference` is Stripe's name for it, blank until Stripe has answered. `refund` is written when the money has gone, and
    only then; money that was paid a second time (`intent` is not the payment's) has none, for it never was the seller's.
    """

    payment = models.ForeignKey("shop_payments.Payment", models.PROTECT, related_name="card_refunds")
    intent = models.CharField(max_length=120)
    amount = models.PositiveBigIntegerField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=CardRefundState.choices, default=CardRefundState.ASKED)
    reference = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    refund = models.OneToOneField("shop_payments.Refund", models.PROTECT, null=True, related_name="card_refund")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="shop_card_refund_is_of_something"),
            models.CheckConstraint(condition=Q(state__in=CardRefundState.values), name="shop_card_refund_state_known"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="shop_card_refund_cause_known"),
            models.CheckConstraint(condition=~Q(intent="") & ~Q(key=""), name="shop_card_refund_of_known_money"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="shop_card_refund_reference_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=CardRefundState.SUCCEEDED) | ~Q(reference=""),
                name="shop_card_refund_succeeded_at_stripe",
            ),
            models.CheckConstraint(
                condition=Q(refund__isnull=True) | Q(state__in=[CardRefundState.SUCCEEDED, CardRefundState.FAILED]),
                name="shop_card_refund_claims_nothing_early",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.amount} {self.state}"

    @property
    def is_on_its_way(self) -> bool:
        """Whether it may still arrive."""
        return self.state in ON_ITS_WAY


class RefundFailure(models.Model):
    """A refund that Stripe had called done came back: the buyer does not have it. Written once, never changed."""

    refund = models.OneToOneField("shop_payments.Refund", models.PROTECT, related_name="failure")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.refund_id)


class Dispute(models.Model):
    """A buyer's bank asks a payment back. `amount` in satang; `status` and `why` as Stripe names them."""

    payment = models.ForeignKey("shop_payments.Payment", models.PROTECT, related_name="disputes")
    reference = models.CharField(max_length=120, unique=True)
    amount = models.PositiveBigIntegerField()
    status = models.CharField(max_length=40)
    why = models.CharField(max_length=60)
    answer_by = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.status}"
