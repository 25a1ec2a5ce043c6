"""A live site behind two web processes, which can be killed and begun again while its database stays."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.bench.servers import free_port
from tests.operations.processes import ROOT, LiveSite

SETTINGS = "tests.operations.served_settings"


@dataclass
class Served:
    """A running site and the address it answers at."""

    site: LiveSite
    url: str
    servers: list["subprocess.Popen[bytes]"] = field(default_factory=list, init=False)

    def kill(self) -> None:
        """kill -9 for the server and all its processes."""
        server = self.servers.pop()
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        server.send_signal(signal.SIGKILL)
        for child in children:
            subprocess.run(["kill", "-9", child], check=False, capture_output=True)
        server.wait()

    def start(self) -> None:
        """Serve, and wait until it answers."""
        port = self.url.rsplit(":", 1)[1]
        configuration = "cms/operations/gunicorn_conf.py"
        command = [sys.executable, "-m", "gunicorn", "--config", configuration, "cms.wsgi:application"]
        told = {**self.site.environment, "PORT": port, "SITE_URL": self.url, "WEB_PROCESSES": "2"}
        with (self.site.folder / "web.log").open("ab") as log:
            self.servers.append(subprocess.Popen(command, env=told, cwd=ROOT, stdout=log, stderr=log))
        begin = time.monotonic()
        while time.monotonic() - begin < 60:
            try:
                with urlopen(f"{self.url}/healthz", timeout=5):  # noqa: S310 - our own server on loopback
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("no answer: " + (self.site.folder / "web.log").read_text()[-2000:])

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the block ends."""
        self.start()
        try:
            yield
        finally:
            for server in self.servers:
                server.terminate()
                server.wait(20)


def new_address() -> str:
    """An address on loopback that nobody serves."""
    return f"http://127.0.0.1:{free_port()}"


def at_once(what: Callable[[int], Any], many: int, *, hands: int = 0) -> list[Any]:
    """So many people do it, all at the same moment or so many `hands` at a time."""
    with ThreadPoolExecutor(hands or many) as crowd:
        return list(crowd.map(what, range(many)))
