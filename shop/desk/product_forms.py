"""The form by which a seller adds and edits a product: one page, the simple product first."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.catalogue.drafts import PointDraft, VariantDraft
from shop.catalogue.models import HEAVIEST, Category, Product, Sale, Variant
from shop.catalogue.services import MOST_POINTS, MOST_VARIANTS
from shop.catalogue.stocking import MOST_COUNTED
from shop.checkout.fields import BahtField
from shop.desk import rules
from shop.desk.fields import NumberField

_TEXTS = ("name_th", "name_en", "summary_th", "summary_en", "description_th", "description_en")
_ROOMS = "\u2003"  # a wide space for each level


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProductForm(forms.Form):
    """What is said of a product besides its variants and pictures."""

    name_th = forms.CharField(label=_("Name in Thai"), max_length=160)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=160, help_text=_("You may write how the Thai name sounds.")
    )
    category = forms.ChoiceField(label=_("Category"))
    sale = forms.ChoiceField(label=_("How it is sold"), choices=Sale.choices, initial=Sale.ON_SALE)
    summary_th = forms.CharField(label=_("In one sentence, Thai"), max_length=300, required=False, widget=_lines(2))
    description_th = forms.CharField(label=_("Description in Thai"), max_length=5000, required=False, widget=_lines(5))
    points_th = forms.CharField(
        label=_("Selling points in Thai"),
        max_length=2000,
        required=False,
        widget=_lines(3),
        help_text=_("One a line, short."),
    )
    summary_en = forms.CharField(label=_("In one sentence, English"), max_length=300, required=False, widget=_lines(2))
    description_en = forms.CharField(
        label=_("Description in English"), max_length=5000, required=False, widget=_lines(5)
    )
    points_en = forms.CharField(
        label=_("Selling points in English"),
        max_length=2000,
        required=False,
        widget=_lines(3),
        help_text=_("Each line beside the Thai one."),
    )

    def __init__(self, data: Any = None, *, product: Product | None = None) -> None:
        super().__init__(data, initial=_said_of(product) if product is not None else {})
        self.categories = {str(category.pk): category for category in Category.objects.all()}
        self.fields["category"].choices = [("", "—"), *_tree(self.categories.values())]  # type: ignore[attr-defined]  # it is a choice field

    def clean_category(self) -> Category:
        """The category of the key chosen."""
        return self.categories[self.cleaned_data["category"]]

    def clean(self) -> dict[str, Any]:
        """Selling points line by line, both languages side by side."""
        data = super().clean() or {}
        try:
            said = rules.pairs(data.get("points_th", ""), data.get("points_en", ""))
        except rules.NotPairs as error:
            self.add_error("points_th" if error.code == "too_long" else "points_en", error)
            return data
        if len(said) > MOST_POINTS:
            words = _("At most %(most)s lines.")
            self.add_error("points_th", ValidationError(words, code="too_many", params={"most": MOST_POINTS}))
        data["points"] = [PointDraft(th, en) for th, en in said]
        return data

    @property
    def said(self) -> dict[str, Any]:
        """The fields as the catalogue takes them; the form must be valid."""
        return {name: self.cleaned_data[name] for name in (*_TEXTS, "category", "sale")}


class VariantForm(forms.Form):
    """A size, a colour, a weight; a simple product has one without a name."""

    pk = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    name_th = forms.CharField(label=_("Variant in Thai"), max_length=80, required=False)
    name_en = forms.CharField(label=_("Variant in English"), max_length=80, required=False)
    price = BahtField(label=_("Price in baht"), required=False)
    weight = NumberField(label=_("Weight in grams, packed"), least=1, most=HEAVIEST, initial="500")
    stock = NumberField(label=_("Pieces you have"), most=MOST_COUNTED, required=False)
    low_at = NumberField(
        label=_("Tell me at this many pieces"),
        most=MOST_COUNTED,
        required=False,
        help_text=_("You are told once when so few are left. Leave it open to be told never."),
    )
    sku = forms.CharField(label=_("Your own number"), max_length=40, required=False)
    is_active = forms.BooleanField(label=_("Offered"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """A price is more than nothing; the hidden numbers are numbers."""
        data = super().clean() or {}
        if data.get("price") == 0:
            self.add_error("price", ValidationError(_("A price is more than nothing."), code="no_price"))
        for name in ("pk", "seen"):
            typed = data.get(name, "")
            data[name] = int(typed) if typed.isascii() and typed.isdigit() else None
        return data

    def draft(self) -> VariantDraft:
        """The variant as it shall be; a number of pieces left as it was shown is not counted anew."""
        said = self.cleaned_data
        stock = said["stock"]
        if said["pk"] and stock == said["seen"]:
            stock = None
        names = ("pk", "name_th", "name_en", "sku", "price", "weight", "is_active", "low_at")
        return VariantDraft(stock=stock, **{name: said[name] for name in names})


class BaseVariants(forms.BaseFormSet[VariantForm]):
    """The variants of one product; new rows that were left empty count for nothing."""

    @property
    def said(self) -> list[VariantForm]:
        """The rows that say something."""
        filled = ("pk", "name_th", "name_en", "price", "stock", "sku", "low_at")
        rows = [form for form in self.forms if form.cleaned_data]
        return [form for form in rows if form is self.forms[0] or any(form.cleaned_data[name] for name in filled)]

    @property
    def is_simple(self) -> bool:
        """Whether there is one variant, offered, which needs no name."""
        return self.total_form_count() < 2 and bool((self.initial or [{}])[0].get("is_active", True))

    def clean(self) -> None:
        """Several that are offered need names, each its own."""
        if any(self.errors):
            return
        offered = [form for form in self.said if form.cleaned_data.get("is_active")]
        names = [form.cleaned_data["name_th"] for form in offered]
        if len(offered) > 1:
            for form, name in zip(offered, names, strict=True):
                if not name or names.count(name) > 1:
                    form.add_error("name_th", ValidationError(_("Each variant needs a name of its own."), "no_name"))
        if any(form.errors for form in offered):
            raise ValidationError(_("Give every variant a name that tells it from the others."), code="no_names")

    @property
    def drafts(self) -> list[VariantDraft]:
        """As the catalogue takes them; the set must be valid."""
        return [form.draft() for form in self.said]

    @property
    def seen(self) -> dict[int, int]:
        """The stocks the form showed, by primary key of the variant."""
        rows = [form.cleaned_data for form in self.said]
        return {row["pk"]: row["seen"] for row in rows if row["pk"] and row["seen"] is not None}


_VariantSet = forms.formset_factory(
    VariantForm,
    formset=BaseVariants,
    extra=0,
    max_num=MOST_VARIANTS,
    validate_max=True,
    absolute_max=MOST_VARIANTS + 10,
)


def variants_of(product: Product | None, data: Any = None) -> Any:
    """The set of forms for a product's variants, bound where there is `data`; a new product begins with one."""
    initial: list[dict[str, Any]] = [{}]
    if product is not None:
        rows = Variant.objects.filter(product=product).select_related("stock")
        initial = [_initial_of(variant) for variant in rows.order_by("-is_active", "sort_order", "pk")] or [{}]
    return _VariantSet(data, initial=initial, prefix="variants")


