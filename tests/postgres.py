"""A PostgreSQL of our own for one test run: a fresh cluster on loopback, gone when the run ends."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.servers import free_port

INSTALL = "apt-get install postgresql"
# Nothing has to outlive the run, so nothing waits for a disk; no vacuum opens a template while it is copied.
FOR_TESTS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "jit=off",
    "max_connections=200",
)


def binaries() -> Path | None:
    """The folder with initdb, or None where PostgreSQL is not installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a running, empty cluster made with the binaries in `folder`."""
    home = Path(tempfile.mkdtemp(prefix="sepaction-postgres-"))
    prefix: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(home, "postgres", "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    data, port = home / "data", free_port()
    options = f"-h 127.0.0.1 -p {port} -k {home} {' '.join(f'-c {setting}' for setting in FOR_TESTS)}"
    initdb: list[str | Path] = [
        folder / "initdb",
        "-D",
        data,
        "-U",
        "sepaction",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    _run(prefix, initdb)
    try:
        _run(prefix, [folder / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start"])
        yield f"postgres://sepaction@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*prefix, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True, check=False
        )
        shutil.rmtree(home, ignore_errors=True)


def _run(prefix: list[str], command: Sequence[str | Path]) -> None:
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
