"""Amounts as people type them: Thai digits and commas between thousands are understood."""

from typing import Any

from django import forms

from shop import money


class BahtField(forms.CharField):
    """An amount typed in baht, kept in satang; None where it is left open. Raises NotAnAmount."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 30, "widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Satang as people write them; what was typed stays as it was typed."""
        return money.baht(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Satang or None."""
        typed = super().clean(value)
        return money.from_baht(typed) if typed else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as they are shown."""
        return super().has_changed(self.prepare_value(initial), data)
