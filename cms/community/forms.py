"""The forms by which people report a thing, moderators decide and authors answer."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.letters import LetterForm
from cms.community.models import LONGEST_WORDS, Reason


class ReportForm(LetterForm):
    """What is wrong with a thing. The key it carries makes one report of it however often it is sent."""

    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only moderators read this. Nobody is told who reported."),
    )
    form = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False, initial=lambda: uuid4().hex)

    @property
    def visible(self) -> list[forms.BoundField]:
        """The fields that people fill in."""
        return [self["reason"], self["words"]]


class DecisionForm(forms.Form):
    """A moderator's reason; whether one is needed is the service's to say. `seen` is the mark of what the page showed."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The author reads it. Needed to hide or remove."),
    )
    seen = forms.CharField(required=False, max_length=32)


class AnswerForm(forms.Form):
    """What the author says to a decision."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("You can answer once. A moderator looks at it again."),
    )
