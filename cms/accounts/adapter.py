"""How allauth behaves here: mail through the queue, a role for every account, the language of the sign-up kept."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import Language, User
from cms.accounts.roles import BASE
from cms.accounts.services import give_role
from cms.accounts.tasks import send_mail

# What allauth calls the links of its mails.
LINKS = frozenset({"activate_url", "password_reset_url", "signup_url"})


def language_here() -> str:
    """The language of the page that is being answered; Thai where it is none of ours."""
    here = (get_language() or "")[:2]
    return here if here in Language.values else Language.THAI.value


class AccountAdapter(DefaultAccountAdapter):
    """The one place where allauth is told how this platform does things."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("This e-mail address is already in use."),
        "enter_current_password": _("This is not your password until now."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link has expired or has been used already."),
        "rate_limited": _("Too many tries. Please wait a little."),
        "too_many_login_attempts": _("Too many tries with a wrong password. Please try again in a few minutes."),
        "same_as_current": _("This is the same as before."),
    }

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """A new account gets the language of the page it was made on, and a member's role."""
        user.language = language_here()
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            give_role(user=saved, role=BASE)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in its reader's language: the one they chose, else the page's."""
        reader = context.get("user") or User.objects.filter(email=email.lower()).first()
        shown = {
            "email": email,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.SITE_URL,
            **{name: _ours(value) if name in LINKS else value for name, value in context.items()},
        }
        with override(reader.language if reader else language_here()):
            message: EmailMessage = self.render_mail(template_prefix, email, shown)
        send_mail.enqueue(str(message.subject), str(message.body), list(message.to))

    def format_email_subject(self, subject: str) -> str:
        """The subject as its template has it; the sender's name says who writes."""
        return subject

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After signing in without a page in mind: to one's own page."""
        return resolve_url("account_profile")


def _ours(address: str) -> str:
    """The address on this site: allauth makes it from the request's Host header, which a stranger may have written."""
    return settings.SITE_URL + urlsplit(address).path
