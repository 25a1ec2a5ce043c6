"""`make bench-answers`: how long 50 officers wait for an answer to be kept, all assessing at once, by SQLite and PostgreSQL.

Each has an assessment of the shipped sample set and saves an answer every second or, in the second row, as soon as the
one before is kept: more than people can type, it says where the site's limit lies. Two server processes answer.
"""

import http.client
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.assessment.holding.office import Desk, Office, opened, token
from tests.bench.orders import databases
from tests.bench.servers import ROOT
from tests.databases import copy_of, template
from tests.operations.processes import LiveSite
from tests.operations.served import at_once

OFFICERS, ANSWERS = 50, 20
SET = "lao-sample"
# Seconds between two answers of an officer.
PAUSES = {"an answer a second each": 1.0, "without a pause": 0.0}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that the site said it keeps, and how long that took, in milliseconds."""

    key: tuple[int, str]
    revision: int
    choice: str
    took: float


class Officer:
    """One officer's device, with one connection that stays open."""

    def __init__(self, office: Office, desk: Desk) -> None:
        browser = office.browser(desk)
        place = urlsplit(office.url)
        self.connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        self.desk, self.token = desk, token(browser)
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Requested-With": "fetch",
        }
        self.seen: dict[str, int] = {}

    def save(self, code: str, choice: str) -> Kept:
        """Save one answer. Ends the run where it is not kept."""
        said = {"phase": "self", "choice": choice, "seen": self.seen.get(code, 0), "csrfmiddlewaretoken": self.token}
        body, address = urlencode(said), f"/kalyanamitr/assess/{self.desk.assessment}/-/answer/{code}/"
        begin = time.perf_counter()
        self.connection.request("POST", address, body, self.headers)
        response = self.connection.getresponse()
        text = response.read()
        took = 1000 * (time.perf_counter() - begin)
        if response.status != 200:
            sys.exit(f"An answer was not kept: {response.status} {text[:200]!r}")
        self.seen[code] = json.loads(text)["revision"]
        return Kept((self.desk.assessment, code), self.seen[code], choice, took)

    def work(self, codes: list[str], choice: str, *, late: float, pause: float) -> list[Kept]:
        """Answer these one after another, at a steady pace that begins `late` seconds from now."""
        begin, kept = time.perf_counter() + late, []
        for number, code in enumerate(codes):
            time.sleep(max(0.0, begin + number * pause - time.perf_counter()))
            kept.append(self.save(code, choice))
        return kept


def measure(office: Office, crowd: list[Officer], choice: str, pause: float) -> dict[str, float]:
    """The waits in milliseconds, and answers a second; ends the run where an answer was lost."""
    begin = time.perf_counter()
    codes = office.codes[:ANSWERS]
    told: list[list[Kept]] = at_once(
        lambda number: crowd[number].work(codes, choice, late=pause * number / len(crowd), pause=pause), len(crowd)
    )
    took = time.perf_counter() - begin
    every = [kept for one in told for kept in one]
    stored = office.kept()
    if lost := [kept for kept in every if stored.get(kept.key) != (kept.revision, kept.choice)]:
        sys.exit(f"{len(lost)} of {len(every)} answers were lost.")
    waits = sorted(kept.took for kept in every)
    share = {"p50": waits[len(waits) // 2], "p95": waits[int(len(waits) * 0.95)], "longest": waits[-1]}
    return {**share, "answers_per_second": len(every) / took}


def main() -> None:
    """Measure and tell, as JSON and as a table."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    with databases() as known, tempfile.TemporaryDirectory() as folder:
        for name, url in known.items():
            place = Path(folder) / name
            site = LiveSite(place / "site", copy_of(template(url), place))
            with opened(site, officers=OFFICERS, code=SET) as office:
                crowd = [Officer(office, desk) for desk in office.officers]
                # The first answers of a new process pay for what it then knows.
                measure(office, crowd, "0", 0.5)
                results[name] = {
                    pace: measure(office, crowd, str(1 - number % 2), pause)
                    for number, (pace, pause) in enumerate(PAUSES.items())
                }
    (ROOT / "var" / "bench").mkdir(parents=True, exist_ok=True)
    (ROOT / "var" / "bench" / "answers.json").write_text(json.dumps(results, indent=1))
    sys.stdout.write(
        "| database | 50 officers save | answers/s | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|---|\n"
    )
    for name, paces in results.items():
        for pace, row in paces.items():
            figures = " | ".join(f"{row[key]:.0f}" for key in ("answers_per_second", "p50", "p95", "longest"))
            sys.stdout.write(f"| {name} | {pace} | {figures} |\n")


if __name__ == "__main__":
    main()
