"""What buyers type into the cart: how many of a thing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.cart.queries import CartView, LineView
from shop.cart.rules import quantity
from shop.cart.services import QuantitiesRefused

_NAME = "quantity-"


class QuantityField(forms.Field):
    """A whole number of pieces, in Thai or Arabic digits."""

    default_error_messages = {"required": _("Enter a whole number, such as 2.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "4"}
        super().__init__(label=_("Quantity"), widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number. Raises NotAQuantity."""
        text = str(value or "").strip()
        return quantity(text) if text else None


class AddForm(forms.Form):
    """So many pieces of a variant, for the cart."""

    quantity = QuantityField(initial=1)


class CartForm(forms.Form):
    """One quantity for each line that can be bought."""

    def __init__(self, view: CartView, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.lines = {line.pk: line for line in view.lines if not line.is_gone}
        for line in self.lines.values():
            self.fields[f"{_NAME}{line.pk}"] = QuantityField(initial=line.quantity)

    def quantities(self) -> dict[int, int]:
        """What was typed for each line; what the buyer's browser did not send stays as it is."""
        return {
            pk: self.cleaned_data.get(f"{_NAME}{pk}") or line.quantity
            for pk, line in self.lines.items()
            if f"{_NAME}{pk}" in self.data
        }

    def field_of(self, line: LineView) -> forms.BoundField | None:
        """The field of this line."""
        return self[f"{_NAME}{line.pk}"] if line.pk in self.lines else None

    def refuse(self, problem: QuantitiesRefused) -> None:
        """Put what the service said beside the lines that it is about."""
        for pk, why in problem.by_line.items():
            self.add_error(f"{_NAME}{pk}" if pk in self.lines else None, why)


def lines_named(data: Mapping[str, Any]) -> set[int]:
    """The lines of which a posted form speaks, whosever they are."""
    names = {name.removeprefix(_NAME) for name in data if name.startswith(_NAME)}
    return {number for name in names | {str(data.get("remove", ""))} if (number := key(name))}


def key(text: str) -> int | None:
    """A primary key as a form sends it; None for whatever is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
