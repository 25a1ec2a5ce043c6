"""Proves that the index and the sources agree."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import mend, problems

_SHOWN = 50


class Command(BaseCommand):
    """Ends with 0 where the index is true at the end, with 1 where it is not."""

    help = "Compare words, columns, facets, visibility and rows of the index with the sources; --repair mends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command line takes."""
        parser.add_argument("--repair", action="store_true", help="write anew what is wrong, then compare again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what is wrong, and mend it if asked."""
        found = list(problems())
        for problem in found[:_SHOWN]:
            self.stdout.write(str(problem))
        if len(found) > _SHOWN:
            self.stdout.write(f"and {len(found) - _SHOWN} more")
        if found and options["repair"]:
            mend(found)
            left = list(problems())
            self.stdout.write(f"{len(found) - len(left)} mended.")
            found = left
        if found:
            raise CommandError(f"The index differs from the sources in {len(found)} places.", returncode=1)
        self.stdout.write("The index agrees with the sources.")
