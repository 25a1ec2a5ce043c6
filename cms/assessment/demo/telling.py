"""Which strength is told by whom: every text once, by an organisation at the highest level about what it does best. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from cms.assessment.demo.giving import Answers
from cms.assessment.demo.invented import Assessed, table
from cms.assessment.publishing import Strong
from cms.assessment.scoring import Outcome, score
from cms.indicators.instrument import Instrument

EACH = 2  # strengths of one result
Told = Mapping[tuple[str, int], Sequence[Strong]]


def texts() -> dict[str, list[tuple[str, str]]]:
    """Thai and English texts by indicators' codes."""
    return {code: [(thai, english) for thai, english in found] for code, found in table("strengths").items()}  # type: ignore[attr-defined]  # a TOML table


def strengths(rows: Iterable[tuple[Assessed, Answers]], instrument: Instrument) -> Told:
    """By organisation and year; two each while there are texts for what is done well."""
    left = texts()
    highest = max(level.rank for level in instrument.levels)
    told: dict[tuple[str, int], list[Strong]] = {}
    for of, verified in rows:
        outcome = score(instrument, {code: answer.for_scoring for code, answer in verified.items()})
        if outcome.level is None or outcome.level.rank < highest:
            continue
        best = [code for code in _best_first(outcome) if left[code]][:EACH]
        told[of.organisation.key, of.year] = [Strong(code, *left[code].pop(0)) for code in best]
    return told


def _best_first(outcome: Outcome) -> list[str]:
    shares = {code: item.share if item.share is not None else Fraction(-1) for code, item in outcome.indicators.items()}
    return sorted(shares, key=lambda code: (-shares[code], code))
