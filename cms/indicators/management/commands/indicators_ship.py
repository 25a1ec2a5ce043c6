"""`manage.py indicators_ship`: installs the indicator sets that come with the software, where they are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.indicators.shipped import codes, install


class Command(BaseCommand):
    """Run again it changes nothing: a set that is there is left as it is, whatever its state."""

    help = "Installs the shipped indicator sets where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Install each and say what was done."""
        for code in codes():
            done = "installed and published" if install(code=code) else "is there, left as it is"
            self.stdout.write(f"{code}: {done}")