def one_more(data: Any) -> Any:
    """The posted data with one more row of variants."""
    grown = data.copy()
    total = data.get("variants-TOTAL_FORMS", "")
    number = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 1
    number = min(number, MOST_VARIANTS - 1)
    grown["variants-TOTAL_FORMS"] = str(number + 1)
    grown[f"variants-{number}-weight"] = "500"
    grown[f"variants-{number}-is_active"] = "on"
    return grown


def _initial_of(variant: Variant) -> dict[str, Any]:
    stock = getattr(variant, "stock", None)
    there = str(stock.available if stock else 0)
    names = ("name_th", "name_en", "sku", "price", "is_active")
    said = {name: getattr(variant, name) for name in names}
    low_at = str(stock.low_at) if stock and stock.low_at is not None else ""
    return {
        "pk": str(variant.pk),
        "seen": there,
        "stock": there,
        "weight": str(variant.weight),
        "low_at": low_at,
        **said,
    }


def _said_of(product: Product) -> dict[str, Any]:
    points = list(product.selling_points.order_by("sort_order", "pk"))
    return {
        **{name: getattr(product, name) for name in _TEXTS},
        "category": str(product.category_id),
        "sale": product.sale,
        "points_th": "\n".join(point.text_th for point in points),
        "points_en": "\n".join(point.text_en for point in points).rstrip(),
    }


def _tree(categories: Iterable[Category]) -> list[tuple[str, str]]:
    """All categories in the order of the tree, each level one step further in."""
    below: dict[int | None, list[Category]] = {}
    for category in categories:
        below.setdefault(category.parent_id, []).append(category)

    def walk(parent: int | None, depth: int) -> Iterable[tuple[str, str]]:
        for category in below.get(parent, []):
            yield str(category.pk), _ROOMS * depth + category.name
            yield from walk(category.pk, depth + 1)

    return list(walk(None, 0))
