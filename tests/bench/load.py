"""Loads one address with wrk and reads its figures."""

import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.bench.servers import Server

CONNECTIONS = 8
SCRIPT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Figures:
    """What one address gave under load; times in milliseconds, `bytes` of one answer as wrk counts it."""

    requests_per_second: float
    p50: float
    p95: float
    p99: float
    cpu_ms: float
    bytes: float
    errors: int
    memory_mb: float

    def as_dict(self) -> dict[str, float]:
        """For the JSON file."""
        return asdict(self)


def need_wrk() -> None:
    """Ends with one sentence where wrk is missing."""
    if shutil.which("wrk") is None:
        sys.exit("The bench needs wrk: apt-get install wrk.")


def measure(server: Server, path: str, *, seconds: int, gzip: bool = True) -> Figures:
    """Figures of one address after a short warm-up. Ends the run where an answer is an error."""
    address = server.url + quote(path, safe="/?=&%-_")
    _wrk(address, 1, gzip=gzip)
    before = server.cpu_ms()
    requests, duration, size, errors, p50, p95, p99 = _wrk(address, seconds, gzip=gzip)
    cpu = (server.cpu_ms() - before) / max(1, requests)
    if errors:
        sys.exit(f"{urlsplit(address).path}: {errors:.0f} of {requests:.0f} answers were errors.")
    return Figures(requests / duration, p50, p95, p99, cpu, size / max(1, requests), int(errors), server.memory_mb())


def _wrk(address: str, seconds: int, *, gzip: bool) -> list[float]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
    if gzip:
        command += ["-H", "Accept-Encoding: gzip"]
    output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    line = next(line for line in output.splitlines() if line.startswith("BENCH "))
    return [float(word) for word in line.split()[1:]]
