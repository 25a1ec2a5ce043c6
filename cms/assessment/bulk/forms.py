"""The form that takes a finished round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.assessment.models import Round
from themes.templatetags.thai_dates import thai_year


class RoundField(forms.ModelChoiceField[Round]):
    """Rounds by their set and year."""

    def label_from_instance(self, obj: Round) -> str:
        """The year as the reader counts it."""
        return f"{obj.indicator_set} · {thai_year(obj.year)}"


class UploadForm(forms.Form):
    """A workbook for a round; the worker judges what is in it."""

    round = RoundField(queryset=Round.objects.none(), label=_("Round"))
    file = forms.FileField(
        label=_("Workbook of results"),
        help_text=_("XLSX in the form of the round's template, at most 10 MB and 10,000 organisations."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = Round.objects.select_related("indicator_set")  # type: ignore[attr-defined]  # it is a ModelChoiceField
