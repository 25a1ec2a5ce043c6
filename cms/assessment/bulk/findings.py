"""What checking a workbook found, as JSON that the page reads: {"form", "rows", "levels", "shown", "flaws", "number", "passed_over"}.

Sentences are kept untranslated with what is put into them, so that each reader reads them in their own language.
"""

from dataclasses import dataclass
from typing import Any

from cms.assessment.bulk.judging import Judged
from cms.assessment.models import Round
from cms.places.models.areas import speaks_english
from cms.places.workbooks import Flaw

MOST_SHOWN = 300


def found(judged: Judged) -> dict[str, Any]:
    """What was found, as it is kept; at most MOST_SHOWN flaws, with the number of all."""
    return {
        "form": judged.form,
        "rows": len(judged.rows),
        "levels": dict(judged.levels),
        "shown": judged.shown,
        "flaws": [_plain(flaw) for flaw in judged.flaws[:MOST_SHOWN]],
        "number": len(judged.flaws),
        "passed_over": judged.passed_over,
    }


def _plain(flaw: Flaw) -> dict[str, Any]:
    return {**vars(flaw), "words": str(flaw.words), "params": dict(flaw.params)}


def flaws(kept: dict[str, Any]) -> list[Flaw]:
    """The flaws that were kept."""
    return [Flaw(**flaw) for flaw in kept.get("flaws", ())]


@dataclass(frozen=True)
class ShownRow:
    """An organisation with what would be published of it."""

    row: int
    key: str
    name: str
    percent: str
    level: str
    strengths: int
    is_new: bool
    is_demo: bool


@dataclass(frozen=True)
class LevelCount:
    """How many reach a level."""

    name: str
    number: int


def rows(kept: dict[str, Any], round: Round) -> list[ShownRow]:
    """The organisations that are shown, in the reader's language."""
    names = _names(round)
    english = speaks_english()
    return [
        ShownRow(
            name=(english and row["name_en"]) or row["name_th"],
            level=names.get(row["level"], ""),
            **{name: row[name] for name in ("row", "key", "percent", "strengths", "is_new", "is_demo")},
        )
        for row in kept.get("shown", ())
    ]


def levels(kept: dict[str, Any], round: Round) -> list[LevelCount]:
    """How many reach each level, the highest first; those that reach none last, under an empty name."""
    counts = kept.get("levels", {})
    names = _names(round)
    return [LevelCount(names[code], counts[code]) for code in names if code in counts] + (
        [LevelCount("", counts[""])] if "" in counts else []
    )


def _names(round: Round) -> dict[str, str]:
    return {level.code: level.name for level in round.version.levels.order_by("-rank")}
