"""What sellers say about orders and about how they take money and send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.checkout.fields import BahtField
from shop.desk import rules
from shop.orders.models import Order
from shop.payments.gateways import gateway
from shop.payments.models import PaymentTerms

_REASON = 300


class ReasonForm(forms.Form):
    """Why something is refused, called off or came back; the buyer reads it."""

    reason = forms.CharField(
        label=_("Why?"), max_length=_REASON, help_text=_("The buyer reads this."), widget=forms.Textarea({"rows": 2})
    )


class SendForm(forms.Form):
    """By whom a parcel goes, and its number."""

    carrier = forms.ChoiceField(
        label=_("Carrier"),
        choices=[
            ("", _("Choose a carrier")),
            *((name, name) for name in rules.CARRIERS),
            (rules.OTHER, _("Another carrier")),
            (rules.BY_SELLER, _("I bring it myself")),
        ],
    )
    carrier_name = forms.CharField(
        label=_("Name of the other carrier"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        required=False,
        help_text=_("It stands on the receipt of the parcel, such as EF123456789TH."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    @staticmethod
    def initial_of(order: Order) -> dict[str, str]:
        """What was said of the order's parcel."""
        named = order.carrier in (*rules.CARRIERS, rules.BY_SELLER)
        return {
            "carrier": order.carrier if named or not order.carrier else rules.OTHER,
            "carrier_name": "" if named else order.carrier,
            "tracking_number": order.tracking_number,
        }

    def clean_tracking_number(self) -> str:
        """As carriers print it. Raises ValidationError."""
        return rules.tracking_number(self.cleaned_data["tracking_number"])

    def clean(self) -> dict[str, Any]:
        """A carrier's parcel has a number; another carrier has a name."""
        data = super().clean() or {}
        carrier = data.get("carrier")
        if carrier == rules.OTHER and not data.get("carrier_name"):
            self.add_error("carrier_name", ValidationError(_("Write the carrier's name."), code="no_carrier"))
        if carrier and carrier != rules.BY_SELLER and not self.errors and not data.get("tracking_number"):
            words = _("Write the tracking number, so that the buyer can follow the parcel.")
            self.add_error("tracking_number", ValidationError(words, code="no_number"))
        return data

    @property
    def said(self) -> dict[str, str]:
        """As the service takes it; the form must be valid."""
        carrier = self.cleaned_data["carrier"]
        name = self.cleaned_data["carrier_name"] if carrier == rules.OTHER else carrier
        return {"carrier": name, "tracking_number": self.cleaned_data["tracking_number"]}


class PaymentTermsForm(forms.Form):
    """How the enterprise takes money."""

    takes_promptpay = forms.BooleanField(label=_("By PromptPay, before sending"), required=False)
    takes_card = forms.BooleanField(
        label=_("By card, or PromptPay that confirms itself, through the programme"),
        required=False,
        help_text=_("The money comes to the programme, which pays it out to you less the fee of the payment service."),
    )
    takes_cod = forms.BooleanField(label=_("In cash, when the parcel is handed over"), required=False)
    cod_fee = BahtField(label=_("What cash on delivery costs the buyer, in baht"), required=False)
    cod_limit = BahtField(label=_("Largest order paid in cash, in baht"), required=False)

    def __init__(self, data: Any = None, *, terms: PaymentTerms) -> None:
        names = ("takes_promptpay", "takes_card", "takes_cod", "cod_fee", "cod_limit")
        super().__init__(data, initial={name: getattr(terms, name) for name in names})
        if not gateway("stripe").is_set_up:
            del self.fields["takes_card"]

    def clean(self) -> dict[str, Any]:
        """Cash on delivery has a limit; an amount left open is none."""
        data = super().clean() or {}
        for name in ("cod_fee", "cod_limit"):
            data[name] = data.get(name) or 0
        if not any(data.get(name) for name in ("takes_promptpay", "takes_card", "takes_cod")):
            words = _("Choose at least one way to take money.")
            self.add_error("takes_promptpay", ValidationError(words, code="no_way"))
        if data.get("takes_cod") and not data["cod_limit"] and "cod_limit" not in self.errors:
            words = _("Say up to which amount an order may be paid on delivery.")
            self.add_error("cod_limit", ValidationError(words, code="no_limit"))
        return data


class CountForm(forms.Form):
    """How many there are of one product, a number for each variant: `seen-<pk>` is what the page said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counted: dict[int, int] = {}
        self.seen: dict[int, int] = {}

    def clean(self) -> dict[str, Any]:
        """Numbers by primary key of the variant. Raises ValidationError."""
        for name in self.data:
            kind, _dash, key = name.partition("-")
            if kind in {"stock", "seen"} and key.isascii() and key.isdigit() and len(key) < 12:
                target = self.counted if kind == "stock" else self.seen
                target[int(key)] = rules.whole_number(self.data[name])
        return super().clean() or {}
