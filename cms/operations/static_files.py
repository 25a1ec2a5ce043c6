"""Gathers the static files in a process of its own, while other things are made ready.

Compressing the admin's files takes twenty seconds of processor time; the demo's content is loaded meanwhile.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


def state() -> str:
    """What the static files depend on: the installed packages and our own files' times."""
    own = Path(settings.STATICFILES_DIRS[0])
    newest = max((file.stat().st_mtime for file in own.rglob("*") if file.is_file()), default=0)
    return f"{(settings.BASE_DIR / 'requirements.lock').stat().st_mtime} {newest}"


def stamp() -> Path:
    """The file that says which static files were gathered."""
    return Path(settings.STATIC_ROOT) / ".gathered"


@dataclass
class Gathering:
    """A running `collectstatic`, or none where nothing changed."""

    process: "subprocess.Popen[bytes] | None"
    state: str

    def finish(self) -> None:
        """Wait until the files are there. Ends the program where they could not be gathered."""
        if self.process is None:
            return
        if self.process.wait() != 0:
            sys.exit("The static files could not be gathered; the reason stands above.")
        stamp().write_text(self.state)


def begin() -> Gathering:
    """Start to gather, if anything changed since the last time; under DEBUG files come straight from the tree."""
    now = state()
    if settings.DEBUG or (stamp().exists() and stamp().read_text() == now):
        return Gathering(None, now)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "collectstatic", "--noinput", "--verbosity=0"]
    return Gathering(subprocess.Popen(command, cwd=settings.BASE_DIR), now)  # noqa: S603 - a command of ours
