"""Stripe's own test server, made from Stripe's specification: it refuses requests that Stripe would not understand."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.parse import urlsplit

from tests.bench.servers import free_port

VERSION = "v0.203.0"
INSTALL = f"go install github.com/stripe/stripe-mock@{VERSION}"


def executable() -> Path | None:
    """Where it is, or None where it is not installed."""
    found = shutil.which("stripe-mock")
    # Where Go puts what it installs, unless told otherwise.
    places = [Path(found)] if found else [Path.home() / "go" / "bin" / "stripe-mock"]
    return next((place for place in places if place.is_file()), None)


@contextmanager
def running(binary: Path) -> Iterator[str]:
    """Its address while the block runs; it takes requests of the version of its specification only."""
    port = free_port()
    command: list[str | Path] = [binary, "-http-addr", f"127.0.0.1:{port}", "-strict-version-check"]
    environment = {name: value for name, value in os.environ.items() if name != "PORT"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    port = urlsplit(address).port or 0
    for _ in range(300):
        assert process.poll() is None, "stripe-mock did not start"
        with socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("stripe-mock did not answer")
