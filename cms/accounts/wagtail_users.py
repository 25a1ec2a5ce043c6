"""Wagtail's people admin, told which views to use; stands in INSTALLED_APPS in the place of `wagtail.users`."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Our users, and roles that are kept in code."""

    user_viewset = "cms.accounts.viewsets.PeopleViewSet"
    group_viewset = "cms.accounts.viewsets.RolesViewSet"
