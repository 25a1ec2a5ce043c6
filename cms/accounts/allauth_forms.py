"""allauth's forms in this platform's words: labels instead of placeholders, in both languages."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Keep me signed in on this device"),
    "oldpassword": _("Password until now"),
    "password1": _("Password"),
    "password2": _("Password once more"),
}


class PlainWords(forms.Form):
    """Gives every field our label, and takes away placeholders, which vanish when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                field.help_text = ""  # the way to a new password stands below the form

    def clean(self) -> dict[str, Any]:
        """Two passwords that differ are told in our words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_error("password2"):
            self.errors["password2"] = self.error_class([str(_("The two passwords are not the same."))])
        return cleaned


class SignInForm(PlainWords, allauth.LoginForm):
    """E-mail and password."""


class SignUpForm(PlainWords, allauth.SignupForm):
    """A new account, made in one transaction."""

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        """Make the account. Who pressed twice at once is answered like everybody whose address is taken."""
        try:
            with transaction.atomic():
                saved: tuple[AbstractBaseUser | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            saved = super().try_save(request)
        return saved


class ChangeEmailForm(PlainWords, allauth.AddEmailForm):
    """The new address; it holds once the link sent to it was opened."""

    action_add = forms.CharField(initial="1", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(PlainWords, allauth.ChangePasswordForm):
    """The old password and the new one, twice."""


class ResetPasswordForm(PlainWords, allauth.ResetPasswordForm):
    """The address to which the link goes."""


class NewPasswordForm(PlainWords, allauth.ResetPasswordKeyForm):
    """The new password, twice."""


class ReauthenticateForm(PlainWords, allauth.ReauthenticateForm):
    """The password again, before something important."""
