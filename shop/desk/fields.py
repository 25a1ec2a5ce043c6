"""Whole numbers as sellers type them; amounts are `checkout.fields.BahtField`."""

from typing import Any

from django import forms

from shop.desk import rules


class NumberField(forms.CharField):
    """A whole number between `least` and `most`; None where it is left open."""

    def __init__(self, *, least: int = 0, most: int, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"max_length": 15, "widget": widget, **kwargs})
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        """The number or None. Raises ValidationError."""
        typed = super().clean(value)
        return rules.number_between(typed, self.least, self.most) if typed else None
