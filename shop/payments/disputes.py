"""Disputes: a buyer's bank asks a payment back. Stripe's word on it is kept, and staff are told; people answer at Stripe."""

from django.db import transaction
from django.utils import timezone

from cms.lifecycle.services import lock
from shop import money
from shop.payments import staff
from shop.payments.cards import Dispute
from shop.payments.models import Payment
from shop.payments.truth import DisputeTruth


@transaction.atomic
def apply(*, truth: DisputeTruth) -> bool:
    """Keep how a dispute stands, and tell staff of what is new; False where it is about no payment of ours."""
    payment = Payment.objects.select_related("order").filter(gateway="stripe", reference=truth.intent).first()
    if payment is None or not truth.intent:
        return False
    lock(payment.order)
    lock(payment)
    before = Dispute.objects.filter(reference=truth.reference).first()
    said = {
        "payment": payment,
        "amount": truth.amount,
        "status": truth.status,
        "why": truth.why,
        "answer_by": truth.answer_by,
        "opened_at": truth.opened_at,
        "seen_at": timezone.now(),
    }
    Dispute.objects.update_or_create(reference=truth.reference, defaults=said)
    if before is None or before.status != truth.status:
        number, amount = payment.order.number, money.baht(truth.amount)
        staff.tell(
            kind="card_dispute",
            text_th=f"ธนาคารของผู้ซื้อโต้แย้งเงิน {amount} บาท ของคำสั่งซื้อ {number} (สถานะใน Stripe: {truth.status})",
            text_en=f"A buyer's bank disputes {amount} baht of order {number} (state at Stripe: {truth.status})",
            order=payment.order,
        )
    return True
