"""The form of the contact page, and the one with which staff answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.letters import LetterForm


class ContactForm(LetterForm):
    """A visitor's message to us."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We answer there. It is shown to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=160)
    text = forms.CharField(label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))


class AnswerForm(forms.Form):
    """Staff's answer, which leaves by mail. Whether there is one is the service's to say: other buttons need none."""

    answer = forms.CharField(
        label=_("answer"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
