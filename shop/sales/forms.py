"""The form of a sale off line, which a thumb fills in, and that of taking one back."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from shop.catalogue.fields import BahtField
from shop.catalogue.models import Variant
from shop.enterprises.models import Enterprise
from shop.sales.models import MOST_PIECES, Where

ELSE = "else"
QUICK = ("1", "2", "3", "4", "5", "10")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_KEY = re.compile(r"[0-9A-Za-z]{12,32}")
KEY_LENGTH = 22


def new_key() -> str:
    """A key for a form that nobody has sent yet."""
    return get_random_string(KEY_LENGTH)


class SaleForm(forms.Form):
    """What was sold, how many, for how much, when and where. `quick` is a number to tap, `pieces` one to type."""

    what = forms.CharField(max_length=20, error_messages={"required": _("Choose what was sold.")})
    name = forms.CharField(
        label=_("What was it?"), max_length=160, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    quick = forms.ChoiceField(choices=[(number, number) for number in QUICK], required=False)
    pieces = forms.CharField(
        label=_("Another number"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    total = BahtField(
        label=_("Paid in all, in baht"), required=False, help_text=_("Left open: the price of the pieces.")
    )
    sold_on = forms.DateField(label=_("Sold on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    where = forms.ChoiceField(label=_("Where was it sold?"), choices=Where.choices, widget=forms.RadioSelect)
    takes_stock = forms.BooleanField(label=_("Take it from the stock"), required=False)
    key = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, enterprise: Enterprise, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="sale-%s")
        self.enterprise = enterprise

    def clean_what(self) -> Variant | None:
        """The variant; None for something else. Raises ValidationError for what is not offered here."""
        said = self.cleaned_data["what"]
        if said == ELSE:
            return None
        mine = Variant.objects.filter(product__enterprise=self.enterprise).select_related("product")
        found = mine.filter(pk=int(said)).first() if said.isascii() and said.isdigit() and len(said) < 18 else None
        if found is None:
            raise ValidationError(_("Choose one of your own products."), code="not_yours")
        return found

    def clean_pieces(self) -> int:
        """How many: the number typed, else the one tapped, else one. Raises ValidationError."""
        typed = self.cleaned_data["pieces"].translate(_THAI_DIGITS).replace(",", "").strip()
        typed = typed or self.cleaned_data.get("quick") or "1"
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST_PIECES):
            problem = _("Between 1 and %(most)s pieces.")
            raise ValidationError(problem, code="pieces", params={"most": f"{MOST_PIECES:,}"})
        return int(typed)

    def clean_key(self) -> str:
        """Raises ValidationError for what no form of ours carries."""
        key = str(self.cleaned_data["key"])
        if not _KEY.fullmatch(key):
            raise ValidationError(_("Please open this page again."), code="key")
        return key

    @property
    def said(self) -> dict[str, Any]:
        """As the service takes it; the form must be valid."""
        taken = {name: self.cleaned_data[name] for name in ("name", "pieces", "total", "sold_on", "where", "key")}
        takes = self.cleaned_data["takes_stock"] and "without_stock" not in self.data
        return {"variant": self.cleaned_data["what"], "takes_stock": takes, **taken}


class TakeBackForm(forms.Form):
    """Why an entry was wrong; the books keep it."""

    reason = forms.CharField(
        label=_("What was wrong with it?"),
        max_length=300,
        help_text=_("Such as: entered twice. It stays beside the entry."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
