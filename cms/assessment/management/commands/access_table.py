"""`manage.py access_table`: prints docs/kalyanamitr-access.md."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.assessment.access_table import markdown


class Command(BaseCommand):
    """Writes nothing; the reader decides where it goes."""

    help = "Prints who may do what in Kalyanamitr as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(markdown(), ending="")
