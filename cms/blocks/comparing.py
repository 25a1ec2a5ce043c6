"""Which figures side by side can be compared, and what tells them apart. Pure.

Figures can be compared where they have the same unit and the same "per" and are numbers, and where they do not speak of
other things, other places and other times all at once. What is counted, where and when is told of each bar wherever it is
not the same. Documents that contradict each other are drawn beside each other; nothing is added up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Metric = Mapping[str, Any]
FEWEST = 2  # figures that make a comparison
# What a figure is about: told of each bar wherever it is not the same in all.
_SCOPE = ("label", "area", "period")
# What else can tell two figures apart, the most telling first: told only where the scope does not.
_TELLING = (*_SCOPE, "as_of", "source", "line")


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

    @property
    def unlike(self) -> tuple[str, ...]:
        """Where more than one thing of the scope differs, these; a bar longer than another says little then by itself."""
        scope = tuple(name for name in self.differing if name in _SCOPE)
        return scope if len(scope) > 1 else ()


def comparisons(metrics: Sequence[Metric]) -> list[Comparison]:
    """The figures that can be compared, in the order in which they stand, by unit."""
    by_unit: dict[tuple[str, str], list[Metric]] = {}
    for metric in metrics:
        if ends(metric) is not None and metric.get("unit"):
            by_unit.setdefault((_plain(metric, "unit"), _plain(metric, "per")), []).append(metric)
    return [
        Comparison(unit, per, tuple(group), _differing(group))
        for (unit, per), group in by_unit.items()
        if len(group) >= FEWEST and any(_shared(group, name) for name in _SCOPE)
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
        if name not in _SCOPE and len(seen) == len(group):
            break
        if not _shared(group, name):
            chosen.append(name)
    return tuple(chosen)


def _shared(group: Sequence[Metric], name: str) -> bool:
    return len({_told(metric, name) for metric in group}) == 1


def _told(metric: Metric, name: str) -> str:
    thing = metric.get(name)
    return str(getattr(thing, "key", thing) or "").strip()
