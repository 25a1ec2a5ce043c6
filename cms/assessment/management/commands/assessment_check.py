"""Proves that the results of Kalyanamitr are what their answers come to, that standings say what results say, and sums too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.assessment.checking import problems, repair

_SHOWN = 50


class Command(BaseCommand):
    """Ends with 0 where everything adds up, with 1 where it does not."""

    help = "Compute every published result anew and compare it, the answers, the standings and their sums with what is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--repair`."""
        parser.add_argument(
            "--repair",
            action="store_true",
            help="Write wrong or missing standings and sums anew, then look again. Results themselves never change.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what is wrong."""
        if options["repair"]:
            organisations, sums = repair()
            self.stdout.write(
                f"Standings of {organisations} organisations and {sums} sums of provinces were written anew."
            )
        found = 0
        for found, problem in enumerate(problems(), start=1):
            if found <= _SHOWN:
                self.stdout.write(str(problem))
        if found:
            raise CommandError(f"Results, standings and sums disagree in {found} places.", returncode=1)
        self.stdout.write("Results, answers, standings and sums agree.")
