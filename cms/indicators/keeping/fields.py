"""What the forms of sets are made of: short texts, numbers as people type them, and rows that go when they are emptied."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from cms.indicators.problem import plain
from search.text.normalise import normalise

MOST_ROWS = 60
BLANK_ROWS = 2


class TypedDecimal(forms.DecimalField):
    """A decimal, in Thai or Arabic digits, with or without thousands' commas; typed, so that no browser rounds it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 7)
        kwargs.setdefault("decimal_places", 2)
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """As Django does, of the digits alone."""
        return super().to_python(normalise(str(value)).replace(",", "").strip() if value is not None else value)

    def prepare_value(self, value: Any) -> Any:
        """Without zeros that say nothing."""
        return plain(value) if isinstance(value, Decimal) else value


class TypedInteger(forms.IntegerField):
    """A whole number, in Thai or Arabic digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """As Django does, of the digits alone."""
        return super().to_python(normalise(str(value)).strip() if value is not None else value)


def marks(label: Any, **kwargs: Any) -> TypedDecimal:
    """A field for marks: more than 0, two decimal places."""
    return TypedDecimal(label=label, min_value=Decimal("0.01"), max_value=Decimal("99999.99"), **kwargs)


def line(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    """A field for one line."""
    return forms.CharField(label=label, max_length=length, **kwargs)


def lines(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    """A field for several lines, not required."""
    return forms.CharField(label=label, max_length=length, required=False, widget=forms.Textarea({"rows": 3}), **kwargs)


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # of any form
    """Rows of a part: a row that is emptied, or marked to be removed, is gone; new ones stand empty at the end."""

    def initial_form_count(self) -> int:
        """None, when posted: what was there before is asked of the database, not of the browser."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """With words for what removes a row."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Remove this row")

    @property
    def filled(self) -> list[dict[str, Any]]:
        """What the rows that stay say, in order; only when valid."""
        return [form.cleaned_data for form in self.staying]

    @property
    def staying(self) -> list[forms.Form]:
        """The rows that stay."""
        gone = {id(form) for form in self.deleted_forms} if self.is_valid() else set()
        return [form for form in self.forms if form.has_changed() and id(form) not in gone]

    @property
    def is_full(self) -> bool:
        """Whether no row fits any more."""
        return self.total_form_count() >= MOST_ROWS


def rows_of(form: type[forms.Form], most: int) -> type[Rows]:
    """The formset of these rows, `most` of them filled at most."""
    made: type[Any] = forms.formset_factory(
        form, formset=Rows, extra=BLANK_ROWS, can_delete=True, max_num=most, validate_max=True, absolute_max=MOST_ROWS
    )
    return made


def with_more(data: Any, prefix: str) -> Any:
    """The same as was posted, with blank rows more at the end of one formset."""
    more = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    count = more.get(name, "0")
    if count.isascii() and count.isdigit() and len(count) < 4:
        more[name] = str(min(int(count) + BLANK_ROWS, MOST_ROWS))
    return more


def initial_rows(rows: Iterable[object], names: Iterable[str]) -> list[dict[str, Any]]:
    """What a formset shows of plain values."""
    known = tuple(names)
    return [{name: getattr(row, name) for name in known} for row in rows]
