"""How a seller says what sending costs. The desk shows these forms and keeps what they say."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.checkout.fields import BahtField, GramsField
from shop.checkout.models import ShippingTerms

if TYPE_CHECKING:
    BandForms = forms.BaseFormSet["WeightBandForm"]
else:
    BandForms = forms.BaseFormSet

MOST_BANDS = 20
HEAVIEST_PARCEL = 1_000_000  # grams


class ShippingTermsForm(forms.Form):
    """How an enterprise sends. Once valid, `said` are the fields of its ShippingTerms."""

    sends = forms.BooleanField(label=_("We send parcels"), required=False)
    flat_price = BahtField(
        label=_("Price of a parcel, in baht"),
        required=False,
        help_text=_("Whatever it weighs; with a table of weights below, the table counts. Leave it open for nothing."),
    )
    free_above = BahtField(
        label=_("Sent for nothing from this amount of goods, in baht"),
        required=False,
        help_text=_("Leave it open if every parcel is paid for."),
    )
    pick_up = forms.BooleanField(label=_("Buyers may pick things up"), required=False)
    pick_up_where = forms.CharField(
        label=_("Where and when they are picked up"), max_length=300, required=False, help_text=_("Buyers read this.")
    )

    def __init__(self, *args: Any, terms: ShippingTerms, **kwargs: Any) -> None:
        names = ("sends", "flat_price", "free_above", "pick_up", "pick_up_where")
        kwargs["initial"] = {name: getattr(terms, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Things reach the buyer in one way at least, and what is picked up lies somewhere."""
        data = super().clean() or {}
        if not data.get("sends") and not data.get("pick_up"):
            self.add_error("sends", _("Choose at least one way for things to reach the buyer."))
        if data.get("pick_up") and not data.get("pick_up_where") and "pick_up_where" not in self.errors:
            self.add_error("pick_up_where", _("Say where things are picked up."))
        return data

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the terms; a price left open is nothing."""
        return {**self.cleaned_data, "flat_price": self.cleaned_data["flat_price"] or 0}


class WeightBandForm(forms.Form):
    """One line of the table of weights; an empty one is none."""

    up_to = GramsField(label=_("Up to, in grams"), most=HEAVIEST_PARCEL, required=False)
    price = BahtField(label=_("Price, in baht"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        data = super().clean() or {}
        if not self.errors and (data.get("up_to") is None) != (data.get("price") is None):
            empty = "up_to" if data.get("up_to") is None else "price"
            self.add_error(empty, ValidationError(_("Fill in the weight and the price, or neither."), code="half"))
        return data


class BaseWeightBands(BandForms):
    """A table of weights: no weight stands in it twice."""

    def clean(self) -> None:
        """Raises ValidationError beside the second of two lines with one weight."""
        seen: set[int] = set()
        for form in self.forms:
            grams = getattr(form, "cleaned_data", {}).get("up_to")
            if grams is not None and grams in seen:
                form.add_error("up_to", ValidationError(_("This weight is named already."), code="twice"))
            seen.add(grams or 0)

    @property
    def bands(self) -> dict[int, int]:
        """Satang by grams, the lightest first; the forms must be valid."""
        pairs = [(form.cleaned_data.get("up_to"), form.cleaned_data.get("price")) for form in self.forms]
        return dict(sorted((grams, price) for grams, price in pairs if grams is not None and price is not None))


WeightBandFormSet = forms.formset_factory(
    WeightBandForm, formset=BaseWeightBands, extra=3, max_num=MOST_BANDS, absolute_max=MOST_BANDS, validate_max=True
)


def weight_bands(terms: ShippingTerms, data: Any = None, *, prefix: str = "bands") -> "BaseWeightBands":
    """The table of these terms, with three empty lines below it."""
    rows = terms.bands.all()[:MOST_BANDS] if terms.pk else []
    initial = [{"up_to": row.up_to, "price": row.price} for row in rows]
    return cast(BaseWeightBands, WeightBandFormSet(data, initial=initial, prefix=prefix))
