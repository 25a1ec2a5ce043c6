"""The figures of a page with all their circumstances: the one door for the page, its downloads and the API.

A figure stands in a brick of one of the page's streams, alone or side by side with others. What documents say
differently stays two figures; nothing here adds, merges or rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.fields import StreamField

from cms.blocks.rules import written
from cms.pages.models import SepPage

_WITH_FIGURES = frozenset({"metric", "metrics", "columns"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Either `value` or both `low` and `high` are numbers; a draft may lack them.

    `where` names the stream (outcomes, figures, body), `brick` counts the bricks with figures in it from 1: figures of
    one brick stand side by side, under `group`. `qualifier` is over, at_least, about, up_to or empty; `moment` before,
    after or empty; `nature` actual or forecast. `unit` and `per` are words, `period` is what the source calls it,
    `line` the line or page in the source.
    """

    where: str
    brick: int
    group: str
    label: str
    qualifier: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    per: str
    period: str
    as_of: date | None
    area: str
    moment: str
    nature: str
    source_key: str
    source_title: str
    source_publisher: str
    source_year: int | None
    line: str

    @property
    def amount(self) -> str:
        """The value, or the range with an en dash, as it is written in a sentence; empty where there is none."""
        if self.value is not None:
            return written(self.value)
        return f"{written(self.low)}–{written(self.high)}" if self.low is not None and self.high is not None else ""


def figures_of(page: SepPage) -> list[Figure]:
    """Every figure in the page's streams, in the order in which the page shows them; sources in the active language."""
    found: list[Figure] = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for number, (heading, metrics) in enumerate(_bricks(getattr(page, field.name)), start=1):
                found.extend(_figure(field.name, number, heading, metric) for metric in metrics)
    return found


def _bricks(stream: Any) -> Iterator[tuple[str, list[Any]]]:
    """Heading and figures of each brick that has any, those inside columns too; no other brick is looked at."""
    for child in (stream[place] for place, raw in enumerate(_raw(stream)) if raw["type"] in _WITH_FIGURES):
        if child.block_type == "metric":
            yield "", [child.value]
        elif child.block_type == "metrics":
            yield child.value.get("heading") or "", list(child.value["metrics"])
        elif child.block_type == "columns":
            yield from _bricks(child.value["first"])
            yield from _bricks(child.value["second"])


def _raw(stream: Any) -> Any:
    """The bricks as they are stored: to read a brick is to look up the pictures of all bricks like it."""
    return stream.raw_data if stream else ()


def _figure(where: str, brick: int, group: str, metric: Any) -> Figure:
    source = metric.get("source")
    words = ("label", "qualifier", "unit", "per", "period", "area", "moment", "nature", "line")
    said: dict[str, Any] = {name: metric.get(name) or "" for name in words}
    counted: dict[str, Any] = {name: metric.get(name) for name in ("value", "low", "high", "as_of")}
    return Figure(
        where=where,
        brick=brick,
        group=group,
        **said,
        **counted,
        source_key=source.key if source else "",
        source_title=source.title if source else "",
        source_publisher=source.publisher if source else "",
        source_year=source.year if source else None,
    )
