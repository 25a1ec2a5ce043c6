"""`manage.py run`: the site as it is, web server and worker."""

import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.home.founding import found_site
from cms.operations import serving, static_files
from cms.settings.env import env


class Command(BaseCommand):
    """Migrates, gathers static files, then serves until Ctrl-C."""

    help = "Brings the database up to date and starts the web server and the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--reload` for developers."""
        parser.add_argument("--reload", action="store_true", help="restart the web server when a file changes")

    def handle(self, *, reload: bool, **options: Any) -> None:
        """Serve until stopped."""
        self.refuse_a_taken_port()
        gathering = static_files.begin()
        self.prepare()
        gathering.finish()
        sys.exit(serving.serve(reload=reload, ready=self.tell))

    @property
    def address(self) -> tuple[str, int]:
        """Where the web server listens."""
        return env.text("BIND", "127.0.0.1"), env.number("PORT", 8000, least=1, most=65535)

    def refuse_a_taken_port(self) -> None:
        """Ends with one sentence where something listens there already."""
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(self.address) == 0:
                sys.exit(
                    f"Port {self.address[1]} is taken; choose another, for instance PORT={self.address[1] + 1} make demo."
                )

    def prepare(self) -> None:
        """What must be true before the first visitor comes."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("places_refresh", verbosity=0)
        found_site()

    def tell(self) -> None:
        """Wait until the web server listens, then say where."""
        for _attempt in range(150):
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(self.address) == 0:
                    break
            time.sleep(0.2)
        self.stdout.write(self.style.SUCCESS(f"\nsepaction is at {self.url}  (Ctrl-C stops it)"))
        for line in self.sign_ins():
            self.stdout.write(line)
        self.stdout.flush()

    @property
    def url(self) -> str:
        """The address a person types."""
        return settings.SITE_URL + "/"

    def sign_ins(self) -> list[str]:
        """Lines that tell how to sign in; none here."""
        return []
