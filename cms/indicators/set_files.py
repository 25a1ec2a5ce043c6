"""A version of an indicator set as JSON: everything it asks, under the names that the code uses. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from cms.indicators.instrument import Instrument


def as_json(instrument: Instrument, about: Mapping[str, str]) -> bytes:
    """`about` says of the set what the instrument does not: its names, standing and source."""
    tree = asdict(instrument)
    head = {"set": tree.pop("set_code"), "version": tree.pop("number"), **about}
    return json.dumps({**head, **tree}, ensure_ascii=False, indent=1, default=_number).encode()


def _number(value: Any) -> int | float:
    """Marks, weights and bounds as JSON numbers; they have few places, which a float gives back as written."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is no JSON.")
    return int(value) if value == value.to_integral_value() else float(value)
