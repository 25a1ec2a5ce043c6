"""One published result as a file: a row for each dimension, indicator, sub-indicator and goal."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.assessment.models import Standing
from cms.assessment.reading.published import Published
from cms.research.exports import Cell, as_csv, as_xlsx

# Columns by the keys that JSON uses too. Percentages are of 100, marks of the version's full marks.
COLUMNS = ("layer", "code", "name", "percent", "self_percent", "weight", "effective_weight", "points", "full_points")


def rows(published: Published) -> Iterator[tuple[Cell, ...]]:
    """The rows, dimension by dimension, then the goals."""
    for one in published.dimensions:
        yield ("dimension", one.code, one.name, one.percent, one.self_percent, one.weight, one.effective, None, None)
        for two in one.indicators:
            yield (
                "indicator",
                two.code,
                two.name,
                two.percent,
                two.self_percent,
                two.weight,
                two.effective,
                None,
                None,
            )
            for sub in two.subs:
                marks = (sub.weight, sub.effective)
                yield ("sub_indicator", sub.code, sub.name, sub.percent, sub.self_percent, *marks, sub.points, sub.full)
    for goal in published.goals:
        yield ("goal", str(goal.number), goal.name, goal.percent, None, None, None, None, None)


def facts(standing: Standing, published: Published) -> dict[str, Any]:
    """Whose result it is, of which round and version, and what it came to; amounts are text, so that no digit is lost."""
    of, result = standing.organisation, published.result
    indicator_set = result.version.indicator_set
    return {
        "organisation": of.key,
        "name": of.full_name,
        "is_demo": of.is_demo,
        "province": standing.province_id,
        "indicator_set": indicator_set.code,
        "set_standing": indicator_set.standing,
        "version": result.version.number,
        "year": standing.year,
        "marks": str(result.marks),
        "full_marks": str(result.version.full_marks),
        "percent": str(result.percent),
        "self_percent": _text(result.self_percent),
        "level": result.level.code if result.level else None,
        "level_name": result.level.name if result.level else None,
        "origin": result.origin,
        "published_at": result.published_at.isoformat(),
    }


def _text(number: object) -> object:
    return str(number) if isinstance(number, Decimal) else number


def _table(standing: Standing, published: Published) -> tuple[list[str], list[list[Cell]]]:
    """Every row says whose it is: files are put together."""
    said = facts(standing, published)
    first = ("organisation", "name", "is_demo", "indicator_set", "set_standing", "version", "year", "level")
    known: list[Cell] = [said[name] if isinstance(said[name], int) else str(said[name] or "") for name in first]
    return [*first[:1], "organisation_name", *first[2:], *COLUMNS], [[*known, *row] for row in rows(published)]


def _csv(standing: Standing, published: Published) -> bytes:
    return as_csv(*_table(standing, published))


def _xlsx(standing: Standing, published: Published) -> bytes:
    return as_xlsx(_("Results"), *_table(standing, published))


def _json(standing: Standing, published: Published) -> bytes:
    scores = [dict(zip(COLUMNS, (_text(cell) for cell in row), strict=True)) for row in rows(published)]
    strengths = [{"indicator": one.code, "text": one.strength} for one in published.strengths]
    whole = facts(standing, published) | {"scores": scores, "strengths": strengths}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


FORMATS: dict[str, tuple[str, Callable[[Standing, Published], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "json": ("application/json", _json),
}
