"""Starts the floor and the site behind the same server, and reads what they cost."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """A running gunicorn with its worker processes."""

    process: "subprocess.Popen[bytes]"
    url: str

    @property
    def workers(self) -> list[int]:
        """Process ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]

    def cpu_ms(self) -> float:
        """Processor time of all processes so far, those included that have ended meanwhile, in milliseconds.

        A worker ends after so many requests and another takes its place; its parent is then told what it had used.
        """
        total = sum(sum(_times(worker)[:2]) for worker in self.workers) + sum(_times(self.process.pid))
        return 1000 * total / TICK

    def memory_mb(self) -> float:
        """The largest worker's resident memory, in MB."""
        sizes = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.workers]
        return max(sizes) * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _times(pid: int) -> list[int]:
    """Ticks of this process as user and as system, then those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return [int(field) for field in fields[11:15]]


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(application: str, settings: str, *, var: Path, page_cache: bool) -> Iterator[Server]:
    """Serve until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "PORT": str(port),
        "SITE_URL": url,
        "VAR_DIR": str(var),
        "PAGE_CACHE": "1" if page_cache else "0",
        "LOG_LEVEL": "ERROR",
        # wrk is one address, and asks for more than anybody may in a minute.
        "API_REQUESTS_A_MINUTE": "0",
    }
    configuration = ROOT / "cms" / "operations" / "gunicorn_conf.py"
    command = [sys.executable, "-m", "gunicorn", "--config", str(configuration), application]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(url, process)
        yield Server(process, url)
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(150):
        if process.poll() is not None:
            sys.exit("The server ended before it listened.")
        try:
            with urlopen(url, timeout=10):  # noqa: S310 - our own loopback address
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not listen within 30 seconds.")
