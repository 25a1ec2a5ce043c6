"""`python -m tests.shots [--base-url http://…] [name …]`: contact sheets under var/shots/.

Without --base-url the demo site is started on a free port and stopped afterwards.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.shots.chromium import browser
from tests.shots.sheets import SCHEMES, WIDTHS, Shot, compose, take
from tests.shots.subjects import Subject, discover
from tests.shots.visitors import personal

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds that a first start with its demo content may take


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_site() -> Iterator[str]:
    """The demo site, started for these pictures. Raises RuntimeError where it does not come up."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(ROOT / "manage.py"), "demo"]
    with tempfile.TemporaryFile() as log:
        site = subprocess.Popen(command, env={**os.environ, "PORT": str(port)}, cwd=ROOT, stdout=log, stderr=log)
        try:
            wait_for(base, site)
            yield base
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(30)


def wait_for(base: str, site: "subprocess.Popen[bytes]") -> None:
    """Until the site answers. Raises RuntimeError when it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and site.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/robots.txt", timeout=2).close()  # noqa: S310  # our own site
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("The demo site did not start; run `make demo` to see why.")


def picture(running: Browser, base: str, subject: Subject, folder: Path) -> Path:
    """The contact sheet of one page type."""
    with tempfile.TemporaryDirectory() as scratch:
        shots = [
            Shot(language, width, scheme, Path(scratch) / f"{language}-{width}-{scheme}.png")
            for language in subject.paths
            for width in WIDTHS
            for scheme in SCHEMES
        ]
        for shot in shots:
            take(running, base + subject.paths[shot.language], shot, subject.held)
        target = folder / f"{subject.name}.png"
        compose(shots, target)
    return target


def run(base: str, names: list[str], folder: Path) -> None:
    """Picture every page type, or only those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        for subject in [*discover(base), *personal(running, base)]:
            if not names or subject.name in names:
                sys.stdout.write(f"{picture(running, base, subject, folder)}\n")
                sys.stdout.flush()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("--base-url", help="a running site; without it the demo site is started")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "shots")
    parser.add_argument("names", nargs="*", help="page types; all of them without")
    options = parser.parse_args()
    if options.base_url:
        run(options.base_url.rstrip("/"), options.names, options.folder)
        return
    with demo_site() as base:
        run(base, options.names, options.folder)


if __name__ == "__main__":
    main()
