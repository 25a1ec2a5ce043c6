"""People in the admin."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from cms.accounts.models import User
from cms.accounts.viewsets import ActivatePresent, AssignPresent, LeaveBulkAction

# After Wagtail's own, in whose place they stand.
for action in (ActivatePresent, AssignPresent, LeaveBulkAction):
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("after_create_user")
def invite(request: HttpRequest, user: User) -> None:
    """A person made in the admin gets a link with which to choose a password."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    url = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=key))
    get_adapter().send_mail("account/email/invitation", user.email, {"user": user, "password_reset_url": url})
