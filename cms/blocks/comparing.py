"""Which figures side by side can be compared, and what tells them apart. Pure.

Figures can be compared where they have the same unit and the same "per" and are numbers. Documents that contradict each
other are drawn beside each other; nothing is added up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Metric = Mapping[str, Any]
FEWEST = 2  # figures that make a comparison
# What can tell two figures apart, the most telling first. The source comes last: it counts where all else is the same.
_TELLING = ("label", "area", "period", "as_of", "source", "line")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one unit; `differing` names what is not the same in all of them."""

    unit: str
    per: str
    metrics: tuple[Any, ...]
    differing: tuple[str, ...]

    @property
    def shared_label(self) -> str:
        """What is counted, where all of them count the same; else empty."""
        return "" if "label" in self.differing else str(self.metrics[0].get("label") or "")


def comparisons(metrics: Sequence[Metric]) -> list[Comparison]:
    """The figures that can be compared, in the order in which they stand, by unit."""
    by_unit: dict[tuple[str, str], list[Metric]] = {}
    for metric in metrics:
        if ends(metric) is not None and metric.get("unit"):
            by_unit.setdefault((_plain(metric, "unit"), _plain(metric, "per")), []).append(metric)
    return [
        Comparison(unit, per, tuple(group), _differing(group))
        for (unit, per), group in by_unit.items()
        if len(group) >= FEWEST
    ]


def ends(metric: Metric) -> tuple[Decimal | None, Decimal] | None:
    """The lower end (None for a single value) and the upper end; None where there is no number."""
    value, low, high = (metric.get(name) for name in ("value", "low", "high"))
    if value is not None:
        return None, Decimal(value)
    return (Decimal(low), Decimal(high)) if low is not None and high is not None else None


def _plain(metric: Metric, name: str) -> str:
    return str(metric.get(name) or "").strip()


def _differing(group: Sequence[Metric]) -> tuple[str, ...]:
    """As few as tell them apart, besides before, after and forecast, which are always told."""
    chosen: list[str] = []
    for name in _TELLING:
        seen = {tuple(_told(metric, one) for one in (*chosen, "moment")) for metric in group}
        if name not in ("label", "area") and len(seen) == len(group):
            break
        if len({_told(metric, name) for metric in group}) > 1:
            chosen.append(name)
    return tuple(chosen)


def _told(metric: Metric, name: str) -> str:
    thing = metric.get(name)
    return str(getattr(thing, "key", thing) or "").strip()
