"""The ledger follows payments and refunds: each entry in the transaction of what it tells of, and once only."""

from django.utils import timezone

from shop.payments.ledger import FROM_PROGRAMME, TO_PROGRAMME, Kind, LedgerEntry
from shop.payments.models import Payment, Refund

CAME_BACK = "refund failed"


def book_sale(*, payment: Payment) -> None:
    """Money for an order came to the programme: it is owed to the enterprise, less what the payment service kept."""
    if payment.gateway not in TO_PROGRAMME:
        return
    _once(payment, Kind.SALE, payment.amount)
    if payment.fee:
        _once(payment, Kind.FEE, -payment.fee)


def book_refund(*, refund: Refund) -> None:
    """Money went back out of the programme's account: so much less is owed."""
    if refund.how in FROM_PROGRAMME:
        _once(refund.payment, Kind.REFUND, -refund.amount, refund=refund)


def book_refund_back(*, refund: Refund) -> None:
    """A refund that was called done did not arrive: so much is owed again."""
    if refund.how in FROM_PROGRAMME:
        _once(refund.payment, Kind.ADJUSTMENT, refund.amount, refund=refund, reason=CAME_BACK)


def _once(payment: Payment, kind: Kind, amount: int, *, refund: Refund | None = None, reason: str = "") -> None:
    LedgerEntry.objects.get_or_create(
        kind=kind,
        payment=payment,
        refund=refund,
        defaults={
            "enterprise_id": payment.order.enterprise_id,
            "amount": amount,
            "reason": reason,
            "at": timezone.now(),
        },
    )
