"""Choosing by name from what is too much for a select: one types, the browser offers, and any exact name is understood.

Works without scripts: the offers are a <datalist>, and what was typed is looked up when the form is sent.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

LONGEST = 300
MOST_NAMED = 5  # in the sentence that says what a name could have meant

Names = Mapping[str, str]  # key -> name


class NameInput(forms.TextInput):
    """A line to type in, with names that the browser offers."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.names: Names = {}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The line and its offers."""
        offers = f"{(attrs or {}).get('id', name)}-offers"
        line = super().render(name, value, {**(attrs or {}), "list": offers}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((words,) for words in self.names.values()))
        return format_html('{}<datalist id="{}">{}</datalist>', line, offers, options)


class NameField(forms.CharField):
    """The key of what is called as was typed; blank for nothing.

    `look` finds further names for typed words that are none of those offered.
    """

    widget = NameInput
    default_error_messages = {
        "unknown": _("Nothing here is called so. Type a part of the name, and choose what is offered."),
        "several": _("Which one do you mean? %(names)s"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **kwargs})
        self.names: Names = {}
        self.look: Callable[[str], Names] = lambda words: {}

    def offer(self, names: Names, look: Callable[[str], Names] | None = None) -> None:
        """Offer these; a name that several have is told apart by its key."""
        self.names = self.widget.names = _told_apart(names)
        self.look = look or self.look

    def prepare_value(self, value: Any) -> Any:
        """The name of a key; what was typed stays as it was typed."""
        return self.names.get(value, value)

    def clean(self, value: Any) -> str:
        """Raises ValidationError where nothing is called so, or a name could mean several things."""
        words = " ".join(super().clean(value).split())
        if not words or words in self.names:
            return words
        found = _exactly(words, self.names)
        if not found:
            nearly = {key: name for key, name in self.names.items() if words.casefold() in name.casefold()}
            nearly |= self.look(words)
            self.offer({**self.names, **nearly})
            found = _exactly(words, self.names)
            if nearly and not found:
                names = "; ".join([self.names[key] for key in nearly][:MOST_NAMED])
                raise ValidationError(self.error_messages["several"], code="several", params={"names": names})
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found[0]


def _exactly(words: str, names: Names) -> list[str]:
    return [key for key, name in names.items() if name.casefold() == words.casefold()]


def _told_apart(names: Names) -> dict[str, str]:
    said = list(names.values())
    return {key: name if said.count(name) < 2 else f"{name} [{key}]" for key, name in names.items()}
