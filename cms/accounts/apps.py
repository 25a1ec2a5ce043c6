from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles and what each may do, notices."""

    name = "cms.accounts"
    label = "accounts"
