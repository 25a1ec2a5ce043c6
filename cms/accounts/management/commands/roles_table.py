"""`manage.py roles_table`: prints docs/roles.md."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.role_table import markdown


class Command(BaseCommand):
    """Writes nothing; the reader decides where it goes."""

    help = "Prints the table of roles as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(markdown(), ending="")
