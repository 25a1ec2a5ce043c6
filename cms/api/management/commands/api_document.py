"""Prints the API's document: `manage.py api_document > docs/api/openapi.json`."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.api.document import text


class Command(BaseCommand):
    """Print the API's document."""

    help = "Print the API's document (OpenAPI 3.1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it as it is served."""
        self.stdout.write(text(), ending="")
