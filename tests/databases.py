"""Databases for tests: each is a copy of one that was migrated once.

The migrations take half a minute of a processor. So what they make is kept as a template: on SQLite a file below
`var/`, on PostgreSQL a database beside the others. Its name says from which code it was made, so that another line of
code is another template. Where only migrations came to those of a kept one, a new one goes on from it, as a site that
is brought up to date does; a clean clone, and so CI, begins from nothing.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[1]
KEPT_IN = ROOT / "var" / "test-databases"
# What decides which tables there are, and what migrations and those who wait for their end put into them.
ROOMS = ("cms", "shop", "search", "media", "themes", "tests/lifecycle")
MIGRATIONS = ("**/migrations/*.py",)
WHAT_MIGRATIONS_USE = ("lifecycle/append_only.py", "indicators/freezing.py", "backends/*.py")
AFTER_MIGRATIONS = ("settings/*.py", "accounts/role*.py", "apps.py")
KEPT_FROM_BEFORE = 4
SITE, UNIT = "cms.settings.production", "cms.settings.test"
INHERITED = {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV"}


def _files(*patterns: str) -> list[Path]:
    return sorted({path for room in ROOMS for pattern in patterns for path in (ROOT / room).glob(pattern)})


def _digest(files: Iterable[Path], begin: str = "") -> str:
    digest = hashlib.sha256(begin.encode())
    for path in files:
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _ground() -> str:
    """What stands under every migration: the pinned packages, the versions of what runs them, and our code they use."""
    versions = f"{sys.version} {sqlite3.sqlite_version}"
    return _digest([*sorted(ROOT.glob("requirements*.lock")), *_files(*WHAT_MIGRATIONS_USE)], versions)


@cache
def _migrations() -> frozenset[str]:
    """Our migrations, each by what stands in it."""
    return frozenset(_digest([path]) for path in _files(*MIGRATIONS))


@cache
def _fingerprint() -> str:
    """All code that decides what is in a migrated database."""
    return _digest(_files(*MIGRATIONS, *AFTER_MIGRATIONS), _ground())


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with (KEPT_IN / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def template(server: str, *, under: str = SITE) -> str:
    """The address of a migrated database, to be copied only; whoever asks first makes it, everybody else waits.

    `server` is any address on the engine that is meant, `under` the settings whose apps it has.
    """
    name = f"template_{under.rsplit('.', 1)[1]}_{_fingerprint()}"
    begins = None if under == SITE else template(server)
    with _one_at_a_time():
        make = _sqlite_template if server.startswith("sqlite") else _postgres_template
        return make(server, name, begins, lambda url: _migrate(url, under))


def _sqlite_template(server: str, name: str, begins: str | None, migrate: Callable[[str], None]) -> str:
    kept = KEPT_IN / f"{name}.sqlite3"
    if not kept.exists():
        for old in sorted(KEPT_IN.glob("template_*.sqlite3"), key=lambda path: path.stat().st_mtime)[
            :-KEPT_FROM_BEFORE
        ]:
            old.unlink()
            old.with_suffix(".json").unlink(missing_ok=True)
        for left in KEPT_IN.glob("making.*"):
            left.unlink()
        making = KEPT_IN / "making.sqlite3"
        before = _nearest() if begins is None else Path(urlsplit(begins).path)
        if before is not None:
            shutil.copy(before, making)
        migrate(f"sqlite:///{making}")
        with closing(sqlite3.connect(making)) as connection:
            # One file without a write-ahead log beside it.
            connection.execute("PRAGMA journal_mode=DELETE")
        kept.with_suffix(".json").write_text(json.dumps({"ground": _ground(), "migrations": sorted(_migrations())}))
        making.rename(kept)
    return f"sqlite:///{kept}"


def _nearest() -> Path | None:
    """The kept file of the production settings that lacks the fewest of our migrations, and has no other."""
    best: tuple[int, Path] | None = None
    for told in KEPT_IN.glob(f"template_{SITE.rsplit('.', 1)[1]}_*.json"):
        made, kept = json.loads(told.read_text()), told.with_suffix(".sqlite3")
        if made["ground"] == _ground() and _migrations().issuperset(made["migrations"]) and kept.exists():
            best = max(best or (0, kept), (len(made["migrations"]), kept))
    return best and best[1]


def _postgres_template(server: str, name: str, begins: str | None, migrate: Callable[[str], None]) -> str:
    with psycopg.connect(_maintenance(server), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            making = _create(server, template="template0" if begins is None else _name(begins))
            migrate(making)
            connection.execute(f'ALTER DATABASE "{_name(making)}" RENAME TO "{name}"'.encode())
    return _beside(server, name)


def _migrate(url: str, under: str) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name in INHERITED},
        "DJANGO_SETTINGS_MODULE": under,
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SEPACTION_ENV_FILE": os.devnull,
        "VAR_DIR": str(KEPT_IN),
        "DATABASE_URL": url,
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def copy_of(template: str, folder: Path) -> str:
    """The address of a new database with the template's content; `folder` is where a SQLite file goes."""
    if template.startswith("sqlite"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(urlsplit(template).path, folder / "site.sqlite3")
        return f"sqlite:///{folder / 'site.sqlite3'}"
    return _create(template, template=_name(template))


def drop(database: str) -> None:
    """Remove a PostgreSQL database that was made here; a SQLite file goes with its folder."""
    if not database.startswith("sqlite"):
        with psycopg.connect(_maintenance(database), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{_name(database)}" WITH (FORCE)'.encode())


@contextmanager
def copied_for_this_process(
    connection: BaseDatabaseWrapper, server: str, begin: Callable[[], None]
) -> Iterator[Callable[[], None]]:
    """While the block runs, Django's connection leads to a copy of the unit tests' template; on SQLite in memory.

    `begin` writes what every test may stand on. What is yielded makes the database what it was then, whatever was
    committed to it.
    """
    source = template(server, under=UNIT)
    copied = _copied_in_memory if connection.vendor == "sqlite" else _copied_beside
    with copied(connection, source, begin) as restore:
        yield restore


@contextmanager
def _copied_in_memory(
    connection: BaseDatabaseWrapper, source: str, begin: Callable[[], None]
) -> Iterator[Callable[[], None]]:
    _lead_to(connection, "file:copied_for_this_process?mode=memory&cache=shared")
    with closing(sqlite3.connect(urlsplit(source).path)) as migrated:
        migrated.backup(connection.connection)
    begin()
    with closing(sqlite3.connect(":memory:")) as begun:
        connection.connection.backup(begun)

        def restore() -> None:
            connection.ensure_connection()
            begun.backup(connection.connection)

        yield restore


@contextmanager
def _copied_beside(
    connection: BaseDatabaseWrapper, source: str, begin: Callable[[], None]
) -> Iterator[Callable[[], None]]:
    copied = copy_of(source, KEPT_IN)
    _lead_to(connection, _name(copied))
    begin()
    # PostgreSQL copies only what nobody is connected to.
    connection.close()
    begun = copy_of(copied, KEPT_IN)
    connection.ensure_connection()
    yield lambda: _refill(begun, copied)
    connection.close()
    drop(begun)
    drop(copied)


def _refill(source: str, emptied: str) -> None:
    """Make every row of a PostgreSQL database that of its template, past triggers and whoever else is connected."""
    with psycopg.connect(source) as kept, psycopg.connect(emptied) as filled:
        names = (
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        tables = [name for (name,) in kept.execute(names).fetchall() if name != "django_migrations"]
        filled.execute("SET session_replication_role = replica; SET lock_timeout = '20s'")
        filled.execute(f"TRUNCATE {', '.join(tables)}".encode())
        for table in tables:
            if kept.execute(f"SELECT FROM {table} LIMIT 1".encode()).fetchone() is None:
                continue
            with (
                kept.cursor().copy(f"COPY {table} TO STDOUT".encode()) as rows,
                filled.cursor().copy(f"COPY {table} FROM STDIN".encode()) as taken,
            ):
                for row in rows:
                    taken.write(row)
        # Whoever restarted the sequences would give keys a second time that were filled in just now.
        for name, last, called in kept.execute(
            "SELECT quote_ident(sequencename), coalesce(last_value, start_value), last_value IS NOT NULL "
            "FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall():
            filled.execute("SELECT setval(%s, %s, %s)", [name, last, called])


def _lead_to(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def _name(database: str) -> str:
    return urlsplit(database).path.removeprefix("/")


def _beside(database: str, name: str) -> str:
    return urlsplit(database)._replace(path=f"/{name}").geturl()


def _maintenance(database: str) -> str:
    return _beside(database, "postgres")


def _create(beside: str, *, template: str) -> str:
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(_maintenance(beside), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return _beside(beside, name)
