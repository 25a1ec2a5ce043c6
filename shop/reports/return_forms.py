"""The form of a month's return."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from shop.catalogue.fields import BahtField
from shop.reports import rules
from shop.reports.returns import MonthlyReturn

KEY = r"^[0-9A-Za-z]{12,32}$"
KEY_LENGTH = 22
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_WHOLE = re.compile(r"[0-9]{1,9}")
_TONNES = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")


def new_key() -> str:
    """A key for a form that nobody has sent yet."""
    return get_random_string(KEY_LENGTH)


class NumberField(forms.CharField):
    """A number as people type it: Thai digits and commas are understood; None where it is left open."""

    def __init__(self, *, pattern: re.Pattern[str], wrong: Any, times: int = 1, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, required=False, widget=widget, **kwargs)
        self.pattern, self.wrong, self.times = pattern, wrong, times

    def prepare_value(self, value: Any) -> Any:
        """The kept number as people write it; what was typed stays as it was typed."""
        if not isinstance(value, int):
            return value
        return f"{Decimal(value) / self.times:,.3f}".rstrip("0").rstrip(".") if self.times > 1 else f"{value:,}"

    def clean(self, value: Any) -> Any:
        """The whole number that is kept, or None. Raises ValidationError."""
        typed = super().clean(value).translate(_THAI_DIGITS).replace(",", "").strip()
        if not typed:
            return None
        if not self.pattern.fullmatch(typed):
            raise ValidationError(self.wrong, code="not_a_number")
        return int(Decimal(typed) * self.times)


class ReturnForm(forms.Form):
    """The four figures. Left open is "not returned"; 0 is a figure. `seen` is the revision that the form shows."""

    local_purchases = BahtField(
        label=_("Bought in the area, in baht"), required=False, help_text=_("Raw material and goods of local people.")
    )
    wages = BahtField(label=_("Wages paid to people of the area, in baht"), required=False)
    jobs = NumberField(
        label=_("People of the area who worked for pay"),
        pattern=_WHOLE,
        wrong=_("Enter a whole number of people, such as 4."),
    )
    raw_material_kg = NumberField(
        label=_("Raw material of the area, in tonnes"),
        pattern=_TONNES,
        wrong=_("Enter tonnes with at most three decimals, such as 1.25."),
        times=rules.KG_PER_TONNE,
        help_text=_("A tonne is 1,000 kilograms: 250 kilograms are 0.25."),
    )
    seen = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)
    key = forms.RegexField(KEY, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, there: MonthlyReturn | None) -> None:
        initial: dict[str, Any] = {"seen": there.revision if there else 0, "key": new_key()}
        initial |= {name: getattr(there, name, None) for name in rules.FIGURES}
        super().__init__(data, initial=initial, auto_id="return-%s")

    @property
    def said(self) -> dict[str, Any]:
        """As the service takes it; the form must be valid."""
        figures = {name: self.cleaned_data[name] for name in rules.FIGURES}
        return {"figures": figures, "seen": self.cleaned_data["seen"], "key": self.cleaned_data["key"]}

    def add_refusal(self, error: ValidationError) -> None:
        """Stand what the service refused beside the field that it is about."""
        for name, problems in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, problems)
