"""Tracking numbers pasted row by row, as they come from a carrier's spreadsheet or a photo of its list. Pure."""

import re
from collections.abc import Mapping, Sequence

_ORDER = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z])")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
MOST_ROWS = 500


def pasted(text: str, numbers: Sequence[str]) -> dict[str, str]:
    """Tracking numbers by the number of the order.

    A row that names an order, anywhere in it, is that order's; the last of several wins. Where no row names any, the rows
    are the orders' in turn. What stands behind the last order is left out.
    """
    rows = [line.translate(_THAI_DIGITS).upper().strip() for line in text.splitlines()[:MOST_ROWS]]
    rows = [row for row in rows if row]
    named = {found[0]: _rest(row, found) for row in rows if (found := _ORDER.search(row))}
    return named or dict(zip(numbers, rows, strict=False))


def _rest(row: str, found: "re.Match[str]") -> str:
    """The row without the order's number, and without what parts the cells of a table."""
    return f"{row[: found.start()]} {row[found.end() :]}".strip(" \t,;:|")


def said_of(numbers: Sequence[str], typed: Mapping[str, str], text: str) -> tuple[dict[str, str], list[str]]:
    """What is said of each of these orders: what was typed beside it, else what was pasted; and pasted orders not chosen."""
    from_paste = pasted(text, [number for number in numbers if not typed.get(number, "").strip()])
    said = {number: typed.get(number, "").strip() or from_paste.get(number, "") for number in numbers}
    return said, [number for number in from_paste if number not in said]
