"""How a buyer pays: the code to save, the slip to show, and the picture of a slip for those who may see it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.accounts.models import User
from cms.accounts.personal import personal
from media import private_files, serving
from shop.orders.models import Order
from shop.orders.views import shown
from shop.orders.visits import Visit, actor_of, for_the_buyer, posted
from shop.payments import qr, queries, services, slip_reading
from shop.payments.forms import SlipForm
from shop.payments.models import Slip, State


@for_the_buyer
@require_safe
def code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The QR code as a picture to save and open in a bank's app; nothing there once the money has come."""
    payment = queries.payment_of(visit.order)
    if payment is None or not payment.payload or payment.state != State.WAITING:
        raise Http404
    headers = {"Content-Disposition": serving.attachment(f"promptpay-{visit.order.number}.png")}
    return HttpResponse(qr.png(payment.payload), content_type="image/png", headers=headers)


@for_the_buyer
@posted
def send_slip(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a slip. Its picture is drawn anew and its code read before anything is written."""
    form = SlipForm(request.POST, request.FILES)
    if form.is_valid():
        picture = form.cleaned_data["slip"]
        picture.seek(0)
        reading = slip_reading.read(picture.read())
        picture.seek(0)
        try:
            services.claim(order=visit.order, picture=picture, reference=reading.reference, actor=actor_of(request))
        except ValidationError as error:
            form.add_error("slip", error.messages)
        else:
            messages.success(request, _("Thank you. The seller checks the slip and then sends your order."))
            if reading.reference is None:
                messages.info(request, _unread(reading))
            return redirect(visit.url("order"))
    return shown(request, visit, slip_form=form)


def _unread(reading: slip_reading.Reading) -> str:
    if reading.has_other_code:
        return _("The QR code in your picture is not that of a bank's slip, so the seller checks it by eye.")
    return _("We found no QR code of a bank in your picture, so the seller checks it by eye.")


@for_the_buyer
@require_safe
def guests_slip(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    """A slip, for the guest who sent it."""
    return _picture(request, visit.order, pk)


@personal
@login_required
@require_safe
def slip(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A slip, for its buyer, who acts for the seller, and staff; to the rest it does not exist."""
    order = Order.objects.select_related("purchase", "enterprise").filter(number=number).first()
    if order is None or not queries.may_see_slips(cast(User, request.user), order):
        raise Http404
    return _picture(request, order, pk)


def _picture(request: HttpRequest, order: Order, pk: int) -> HttpResponseBase:
    found: Slip | None = queries.slip_of(order, pk)
    if found is None:
        raise Http404
    return serving.respond(request, private_files.served(str(found.file.name)))
