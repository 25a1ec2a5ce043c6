"""The form that takes a workbook of an indicator set."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A workbook; `reading.read` judges what is in it."""

    file = forms.FileField(
        label=_("Workbook of the set"),
        help_text=_("XLSX with the sheets of the template, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
