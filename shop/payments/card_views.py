"""How a buyer goes to Stripe's page and comes back, and where Stripe tells what happened."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from shop.orders.visits import Visit, for_the_buyer, posted
from shop.payments import inbox, paying_by_card
from shop.payments.cards import AttemptState
from shop.payments.gateways import stripe
from shop.payments.models import State
from shop.payments.queries import payment_of

# Stripe's events are a few kilobytes.
MOST_BYTES = 256 * 1024


@for_the_buyer
@posted
def pay(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To the page on which the order is paid; what is in the way is told on the order's page."""
    try:
        language = (get_language() or "th")[:2]
        address = paying_by_card.go(order=visit.order, back_to=visit.url("order"), language=language)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{visit.url('order')}#pay")
    return redirect(address)


@for_the_buyer
@require_safe
def back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Back from the page, or to look again: Stripe is asked how it stands, once in a while and briefly.

    Whoever holds the order's link may bring this about, and nothing becomes true by it that is not true at Stripe.
    """
    payment = payment_of(visit.order)
    if payment is None or payment.gateway != "stripe":
        raise Http404
    attempt = paying_by_card.attempt_of(payment)
    if attempt is not None and payment.state == State.WAITING and stripe.is_on():
        paying_by_card.look(attempt=attempt)
        attempt.refresh_from_db()
        payment.refresh_from_db()
    if payment.state == State.CONFIRMED:
        messages.success(request, _("Thank you. Your payment has arrived."))
    elif attempt is not None and attempt.state in {AttemptState.OPEN, AttemptState.PENDING}:
        messages.info(request, _("We have not heard of your payment yet. We write to you as soon as it arrives."))
    return redirect(f"{visit.url('order')}#pay")


@csrf_exempt
@never_cache
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Stripe tells that something happened: kept in a row, and answered at once. Without keys there is nothing here."""
    if not stripe.is_on():
        raise Http404
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return HttpResponse(status=413)
    try:
        told = stripe.told(body, request.headers.get("Stripe-Signature", ""))
    except stripe.NotFromStripe:
        return HttpResponse(status=400)
    event = inbox.keep(told=told)
    if event is not None:
        inbox.apply_soon.enqueue(event.pk)
    return HttpResponse(status=200)
