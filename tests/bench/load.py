"""Loads one address with wrk and reads its figures."""

import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.bench.servers import Server

# So many that both processes of a server take part: with few, one of them often holds every connection.
MANY = 64
# So few that a request seldom waits for another; response times are taken with these.
FEW = 8
# The best counts, of the floor and of the site alike: what other programs take from the machine only ever slows.
ROUNDS = 3
SCRIPT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Figures:
    """What one address gave under load; times in milliseconds, `bytes` of one answer as wrk counts it.

    Response times (p50 and on) are those of few visitors at a time, `cpu_ms` the mean over all rounds.
    """

    requests_per_second: float
    p50: float
    p95: float
    p99: float
    cpu_ms: float
    bytes: float
    memory_mb: float

    def as_dict(self) -> dict[str, float]:
        """For the JSON file."""
        return asdict(self)


def need_wrk() -> None:
    """Ends with one sentence where wrk is missing."""
    if shutil.which("wrk") is None:
        sys.exit("The bench needs wrk: apt-get install wrk.")


def measure(server: Server, path: str, *, seconds: int, cookie: str = "") -> Figures:
    """Figures of one address after a short warm-up: the best of several rounds. Ends the run where an answer is an error."""
    address = server.url + quote(path, safe="/?=&%-_")
    _wrk(address, 2, MANY, cookie=cookie)
    before = server.cpu_ms()
    rounds = [_wrk(address, seconds, MANY, cookie=cookie) for _round in range(ROUNDS)]
    cpu = (server.cpu_ms() - before) / max(1, sum(one.requests for one in rounds))
    best = max(rounds, key=lambda one: one.requests / one.seconds)
    waited = _wrk(address, seconds, FEW, cookie=cookie)
    return Figures(
        requests_per_second=best.requests / best.seconds,
        p50=waited.p50,
        p95=waited.p95,
        p99=waited.p99,
        cpu_ms=cpu,
        bytes=best.bytes / max(1, best.requests),
        memory_mb=server.memory_mb(),
    )


@dataclass(frozen=True)
class _Round:
    requests: float
    seconds: float
    bytes: float
    errors: float
    p50: float
    p95: float
    p99: float


def _wrk(address: str, seconds: int, connections: int, *, cookie: str) -> _Round:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
    command += ["-H", "Accept-Encoding: gzip", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    line = next(line for line in output.splitlines() if line.startswith("BENCH "))
    found = _Round(*(float(word) for word in line.split()[1:]))
    if found.errors:
        sys.exit(f"{urlsplit(address).path}: {found.errors:.0f} of {found.requests:.0f} answers were errors.")
    return found
