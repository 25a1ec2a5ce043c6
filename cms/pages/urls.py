"""The addresses under which pages are served, Thai marks included."""

from django.urls import path, re_path
from wagtail.views import authenticate_with_password

from cms.accounts.views import to_sign_in
from cms.pages.slugs import SERVE_PATTERN
from cms.pages.views import serve

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    re_path(SERVE_PATTERN, serve, name="wagtail_serve"),
]
