"""Real places for tests: the rows of a few provinces, or of all."""

from functools import cache

import geothai

from cms.places.refresh import Level, Rows, apply, official_rows

_official = cache(official_rows)


def ground(*provinces: str) -> None:
    """Load these provinces (two-digit codes) with everything in them; all of Thailand where none is named."""
    rows: dict[Level, Rows] = {
        level: {code: row for code, row in places.items() if not provinces or code[:2] in provinces}
        for level, places in _official().items()
    }
    apply(version=geothai.DATA_VERSION, rows=rows)
