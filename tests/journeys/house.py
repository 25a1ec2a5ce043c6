"""A real site for the journeys: loaded once for all test processes, then copied, served and stopped by each."""

import fcntl
import os
import shutil
import socket
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

ROOT = Path(__file__).resolve().parents[2]
LOAD = "import django; django.setup(); from tests.journeys.content import load; load()"
KEPT = {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV"}


@dataclass(frozen=True)
class House:
    """A running site: where it is and where its files lie."""

    url: str
    folder: Path

    @property
    def password(self) -> str:
        """The password of every demo person."""
        return (self.folder / "demo-password").read_text().strip()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database says, read from outside."""
        with closing(sqlite3.connect(self.folder / "sepaction.sqlite3", timeout=20)) as connection:
            return connection.execute(query, values).fetchall()

    def mails(self) -> list[str]:
        """The mails that have left, oldest first."""
        return [file.read_text() for file in sorted((self.folder / "mail").glob("*.eml"))]


def environment(folder: Path, port: int) -> dict[str, str]:
    """What the site's processes are told."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.site_settings",
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SEPACTION_ENV_FILE": os.devnull,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def loaded(shared: Path) -> Path:
    """The folder of a site with content, made by whichever test process comes first."""
    folder = shared / "journeys-loaded"
    with (shared / "journeys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            told = environment(folder, 8000)
            for command in (
                ["manage.py", "migrate", "--verbosity=0"],
                ["manage.py", "places_refresh", "--verbosity=0"],
                ["-c", LOAD],
            ):
                done = subprocess.run(
                    [sys.executable, *command], env=told, cwd=ROOT, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, done.stderr
            (folder / "complete").touch()
    return folder


@contextmanager
def open_house(shared: Path, own: Path) -> Iterator[House]:
    """A running copy of the loaded site: two web processes and a worker, gone at the end of the block."""
    folder = own / "house"
    shutil.copytree(loaded(shared), folder)
    port = free_port()
    told = environment(folder, port)
    web = ["-m", "gunicorn", "--config", "cms/operations/gunicorn_conf.py", "cms.wsgi:application"]
    worker = ["manage.py", "worker", "--poll=0.2"]
    with (folder / "log").open("ab") as log:
        processes = [
            subprocess.Popen([sys.executable, *command], env=told, cwd=ROOT, stdout=log, stderr=log)
            for command in (web, worker)
        ]
    try:
        house = House(f"http://127.0.0.1:{port}", folder)
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
