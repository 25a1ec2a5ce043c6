"""The demo site that a bench site begins as; nothing here knows Django, so what comes after starts afresh."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.servers import ROOT


def lay(var: Path, environment: dict[str, str], smaller: Path | None) -> None:
    """A copy of the smaller site, or the demo content, under `var`; once."""
    if (var / "demo-loaded").exists():
        return
    var.mkdir(parents=True, exist_ok=True)
    if smaller is not None:
        # What was worked out of the smaller one is not true of this one.
        shutil.copytree(smaller, var, dirs_exist_ok=True, ignore=shutil.ignore_patterns("facts.json"))
        return
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--load-only"], cwd=ROOT, env=environment, check=True, stdout=sys.stderr
    )
