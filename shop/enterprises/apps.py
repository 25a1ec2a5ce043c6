from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """Community enterprises: who they are, who speaks for them, whether they are verified."""

    name = "shop.enterprises"
    label = "shop_enterprises"
