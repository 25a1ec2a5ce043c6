"""What the workers of the tests have to do."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django_tasks import task


def _write(name: str) -> None:
    with (Path(settings.MEDIA_ROOT).parent / name).open("a") as file:
        file.write(f"{os.getpid()}\n")


def tick() -> None:
    """Leave one line a run."""
    _write("ticks")


@task(queue_name="default")
def fail() -> None:
    """Never succeeds."""
    _write("failures")
    raise RuntimeError("the well is dry")


@task(queue_name="default")
def sleep(seconds: float) -> None:
    """Takes its time."""
    _write("sleeps")
    time.sleep(seconds)


DUE: tuple[tuple[str, int, Callable[[], object]], ...] = (("chores.tick", 3600, tick),)
