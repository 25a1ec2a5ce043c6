"""Form fields for weights, and with them amounts, as people type them: Thai digits and commas between thousands are understood."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.catalogue.fields import BahtField as BahtField

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_GRAMS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")


class GramsField(forms.CharField):
    """A weight in whole grams, from 1 to `most`; None where it is left open."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"max_length": 15, "widget": widget, **kwargs})
        self.most = most

    def clean(self, value: Any) -> Any:
        """Grams or None. Raises ValidationError."""
        typed = super().clean(value)
        if not typed:
            return None
        plain = typed.translate(_THAI_DIGITS)
        grams = int(plain.replace(",", "")) if _GRAMS.fullmatch(plain) else 0
        if not 1 <= grams <= self.most:
            words = _("Enter a weight in whole grams between 1 and %(most)s.")
            raise ValidationError(words, code="no_weight", params={"most": f"{self.most:,}"})
        return grams
