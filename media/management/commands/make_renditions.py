"""manage.py make_renditions: draw what published pictures still lack, now and not by the worker."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from media import queries, rendering


class Command(BaseCommand):
    """Draws the missing renditions of published pictures with several processes."""

    help = "Draw the missing renditions of published pictures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--processes`, two unless told."""
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, with a line of progress."""
        keys = queries.photos_without_renditions()
        for done, _key in enumerate(rendering.render_many(keys, processes=options["processes"]), start=1):
            self.stdout.write(f"\r{done}/{len(keys)}", ending="")
        self.stdout.write(f"\rRenditions of {len(keys)} pictures made.")
