"""What receipts do when money came, in the transaction in which it did."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from shop.payments.models import Payment
from shop.payments.signals import payment_confirmed
from shop.receipts import services


@receiver(payment_confirmed, dispatch_uid="receipts.payment_confirmed")
def number(payment: Payment, **kwargs: Any) -> None:
    """A payment confirmed has its receipt."""
    services.issue(order=payment.order, at=timezone.now())
