"""The forms of staff: a product with its variants, pictures and selling points as one thing, and a category."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from shop.catalogue import services
from shop.catalogue.fields import BahtField
from shop.catalogue.models import Category, Variant
from shop.catalogue.stocking import MOST_COUNTED


class CountInput(forms.NumberInput):
    """A number with, beside it, the one that was shown: an order may have changed the stock meanwhile."""

    seen = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Both inputs."""
        shown = super().render(name, value, attrs, renderer)
        return format_html('{}<input type="hidden" name="{}-seen" value="{}">', shown, name, self.seen)


class VariantAdminForm(WagtailAdminModelForm):
    """A variant; its price in baht, its stock as it was just counted."""

    price = BahtField(label=_("price in baht"), required=False)
    available = forms.IntegerField(
        label=_("in stock"),
        min_value=0,
        max_value=MOST_COUNTED,
        required=False,
        widget=CountInput,
        help_text=_("Change it only after counting: orders change it too."),
    )

    class Meta:
        model = Variant
        fields = ("name_th", "name_en", "sku", "price", "weight", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = getattr(self.instance, "stock", None) if self.instance.pk else None
        self.initial["available"] = stock.available if stock else 0
        name = f"{self.add_prefix('available')}-seen"
        self.fields["available"].widget.seen = self.data.get(name, "") if self.is_bound else self.initial["available"]

    def clean_price(self) -> int | None:
        """Satang. Raises ValidationError for nothing."""
        price: int | None = self.cleaned_data["price"]
        if price == 0:
            raise ValidationError(_("A price is more than nothing."), code="no_price")
        return price

    @property
    def counted(self) -> int | None:
        """How many were counted; None where the number was left as it was shown. Once the form is valid."""
        number: int | None = self.cleaned_data.get("available")
        if not hasattr(self.instance, "stock"):
            return number or 0
        return None if number is None or str(number) == self.fields["available"].widget.seen else number


class ProductAdminForm(WagtailAdminModelForm):
    """A product with all that belongs to it. Its enterprise is chosen once."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_kept(data) if data is not None else None, *args, **kwargs)
        if self.instance.pk:
            self.fields["enterprise"].disabled = True

    def is_valid(self) -> bool:
        """With what only all parts together can tell: nothing named twice, and what is published is whole."""
        if not super().is_valid():
            return False
        self._refuse_twice("photos", "photo", _("This picture is chosen twice."))
        self._refuse_twice("variants", "sku", _("Another variant has this number."))
        return not self.errors and all(formset.is_valid() for formset in self.formsets.values())

    def _refuse_twice(self, name: str, field: str, words: Any) -> None:
        seen: set[Any] = set()
        for form in self.rows(name):
            value = form.cleaned_data.get(field)
            if value and value in seen:
                form.add_error(field, ValidationError(words, code="twice"))
            seen.add(value)

    def rows(self, name: str) -> Iterable[Any]:
        """The forms of a formset that stay."""
        gone = self.formsets[name].deleted_forms
        return [
            form
            for form in self.formsets[name].forms
            if form not in gone and form.has_changed() | bool(form.instance.pk)
        ]

    def counted(self) -> list[tuple[Variant, int]]:
        """The variants, once they are saved, whose stock was counted, by primary key."""
        found = [(form.instance, form.counted) for form in self.rows("variants") if form.instance.pk]
        return sorted(((one, n) for one, n in found if n is not None), key=lambda pair: pair[0].pk)


def _kept(data: Any) -> Any:
    """The posted data, in which a variant that was kept before is not deleted but no longer offered: orders name it."""
    data = data.copy()
    total = data.get("variants-TOTAL_FORMS", "")
    for number in range(int(total) if total.isdigit() and len(total) < 4 else 0):
        row = f"variants-{number}"
        if data.get(f"{row}-DELETE") and data.get(f"{row}-id"):
            data[f"{row}-DELETE"] = ""
            data.pop(f"{row}-is_active", None)
    return data


class CategoryAdminForm(WagtailAdminModelForm):
    """A category; the tree stays a tree of three levels."""

    class Meta:
        model = Category
        fields = ("parent", "name_th", "name_en", "sort_order")

    def _post_clean(self) -> None:
        super()._post_clean()
        try:
            services.refuse_no_tree(self.instance)
        except ValidationError as error:
            self.add_error(None, error)

    def save(self, commit: bool = True) -> Category:
        """Through the service, which tells search."""
        kept: Category = super().save(commit=False)
        return services.keep_category(category=kept) if commit else kept
