"""`manage.py lao_import FILE [--check]`: a spreadsheet of LAOs into the registry, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.places.importing import SheetRefused, check_laos, import_laos
from cms.places.lao_rows import Judged
from cms.places.sheets import MOST_BYTES

MOST_SHOWN = 200


class Command(BaseCommand):
    """Says row by row what is wrong; imports only a file without problems."""

    help = "Import a spreadsheet (XLSX or CSV) of LAOs; --check only says what it would do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and `--check`."""
        parser.add_argument("file", type=Path, help="an XLSX or CSV file in the columns of the template")
        parser.add_argument("--check", action="store_true", help="say what the file would do, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check or import. Raises CommandError where the file cannot be read or has problems."""
        file: Path = options["file"]
        try:
            with file.open("rb") as source:
                content = source.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            judged = (check_laos if options["check"] else import_laos)(name=file.name, content=content)
        except SheetRefused as refused:
            judged = refused.judged
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._tell(judged, done=not options["check"])

    def _tell(self, judged: Judged, *, done: bool) -> None:
        for problem in judged.problems[:MOST_SHOWN]:
            self.stderr.write(
                f"row {problem.row}, {problem.column}: {problem.read!r}: {problem.message} [{problem.accepted}]"
            )
        if judged.ignored:
            self.stdout.write(f"Columns passed over: {', '.join(judged.ignored)}.")
        if judged.problems:
            raise CommandError(f"{len(judged.problems)} problems; nothing was written.")
        verb = "were" if done else "would be"
        self.stdout.write(
            f"{len(judged.added)} LAOs {verb} added, {len(judged.changed)} changed; {judged.same} stay as they are."
        )
