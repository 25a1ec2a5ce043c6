"""What a buyer fills in: who they are and where it goes, and for each seller how it is sent and paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from shop.cart.forms import key
from shop.checkout import contacts
from shop.checkout.addresses import RealPlace, Suggestions, ThaiAddress, place_of, suggest
from shop.checkout.options import OrderOptions, Price
from shop.checkout.services import Buyer, Choice
from shop.checkout.shipping import PARCEL
from shop.orders.models import Purchase

_NO_TOTAL = -1


class BuyerForm(forms.Form):
    """Name, ways to reach, and an address, which is asked for only where a parcel is sent (`needs_address`).

    `words` is what was typed to find the place, `place` the one chosen. Once valid, `buyer` and `address` are there.
    """

    name = forms.CharField(label=_("Full name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        help_text=_("For whoever brings the parcel. Only the seller sees it."),
        widget=forms.TextInput({"autocomplete": "tel-national", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The link to your order and its news go there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    address_line = forms.CharField(
        label=_("House number, village, lane, road"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )
    words = forms.CharField(
        label=_("Postcode, or subdistrict, district, province"),
        max_length=100,
        required=False,
        help_text=_("Type a postcode or any part of a name, then choose your place."),
        error_messages={"required": _("Type a postcode or a name, then choose your place.")},
        widget=forms.TextInput({"autocomplete": "off", "data-places": ""}),
    )
    place = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs_address: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_address = needs_address
        for name in ("address_line", "words"):
            self.fields[name].required = needs_address
        self.chosen: RealPlace | None = None
        self.found = Suggestions("", (), False)

    def look_up(self) -> None:
        """Find the place chosen, and what fits the words typed; without a choice, a place alone is offered as chosen."""
        typed = str(self["words"].value() or "")
        self.chosen = place_of(str(self["place"].value() or ""))
        if typed and not (self.chosen and typed == self.chosen.said):
            self.found = suggest(typed)
            if self.chosen and self.chosen.value not in {place.value for place in self.found.places}:
                self.chosen = None

    def clean_phone(self) -> str:
        """As it is kept."""
        return contacts.phone(self.cleaned_data["phone"])

    def clean_name(self) -> str:
        """In one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_address_line(self) -> str:
        """In one line."""
        return " ".join(self.cleaned_data["address_line"].split())

    def clean(self) -> dict[str, Any]:
        """The place is one that exists. Raises ValidationError beside the words."""
        data = super().clean() or {}
        self.look_up()
        if self.needs_address and self.chosen is None and "words" not in self.errors:
            words = _("Choose your place from those below.")
            if not self.found.places:
                words = _("No place fits this. Try the postcode, or the name of the subdistrict or district alone.")
            self.add_error("words", ValidationError(words, code="no_place"))
        return data

    @property
    def buyer(self) -> Buyer:
        """Who buys."""
        return Buyer(self.cleaned_data["name"], self.cleaned_data["phone"], self.cleaned_data["email"])

    @property
    def address(self) -> ThaiAddress | None:
        """Where it goes; None where nothing is sent."""
        if not self.needs_address or self.chosen is None:
            return None
        return ThaiAddress(self.cleaned_data["address_line"], self.chosen)


@dataclass(frozen=True, slots=True)
class Way:
    """One radio button: what it costs in satang, and a word beside it."""

    value: str
    label: str
    price: int
    words: str
    is_chosen: bool


class OrderForm(forms.Form):
    """How one enterprise's goods are sent and paid. Once valid, `choice` is there."""

    shipping = forms.ChoiceField(label=_("How it reaches you"), widget=forms.RadioSelect)
    payment = forms.ChoiceField(label=_("How you pay"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note to the seller"), max_length=500, required=False)

    def __init__(self, options: OrderOptions, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        first = next(iter(options.prices))
        initial = {"shipping": first[0], "payment": first[1], **kwargs.pop("initial", {})}
        super().__init__(data, prefix=f"o{options.enterprise.pk}", initial=initial, **kwargs)
        self.options = options
        self.fields["shipping"].choices = [(one.method, one.label) for one in options.methods]  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["payment"].choices = [(one.code, one.label) for one in options.payable]  # type: ignore[attr-defined]  # a ChoiceField, declared above

    @property
    def chosen(self) -> tuple[str, str]:
        """The pair of shipping and payment that is chosen now, the first that can be where that one cannot."""
        pair = (str(self["shipping"].value() or ""), str(self["payment"].value() or ""))
        return pair if pair in self.options.prices else next(iter(self.options.prices))

    @property
    def price(self) -> Price:
        """What it costs as it is chosen now."""
        return self.options.prices[self.chosen]

    @property
    def ways_of_sending(self) -> list[Way]:
        """One for each radio button."""
        return [
            Way(one.method, one.label, one.price, one.where, one.method == self.chosen[0])
            for one in self.options.methods
        ]

    @property
    def ways_to_pay(self) -> list[Way]:
        """One for each radio button; where a way does not go with the way of sending chosen, why."""
        sending, paying = self.chosen
        found = []
        for one in self.options.payable:
            price = self.options.prices.get((sending, one.code))
            words = self.options.refusals.get((sending, one.code), "") or str(one.note)
            found.append(Way(one.code, str(one.label), price.fee if price else 0, words, one.code == paying))
        return found

    @property
    def totals(self) -> list[tuple[str, Price]]:
        """For every pair that can be: the name under which the form sends the total that it showed, and the price."""
        return [(f"{self.prefix}-seen-{way}-{pay}", price) for (way, pay), price in self.options.prices.items()]

    @property
    def may_cost_a_fee(self) -> bool:
        """Whether some way to pay costs something."""
        return any(price.fee for price in self.options.prices.values())

    def clean(self) -> dict[str, Any]:
        """A way to pay that goes with the way of sending. Raises ValidationError beside the field."""
        data = super().clean() or {}
        if reason := self.options.refusals.get((data.get("shipping", ""), data.get("payment", ""))):
            self.add_error("payment", ValidationError(reason, code="not_offered"))
        return data

    @property
    def choice(self) -> Choice:
        """What was chosen, with the total that the page showed for it."""
        data = self.cleaned_data
        text = str(self.data.get(f"{self.prefix}-seen-{data['shipping']}-{data['payment']}", ""))
        seen = key(text)
        return Choice(
            shipping_method=data["shipping"],
            payment_method=data["payment"],
            total=_NO_TOTAL if seen is None else seen,
            note=" ".join(data["note"].split()),
        )

    @property
    def sends_a_parcel(self) -> bool:
        """Whether the way chosen needs an address."""
        return bool(self["shipping"].value() == PARCEL)


def last_time(user: User | None) -> dict[str, str]:
    """What a member filled in when they last bought; for their first purchase, what their account knows."""
    if user is None:
        return {}
    known = {"name": user.name, "email": user.email}
    last = Purchase.objects.filter(user=user, erased_at=None).order_by("-placed_at", "-pk").first()
    if last is None:
        return known
    place = place_of(f"{last.subdistrict_code}-{last.postcode}")
    return {
        "name": last.name,
        "phone": last.phone,
        "email": last.email,
        "address_line": last.address_line,
        "place": place.value if place else "",
        "words": place.said if place else "",
    }
