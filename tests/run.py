"""`make test`: everything on SQLite, then on PostgreSQL what touches its own ways; under CI all that it could refuse.

What the machine lacks is named with the command that installs it; those tests are skipped, and under CI=true the run
fails. Arguments go on to pytest: make test ARGS="tests/search -k thai".
"""

import ctypes.util
import os
import shutil
import subprocess
import sys

from tests import postgres, stripe_mock
from tests.shots import chromium

# A file of tests stays together and long ones come first, see `tests.scheduling`.
PARALLEL = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
# What asks no database, or is kept out before it is asked, need not be asked twice; see `tests.scheduling`.
EVERYTHING = ["-m", "not one_database", "--ignore=tests/architecture"]
CONTRACTS = ["-m", "every_database"]
FONT = ("fc-list", ":lang=th")


def missing() -> dict[str, str]:
    """What the machine lacks, with the command that installs it."""
    lacks: dict[str, str] = {}
    if chromium.executable() is None:
        lacks["Chromium"] = "apt-get install chromium"
    if postgres.binaries() is None:
        lacks["PostgreSQL"] = postgres.INSTALL
    if shutil.which("fc-list") is None or not subprocess.run(FONT, capture_output=True, check=False).stdout.strip():
        lacks["a Thai font"] = "apt-get install fontconfig fonts-noto-core fonts-thai-tlwg"
    if ctypes.util.find_library("pangoft2-1.0") is None:
        lacks["Pango"] = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    if shutil.which("xgettext") is None:
        lacks["gettext"] = "apt-get install gettext"
    if shutil.which("node") is None or shutil.which("npm") is None:
        lacks["Node"] = "apt-get install nodejs npm"
    if stripe_mock.executable() is None:
        lacks["stripe-mock"] = stripe_mock.INSTALL
    return lacks


def run(arguments: list[str], **environment: str) -> int:
    """One pytest run; its exit status, where nothing selected counts as good."""
    command = [sys.executable, "-m", "pytest", *arguments]
    told = {**os.environ, **environment}
    # Some machines ask that nothing compiled be kept; then each of many processes would compile everything again.
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    status = subprocess.run(command, env=told, check=False).returncode
    return 0 if status == 5 else status


def main(arguments: list[str]) -> int:
    """Both passes; the exit status."""
    lacks = missing()
    for name, command in lacks.items():
        sys.stdout.write(f"Missing: {name}. Its tests are skipped; install it with: {command}\n")
    under_ci = os.environ.get("CI") == "true"
    if lacks and under_ci:
        sys.stdout.write("Under CI nothing may be missing.\n")
        return 1
    sys.stdout.flush()
    parallel = [] if arguments else PARALLEL
    status = run([*parallel, *arguments])
    folder = postgres.binaries()
    if status or folder is None:
        return status
    again, words = (EVERYTHING, "all that it could refuse") if under_ci else (CONTRACTS, "contracts, lifecycles, races")
    sys.stdout.write(f"\nAgain on PostgreSQL: {words}.\n")
    sys.stdout.flush()
    with postgres.cluster(folder) as url:
        return run([*again, *parallel, *arguments], DATABASE_URL=url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
