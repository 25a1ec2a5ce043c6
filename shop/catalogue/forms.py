"""The form by which a visitor asks a seller."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.letters import LetterForm


class QuestionForm(LetterForm):
    """A visitor's question about a product."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The seller answers there. It is shown to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
