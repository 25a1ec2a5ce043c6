"""The app of people and roles."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People, roles and what each may do, notices."""

    name = "cms.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Sync the roles whenever the database was migrated or emptied."""
        post_migrate.connect(sync_after_last_app, dispatch_uid="accounts.sync_roles")


def sync_after_last_app(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Bring the groups up to date once every app has made its permissions; not in a half-migrated database."""
    if sender is not [config for config in apps.get_app_configs() if config.models_module is not None][-1]:
        return
    needed = {
        "accounts_user",
        "wagtailcore_groupapprovaltask",
        "wagtailadmin_admin",
        "wagtailimages_image",
        "wagtaildocs_document",
    }
    if needed <= set(connections[using].introspection.table_names()):
        from cms.accounts.role_sync import sync_roles

        sync_roles()
