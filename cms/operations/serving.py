"""Starts the web server and the worker beside it, and stops both together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from django.conf import settings

STOP_WITHIN = 10.0  # seconds between the polite signal and the last one


def commands() -> list[list[str]]:
    """The command lines of the web server and of the worker."""
    configuration = Path(__file__).with_name("gunicorn_conf.py")
    web = [sys.executable, "-m", "gunicorn", "--config", str(configuration), "cms.wsgi:application"]
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
    return [web, worker]


def serve(*, reload: bool, ready: Callable[[], None]) -> int:
    """Run both until Ctrl-C or SIGTERM; calls `ready` once the web server listens. Returns the exit status.

    Where one of the two ends by itself, the other is stopped too and the status is 1.
    """
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    if reload:
        environment["SEPACTION_RELOAD"] = "1"
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    # A session of their own, so that Ctrl-C reaches them through us, in order.
    processes = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603 - a command of ours
        for command in commands()
    ]
    try:
        ready()
        while not stopping and all(process.poll() is None for process in processes):
            time.sleep(0.2)
        return 0 if stopping else 1
    finally:
        end(processes)


def end(processes: list["subprocess.Popen[bytes]"]) -> None:
    """Ask them to stop, wait, and end what is left."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        if process.poll() is None:
            process.kill()
            process.wait()
