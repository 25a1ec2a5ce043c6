"""Forms through which strangers write to staff: kept from robots without a puzzle, and from floods by counting.

A field that people do not see must stay empty, the form must not come back faster than a person types, and one sender
may write so often an hour. Nothing of the sender's address is stored: a keyed hash of it lives in the cache for an hour.
"""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.accounts.pace import counted, sender

FASTEST = 2  # seconds between the form's leaving and its return
LONGEST = 86_400  # seconds a form stays good
LETTERS_AN_HOUR = 5
_SALT = "cms.accounts.letters"


class LetterForm(forms.Form):
    """A form that a stranger may send. Give `request` so that the sender can be counted."""

    website_url = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1", "class": "not-for-people"}),
    )
    left_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["left_at"].initial = signing.dumps("letter", salt=_SALT)

    @property
    def visible(self) -> list[forms.BoundField]:
        """The fields that people fill in."""
        return [self[name] for name in self.fields if name not in {"website_url", "left_at"}]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a robot's answer or a sender who has written too often."""
        data = super().clean() or {}
        if data.get("website_url"):
            raise ValidationError(_("The hidden field must stay empty. Please send the form again."), code="robot")
        self._check_pace(data.get("left_at", ""))
        if not self.errors and not self._count():
            raise ValidationError(
                _("You have written %(number)s times within the hour. Please write again later."),
                code="too_often",
                params={"number": LETTERS_AN_HOUR},
            )
        return data

    def _check_pace(self, token: str) -> None:
        try:
            signing.loads(token, salt=_SALT, max_age=LONGEST)
        except signing.BadSignature:
            self._renew()
            raise ValidationError(_("This form was open too long. Please send it again."), code="stale") from None
        try:
            signing.loads(token, salt=_SALT, max_age=FASTEST)
        except signing.SignatureExpired:
            return
        raise ValidationError(_("That was very quick. Please wait a moment and send it again."), code="too_quick")

    def _renew(self) -> None:
        data = dict(self.data.items())
        data[self.add_prefix("left_at")] = signing.dumps("letter", salt=_SALT)
        self.data = data

    def _count(self) -> bool:
        """Whether this sender may write once more within the hour."""
        return counted(f"letters:{type(self).__name__}:{sender(self.request)}") <= LETTERS_AN_HOUR
