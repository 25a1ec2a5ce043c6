"""What buyers say about an order."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CancelForm(forms.Form):
    """Why an order is called off; the other side reads it."""

    reason = forms.CharField(
        label=_("Why do you cancel?"),
        max_length=300,
        help_text=_("The seller reads this."),
        widget=forms.Textarea({"rows": 2}),
    )
