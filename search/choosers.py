"""Choosing a thing of another area in Wagtail's admin: a search that finds while one types, over what visitors may find.

The reference is (kind, key), never a foreign key; `search.services.resolve` says what it names now.
"""

from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.admin.widgets.chooser import BaseChooser, BaseChooserAdapter

from search.results import Hit
from search.services import resolve

LONGEST_KEY = 100  # as the index keeps it


class Reference(NamedTuple):
    """What names one findable thing."""

    kind: str
    key: str

    @classmethod
    def read(cls, text: str) -> Self:
        """From `kind:key` as forms send it; what is no such text becomes a reference that names nothing."""
        kind, _colon, key = text.partition(":")
        return cls(kind, key)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class ThingChooser(BaseChooser):
    """The button that opens the search, and what was chosen; its values are texts as `Reference` reads them."""

    icon = "link"
    choose_one_text = _("Choose")
    choose_another_text = _("Choose another")
    link_to_chosen_text = _("Open its page")

    def __init__(self, kinds: tuple[str, ...], **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(**kwargs)

    def get_chooser_modal_url(self) -> str:
        """The search, among the kinds that may be chosen."""
        return f"{reverse('things:choose')}?{urlencode({'kind': self.kinds}, doseq=True)}"

    def get_value_data(self, value: str | None) -> dict[str, str] | None:
        """What the button shows of this reference; one query."""
        if not value:
            return None
        reference = Reference.read(value)
        return self.shown(reference, resolve([reference]).get(reference))

    def shown(self, reference: Reference, hit: Hit | None) -> dict[str, str]:
        """What the button shows where `hit` is what the reference names now; None where no visitor sees such a thing."""
        if hit is None:
            title = gettext("Visitors do not see this any more (%(reference)s)") % {"reference": reference}
            return {"id": str(reference), "title": title, "edit_url": ""}
        return {"id": str(reference), "title": f"{hit.title} · {hit.kind_label}", "edit_url": hit.url}


register(BaseChooserAdapter(), ThingChooser)


class ThingField(forms.Field):
    """A reference to a thing of one of these kinds; empty is None."""

    default_error_messages = {"invalid": _("Choose one from the list.")}

    def __init__(self, kinds: tuple[str, ...], **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(widget=ThingChooser(kinds), **kwargs)

    def to_python(self, value: str | None) -> Reference | None:
        """Raises ValidationError for what cannot be a reference to one of the kinds.

        What is withdrawn passes: it may come back, and whoever mends a page need not lose it.
        """
        if not value:
            return None
        reference = Reference.read(value)
        is_key = 0 < len(reference.key) <= LONGEST_KEY and "\0" not in reference.key
        if reference.kind not in self.kinds or not is_key:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return reference
