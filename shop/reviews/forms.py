"""The forms of buyers and sellers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.reviews.models import LONGEST_NAME, LONGEST_WORDS
from shop.reviews.surveys import QUESTIONS

STARS = [("5", _("5 stars: very good")), ("4", _("4 stars: good")), ("3", _("3 stars: middling"))]
STARS += [("2", _("2 stars: poor")), ("1", _("1 star: bad"))]
STEPS = [("5", _("Entirely")), ("4", _("Mostly")), ("3", _("So-so")), ("2", _("Hardly")), ("1", _("Not at all"))]


class ReviewForm(forms.Form):
    """What a buyer says; pictures are read beside it."""

    stars = forms.TypedChoiceField(label=_("How good is it?"), choices=STARS, coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Your review"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("How is it, and for what did you use it? Please name nobody and no telephone number."),
    )
    name = forms.CharField(
        label=_("Name shown"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Left empty, it says “Verified buyer”. Your e-mail address is never shown."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class AnswerForm(forms.Form):
    """The seller's answer; it stands under the review for everybody."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_WORDS,
        help_text=_("Everybody reads it. There is one answer to a review, and it cannot be changed afterwards."),
        widget=forms.Textarea({"rows": 6}),
    )


class SurveyForm(forms.Form):
    """Four questions, and words for the seller."""

    words = forms.CharField(
        label=_("Anything you want to tell the seller"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Only the seller reads it, without your name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(label), choices=STEPS, coerce=int, widget=forms.RadioSelect
            )
        self.order_fields([*QUESTIONS, "words"])
