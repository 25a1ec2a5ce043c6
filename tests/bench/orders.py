"""`make bench-orders`: how many orders a second are placed by 16 and 64 buyers at once, on SQLite and PostgreSQL.

Each buyer has filled in the checkout already; what is timed is the sending of the form until the page that thanks.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.bench.servers import ROOT
from tests.databases import copy_of, template
from tests.operations.processes import LiveSite
from tests.shop.holding.browser import Browser
from tests.shop.holding.market import Outcome, Shop, at_once, buy, fill_cart, opened, to_the_counter

CROWDS = (16, 64)
ROUNDS = 3
ENOUGH = 100_000


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Names and addresses of the databases there are."""
    found = {"SQLite": "sqlite:///never-opened"}
    folder = postgres.binaries()
    if folder is None:
        yield found
        return
    with postgres.cluster(folder) as url:
        yield {**found, "PostgreSQL": url}


def measure(shop: Shop, crowd: int) -> dict[str, float]:
    """Orders a second, and the waits in milliseconds, of one round."""

    def come(number: int) -> tuple[Browser, dict[str, str]]:
        browser = fill_cart(shop)
        return browser, to_the_counter(browser)

    ready = at_once(come, crowd, hands=8)

    def order(number: int) -> Outcome:
        return buy(*ready[number])

    begin = time.monotonic()
    outcomes = at_once(order, crowd)
    took = time.monotonic() - begin
    if not all(outcome.bought for outcome in outcomes):
        sys.exit("Not every order was placed.")
    waits = sorted(outcome.longest for outcome in outcomes)
    return {"orders_per_second": crowd / took, "p50": 1000 * waits[crowd // 2], "longest": 1000 * waits[-1]}


def main() -> None:
    """Measure and tell; the best of three rounds counts, as JSON and as a table."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    with databases() as known, tempfile.TemporaryDirectory() as folder:
        for name, url in known.items():
            place = Path(folder) / name
            site = LiveSite(place / "site", copy_of(template(url), place))
            with opened(site, stock=ENOUGH) as shop:
                rounds = {crowd: [measure(shop, crowd) for _ in range(ROUNDS)] for crowd in CROWDS}
                results[name] = {
                    str(crowd): max(told, key=lambda one: one["orders_per_second"]) for crowd, told in rounds.items()
                }
                shop.books_agree()
    (ROOT / "var" / "bench").mkdir(parents=True, exist_ok=True)
    (ROOT / "var" / "bench" / "orders.json").write_text(json.dumps(results, indent=1))
    sys.stdout.write("| database | buyers at once | orders/s | p50 ms | longest ms |\n|---|---|---|---|---|\n")
    for name, crowds in results.items():
        for crowd, row in crowds.items():
            figures = f"{row['orders_per_second']:.1f} | {row['p50']:.0f} | {row['longest']:.0f}"
            sys.stdout.write(f"| {name} | {crowd} | {figures} |\n")


if __name__ == "__main__":
    main()
