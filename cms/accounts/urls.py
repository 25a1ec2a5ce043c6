"""The addresses of one's own pages, and those of allauth's that this platform uses; the others are closed."""

from allauth.account import views as allauth
from django.urls import path, re_path
from django.views.generic import RedirectView

from cms.accounts import role_views, token_views, views

urlpatterns = [
    path("", views.profile, name="account_profile"),
    path("me/", views.me, name="account_me"),
    path("notices/", views.notices, name="account_notices"),
    path("notices/read/", views.read_notices, name="account_read_notices"),
    path("tokens/", token_views.tokens, name="account_tokens"),
    path("tokens/revoke/", token_views.revoke, name="account_revoke_token"),
    path("roles/", role_views.roles, name="account_roles"),
    path("roles/ask/<str:role>/", role_views.ask_for_role, name="account_ask_for_role"),
    path("roles/<int:pk>/withdraw/", role_views.withdraw, name="account_withdraw_role_request"),
    path("roles/<int:pk>/paper/", role_views.paper, name="account_role_paper"),
    path("roles/<int:pk>/end/", role_views.step_down, name="account_end_affiliation"),
    path("leave/", views.leave, name="account_leave"),
    path("left/", views.left, name="account_left"),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("signup/", allauth.signup, name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("email/", allauth.email, name="account_email"),
    path("confirm-email/", allauth.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", allauth.confirm_email, name="account_confirm_email"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    # Who has no password yet (an account made in the admin) chooses one by mail.
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
