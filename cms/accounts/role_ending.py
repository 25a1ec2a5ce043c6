"""The form by which a member ends a role of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.role_requests import LONGEST_REASON


class EndForm(forms.Form):
    """Why, if they care to say; sending it is the confirmation."""

    reason = forms.CharField(
        label=_("Why, if you like to say"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
