from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install(using: str, **kwargs: Any) -> None:
    """Make the engine's tables after the rows' tables; again after a migration that rebuilt those and lost triggers."""
    from django.db import connections

    from search.backends import backend
    from search.models import EntryText

    with connections[using].cursor() as cursor:
        tables = connections[using].introspection.table_names(cursor)
    if using == "default" and EntryText._meta.db_table in tables:
        backend().install()


class SearchConfig(AppConfig):
    """One index over everything findable."""

    name = "search"

    def ready(self) -> None:
        """Check the installation, and let the engine make its tables."""
        from search import checks as checks
        from search import memory

        memory.listen()
        post_migrate.connect(_install, sender=self, dispatch_uid="search.install")
