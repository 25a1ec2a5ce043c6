"""A real site for the journeys: loaded once for all test processes, then copied, served and stopped by each."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from cms.settings.engines import DATABASE_URL
from tests.bench.servers import free_port
from tests.databases import INHERITED, ROOT, copy_of, drop, template

LOAD = """
import django
django.setup()
from django.core.management import call_command
from tests.journeys.content import load
call_command("places_refresh", verbosity=0)
load()
"""


@dataclass(frozen=True)
class House:
    """A running site: where it is and where its files lie."""

    url: str
    folder: Path
    database: str

    @property
    def password(self) -> str:
        """The password of every demo person."""
        return (self.folder / "demo-password").read_text().strip()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says, read from outside; `?` stands for each value."""
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(urlsplit(self.database).path, timeout=20)) as connection:
                return connection.execute(query, values).fetchall()
        with psycopg.connect(self.database) as connection:
            return connection.execute(query.replace("?", "%s").encode(), values or None).fetchall()

    def mails(self) -> list[str]:
        """The mails that have left, oldest first."""
        return [file.read_text() for file in sorted((self.folder / "mail").glob("*.eml"))]


def environment(folder: Path, port: int, database: str) -> dict[str, str]:
    """What the site's processes are told."""
    return {
        **{name: value for name, value in os.environ.items() if name in INHERITED},
        "DJANGO_SETTINGS_MODULE": "tests.journeys.site_settings",
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SEPACTION_ENV_FILE": os.devnull,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "LOG_LEVEL": "WARNING",
        # One address reads everything here, in both languages, within a minute.
        "API_REQUESTS_A_MINUTE": "0",
        "PYTHONPATH": str(ROOT),
    }


def loaded(shared: Path) -> tuple[Path, str]:
    """The folder of a site with content and the address of its database, made by whichever process comes first."""
    folder = shared / "journeys-loaded"
    complete = folder / "complete"
    with (shared / "journeys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            database = copy_of(template(DATABASE_URL), shared / "journeys-database")
            folder.mkdir(parents=True)
            command = [sys.executable, "-c", LOAD]
            told = environment(folder, 8000, database)
            done = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            complete.write_text(database)
    return folder, complete.read_text()


@contextmanager
def open_house(shared: Path, own: Path) -> Iterator[House]:
    """A running copy of the loaded site: two web processes and a worker, gone at the end of the block."""
    folder = own / "house"
    kept, content = loaded(shared)
    shutil.copytree(kept, folder)
    database = copy_of(content, own / "database")
    port = free_port()
    told = environment(folder, port, database)
    web = ["-m", "gunicorn", "--config", "cms/operations/gunicorn_conf.py", "cms.wsgi:application"]
    worker = ["manage.py", "worker", "--poll=0.2"]
    with (folder / "log").open("ab") as log:
        processes = [
            subprocess.Popen([sys.executable, *command], env=told, cwd=ROOT, stdout=log, stderr=log)
            for command in (web, worker)
        ]
    try:
        house = House(f"http://127.0.0.1:{port}", folder, database)
        _wait(house, processes)
        yield house
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        drop(database)


def _wait(house: House, processes: list["subprocess.Popen[bytes]"], seconds: float = 90) -> None:
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        assert all(process.poll() is None for process in processes), (house.folder / "log").read_text()[-2000:]
        try:
            with urllib.request.urlopen(f"{house.url}/healthz", timeout=5):  # noqa: S310  # our own site
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the site did not come up: " + (house.folder / "log").read_text()[-2000:])
