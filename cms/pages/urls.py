"""The addresses under which pages are served, Thai marks included."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.views import authenticate_with_password

from cms.pages.slugs import SERVE_PATTERN
from cms.pages.views import serve

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    re_path(SERVE_PATTERN, serve, name="wagtail_serve"),
]
