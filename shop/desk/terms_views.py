"""How the enterprise takes money and sends what it sells."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop.checkout.forms import ShippingTermsForm, weight_bands
from shop.checkout.models import ShippingTerms
from shop.desk import services
from shop.desk.forms import PaymentTermsForm
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.forms import PaymentIdForm
from shop.enterprises.services import NotTheOwner
from shop.payments.gateways.base import terms_of


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, stand: Stand) -> HttpResponse:
    """One form for both: where money goes, cash on delivery, parcels, picking up."""
    one, data = stand.enterprise, request.POST if request.method == "POST" else None
    sending = ShippingTerms.objects.filter(enterprise=one).first() or ShippingTerms(enterprise=one)
    account = PaymentIdForm(data, enterprise=one)
    if "forget" in account.fields:
        # Beside the tick of PromptPay, the form's own words would say the same thing twice.
        account.fields["forget"].label = _("Erase the number that is kept")
    paying = PaymentTermsForm(data, terms=terms_of(one))
    shipping = ShippingTermsForm(data, terms=sending)
    bands = weight_bands(sending, data)
    # Each is asked, so that every problem is told at once.
    if data is not None and all([account.is_valid(), paying.is_valid(), shipping.is_valid(), bands.is_valid()]):
        number = account.said["promptpay_id"]
        if paying.cleaned_data["takes_promptpay"] and not number:
            words = _("Write the number, or take the tick from PromptPay.")
            account.add_error("promptpay_id", ValidationError(words, code="no_number"))
        else:
            try:
                services.set_terms(
                    enterprise=one,
                    actor=stand.member,
                    account=account.said,
                    payment=paying.cleaned_data,
                    shipping=shipping.said,
                    bands=bands.bands,
                )
            except NotTheOwner as error:
                account.add_error("promptpay_id", error.messages)
            except ValidationError as error:
                shipping.add_error(None, error.messages)
            else:
                messages.success(request, _("Your changes are saved."))
                return redirect(stand.url("shop_desk_terms"))
    context = frame(
        stand, "terms", _("Payment and sending"), account=account, paying=paying, shipping=shipping, bands=bands
    )
    return render(request, "shop/desk/terms.html", context, status=200 if data is None else 422)
