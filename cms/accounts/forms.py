"""What people fill in about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.accounts.api_tokens import LIFETIMES
from cms.accounts.models import User


class ProfileForm(forms.ModelForm[User]):
    """Name and language."""

    class Meta:
        model = User
        fields = ["name", "language"]
        help_texts = {"name": _("Stands beside what you publish. Leave it empty to be shown as a member.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class LeaveForm(forms.Form):
    """Leaving asks for the password: whoever finds an open browser cannot erase an account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuses a wrong password."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password."), code="wrong_password")
        return password


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("For you, to know it again: the program that will use it."),
    )
    days = forms.TypedChoiceField(
        label=_("Good for"),
        coerce=int,
        choices=[(days, _("%(number)s days") % {"number": days}) for days in LIFETIMES],
        initial=LIFETIMES[1],
    )
