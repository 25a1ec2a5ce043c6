"""People in the admin, and who of them speaks for whom."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts import role_decisions
from cms.accounts.admin_menu import PermittedItem
from cms.accounts.models import User
from cms.accounts.representing import RequestState
from cms.accounts.role_requests import MAY_DECIDE, MAY_END
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


@hooks.register("register_admin_urls")
def role_urls() -> list[URLPattern]:
    """Requests for roles, and affiliations."""
    asked, granted = role_decisions.RoleRequestsView, role_decisions.AffiliationsView
    return [
        path("role-requests/", asked.as_view(), name="role_requests"),
        path("role-requests/results/", asked.as_view(results_only=True), name="role_requests_results"),
        path("role-requests/<int:pk>/", role_decisions.role_request, name="role_request"),
        path("affiliations/", granted.as_view(), name="affiliations"),
        path("affiliations/results/", granted.as_view(results_only=True), name="affiliations_results"),
        path("affiliations/<int:pk>/", role_decisions.affiliation, name="affiliation"),
    ]


@hooks.register("register_admin_menu_item")
def role_requests_item() -> MenuItem:
    """“Requests for roles” in the admin's menu, opened at those that wait."""
    url = f"{reverse('role_requests')}?state={RequestState.ASKED}"
    return PermittedItem(
        _("Requests for roles"), url, name="role-requests", icon_name="user", order=911, permission=MAY_DECIDE
    )


@hooks.register("register_admin_menu_item")
def affiliations_item() -> MenuItem:
    """“Who speaks for whom” in the admin's menu, opened at those that have not ended."""
    url = f"{reverse('affiliations')}?ended_at__isnull=true"
    return PermittedItem(
        _("Who speaks for whom"), url, name="affiliations", icon_name="group", order=912, permission=MAY_END
    )
