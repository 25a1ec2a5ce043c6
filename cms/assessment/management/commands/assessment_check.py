"""Proves that the results of Kalyanamitr are what their answers come to, and that standings say what results say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.assessment.checking import problems, repair

_SHOWN = 50


class Command(BaseCommand):
    """Ends with 0 where everything adds up, with 1 where it does not."""

    help = "Compute every published result anew and compare it, the answers and the standings with what is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--repair`."""
        parser.add_argument(
            "--repair",
            action="store_true",
            help="Write wrong or missing standings anew, then look again. Results themselves never change.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what is wrong."""
        if options["repair"]:
            self.stdout.write(f"Standings of {repair()} organisations were written anew.")
        found = 0
        for found, problem in enumerate(problems(), start=1):
            if found <= _SHOWN:
                self.stdout.write(str(problem))
        if found:
            raise CommandError(f"Results and standings disagree in {found} places.", returncode=1)
        self.stdout.write("Results, answers and standings agree.")
