"""A site of its own for a test of real processes: a database that outlives them, workers, and a look inside."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
QUICK = ["--poll=0.1", "--beat=0.3", "--dead-after=1.5", "--first-delay=0.02"]


def wait_until(true: Callable[[], object], *, seconds: float = 30) -> float:
    """Wait until it holds; returns after how many seconds. Fails the test where it does not in time."""
    begin = time.monotonic()
    while not true():
        assert time.monotonic() - begin < seconds, "it did not come true in time"
        time.sleep(0.05)
    return time.monotonic() - begin


def seconds_to_stop(process: "subprocess.Popen[bytes]", *, at_most: float) -> float:
    """Wait for the process to end; returns the seconds that it took of itself: at work, or asleep by its own choice.

    How long it stood in line for a processor is left out, so the figure says the same on an idle and on a busy machine.
    Fails the test as soon as it has taken more than `at_most`.
    """
    asleep, worked_before, now = 0.0, _seconds_worked(process.pid), time.monotonic()
    took = 0.0
    while process.poll() is None:
        before, was_asleep = now, _is_asleep(process.pid)
        time.sleep(0.02)
        now = time.monotonic()
        if was_asleep and _is_asleep(process.pid):
            asleep += now - before
        took = max(took, asleep + _seconds_worked(process.pid) - worked_before)
        assert took < at_most, f"it did not stop within {at_most:g} s of its own"
    return took


def _seconds_worked(pid: int) -> float:
    """Processor time of all threads; nothing where the process has ended meanwhile."""
    user, system = _stat(Path(f"/proc/{pid}"))[11:13] or ("0", "0")
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _is_asleep(pid: int) -> bool:
    """Whether no thread works or wants to; always where the system does not tell, so that all time counts."""
    threads = [_stat(thread) for thread in Path(f"/proc/{pid}/task").glob("*")]
    return all(found[:1] == ["S"] for found in threads if found)


def _stat(folder: Path) -> list[str]:
    """The fields from the state on, see proc(5); nothing where the process or thread has ended."""
    try:
        return (folder / "stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


class LiveSite:
    """A folder, a database and the processes that work on them."""

    def __init__(self, folder: Path, database: str, **environment: str) -> None:
        self.folder = folder
        self.database = database
        folder.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV"}}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.operations.worker_settings",
            "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
            "SEPACTION_ENV_FILE": os.devnull,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "PYTHONPATH": str(ROOT),
            **environment,
        }

    def python(self, code: str) -> str:
        """Run code inside the site, with Django set up; returns what it prints."""
        program = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def manage(self, *arguments: str) -> None:
        """Run one management command to its end."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    @contextmanager
    def worker(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """A worker process, gone at the end of the block."""
        command = [sys.executable, "manage.py", "worker", *QUICK, *arguments]
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, read from outside."""
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(urlsplit(self.database).path, timeout=20)) as connection:
                return connection.execute(query).fetchall()
        with psycopg.connect(self.database) as connection:
            return connection.execute(query.encode()).fetchall()

    def lines(self, name: str) -> list[str]:
        """The lines of a file that the chores wrote."""
        path = self.folder / name
        return path.read_text().split() if path.exists() else []
