"""`manage.py places_refresh`: provinces, districts and subdistricts as the installed official list has them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.places.refresh import refresh


class Command(BaseCommand):
    """Safe to run at every start: does nothing while the data version is the same."""

    help = "Bring provinces, districts and subdistricts in line with the installed official list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--force` compares every row even where the data version is the same."""
        parser.add_argument("--force", action="store_true", help="compare every row, whatever the data version")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh and say what changed."""
        done = refresh(force=options["force"])
        self.stdout.write(
            f"Places of {done.version}: {done.added} added, {done.changed} changed, {done.retired} retired."
        )
