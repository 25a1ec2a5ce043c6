"""`manage.py assessment_import`: publishes a finished round from a workbook, or says what is wrong with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.accounts.models import User
from cms.assessment.bulk.columns import LIMITS
from cms.assessment.bulk.importing import Refused, allow, import_round
from cms.assessment.bulk.judging import Judged, judge
from cms.assessment.models import Round

MOST_SHOWN = 200


class Command(BaseCommand):
    """Says cell by cell what is wrong; publishes only a file without problems."""

    help = "Publish a finished round from a workbook (XLSX); --check only says what it would do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the round, and in whose name."""
        parser.add_argument("file", type=Path, help="an XLSX file in the form of the round's template")
        parser.add_argument("--round", required=True, help="the set's code and the year (CE), such as lao-sample:2026")
        parser.add_argument("--by", required=True, help="the e-mail of the person in whose name it is published")
        parser.add_argument("--check", action="store_true", help="say what the file would do, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check or publish. Raises CommandError where the file cannot be read or has problems."""
        file: Path = options["file"]
        try:
            with file.open("rb") as source:
                content = source.read(LIMITS.size + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        round, user = _round(options["round"]), User.objects.filter(email__iexact=options["by"]).first()
        if user is None:
            raise CommandError(f"Nobody has the e-mail {options['by']}.")
        try:
            allow(user)
            judged = (
                judge(content, round)
                if options["check"]
                else import_round(round=round, content=content, name=file.name, user=user)
            )
        except Refused as refused:
            judged = refused.judged
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._tell(judged, done=not options["check"])

    def _tell(self, judged: Judged, *, done: bool) -> None:
        for flaw in judged.flaws[:MOST_SHOWN]:
            self.stderr.write(f"{flaw.sheet} {flaw.cell}: {flaw.read!r}: {flaw.message}")
        if judged.flaws:
            raise CommandError(f"{len(judged.flaws)} problems; nothing was published.")
        counts = ", ".join(f"{code or 'no level'} {number}" for code, number in judged.levels.most_common())
        self.stdout.write(f"{len(judged.rows)} results {'were' if done else 'would be'} published ({counts}).")


def _round(said: str) -> Round:
    code, _colon, year = said.partition(":")
    rounds = Round.objects.select_related("indicator_set", "version__indicator_set")
    found = rounds.filter(indicator_set__code=code, year=int(year)).first() if year.isdecimal() else None
    if found is None:
        raise CommandError(f"There is no round {said}; write the set's code and the year: lao-sample:2026.")
    return found
