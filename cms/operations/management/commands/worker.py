"""`manage.py worker`: drains the queue and does what is due, until it is stopped."""

import os
import socket
from argparse import ArgumentParser
from dataclasses import fields
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand

from cms.operations.worker import QUEUES, Pace, Worker


class Command(BaseCommand):
    """Several may run beside each other; each stops within two seconds of SIGTERM or Ctrl-C."""

    help = "Runs queued tasks (mail, pictures, everything else) and jobs that are due, such as scheduled publishing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The queues and the pace."""
        parser.add_argument("--queues", default=",".join(QUEUES), help="names, separated by commas (%(default)s)")
        for field in fields(Pace):
            parser.add_argument(
                f"--{field.name.replace('_', '-')}",
                type=float,
                default=field.default,
                help="seconds (%(default)s)",
            )

    def handle(self, *, queues: str, **options: Any) -> None:
        """Work until stopped."""
        pace = Pace(**{field.name: options[field.name] for field in fields(Pace)})
        name = f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid4().hex[:12]}"
        worker = Worker(name=name, queues=tuple(queues.split(",")), pace=pace)
        worker.listen()
        worker.run()
