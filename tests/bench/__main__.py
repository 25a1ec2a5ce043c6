"""`make bench`: one run, every figure a share of a floor measured in the same run.

make bench                    # the whole table; writes var/bench/bench.json and var/bench/bench.md
make bench ARGS="--seconds 2 --sizes 100"
make bench ARGS="--sizes 100 --products 10000 100000"
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench import ground
from tests.bench.load import Figures, measure, need_wrk
from tests.bench.servers import ROOT, serving

FLOOR = ("tests.bench.floor:application", "tests.bench.floor_settings")
SITE = ("cms.wsgi:application", "cms.settings.production")


def main() -> None:
    """Prepare the sites, measure, write the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000], help="numbers of pages")
    parser.add_argument(
        "--products", type=int, nargs="+", default=[], help="numbers of products, where others than of pages"
    )
    parser.add_argument("--seconds", type=int, default=5, help="seconds of load for each figure")
    parser.add_argument("--pages", nargs="+", default=[], help="only these pages, by their names in the table")
    parser.add_argument("--prepare-only", action="store_true", help="make the sites and measure nothing")
    options = parser.parse_args()
    need_wrk()
    folder = ROOT / "var" / "bench"
    results: dict[str, Any] = {"sizes": {}}
    before: Path | None = None
    for size, products in [(pages, number) for pages in options.sizes for number in options.products or [pages]]:
        name = str(size) if products == size else f"{size}-{products}"
        var = folder / name
        facts = _prepare(size, products, var, before)
        before = var
        facts["paths"] = {name: p for name, p in facts["paths"].items() if name in (options.pages or facts["paths"])}
        if options.prepare_only:
            continue
        results["sizes"][name] = {"sql": facts["sql"], **_measure(var, facts, options.seconds)}
    if options.prepare_only:
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps(results, indent=1, ensure_ascii=False))
    text = _table(results)
    (folder / "bench.md").write_text(text)
    sys.stdout.write(text)


def _prepare(size: int, products: int, var: Path, smaller: Path | None) -> dict[str, Any]:
    """Content, addresses and query counts, worked out once by a process that has this site's settings."""
    known = var / "facts.json"
    if known.exists():
        told: dict[str, Any] = json.loads(known.read_text())
        return told
    environment = {**os.environ, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": SITE[1], "LOG_LEVEL": "ERROR"}
    environment["API_REQUESTS_A_MINUTE"] = "0"
    ground.lay(var, environment, smaller)
    command = [sys.executable, "-m", "tests.bench.prepare", str(size), str(products)]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    facts: dict[str, Any] = json.loads(output.splitlines()[-1])
    known.write_text(json.dumps(facts, ensure_ascii=False))
    return facts


def _measure(var: Path, facts: dict[str, Any], seconds: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, page_cache in (("cold", False), ("warm", True)):
        with (
            serving(*FLOOR, var=var, page_cache=False) as floor,
            serving(*SITE, var=var, page_cache=page_cache) as site,
        ):
            rows: dict[str, dict[str, float]] = {}
            for page, path in facts["paths"].items():
                cookie = facts["cookies"].get(page, "")
                if cookie and page_cache:
                    continue  # personal, never kept
                ground = measure(floor, "/", seconds=max(2, seconds // 2))
                figures = measure(site, path, seconds=seconds, cookie=cookie)
                rows[page] = {**figures.as_dict(), "share": figures.requests_per_second / ground.requests_per_second}
                rows[page]["floor"] = ground.requests_per_second
                _tell(name, page, figures, rows[page]["share"])
            found[name] = rows
    return found


def _tell(mode: str, page: str, figures: Figures, share: float) -> None:
    sys.stderr.write(
        f"{mode} {page:<10} {figures.requests_per_second:8.1f}/s share {share:.3f} p95 {figures.p95:.1f} ms\n"
    )


def _table(results: dict[str, Any]) -> str:
    lines = [
        "| pages | mode | page | requests/s | floor/s | share of floor "
        "| p50 ms | p95 ms | p99 ms | CPU ms | SQL | bytes (gzip) | worker MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for size, modes in results["sizes"].items():
        for mode in ("cold", "warm"):
            for page, row in modes[mode].items():
                sql = modes["sql"][page] if mode == "cold" else 1
                lines.append(
                    f"| {size} | {mode} | {page} | {row['requests_per_second']:.0f} | {row['floor']:.0f} | {row['share']:.3f} | "
                    f"{row['p50']:.1f} | {row['p95']:.1f} | {row['p99']:.1f} | {row['cpu_ms']:.2f} | {sql} | "
                    f"{row['bytes']:.0f} | {row['memory_mb']:.0f} |"
                )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
