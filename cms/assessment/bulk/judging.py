"""A finished round held against what is there: which organisations, and what would be published of each. Writes nothing."""

import pickle
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from cms.assessment.bulk.columns import ANSWERS
from cms.assessment.bulk.organisations import Directory, Known, NotKnown
from cms.assessment.bulk.reading import ResultRow, Results, RoundSaid, read
from cms.assessment.errors import NothingApplies
from cms.assessment.frozen import Frozen, of_answers, of_percents
from cms.assessment.models import Assessment, Round
from cms.indicators.instrument import Instrument
from cms.indicators.models import State
from cms.indicators.queries import instrument_of
from cms.places.workbooks import Flaw

STEP = 100  # organisations between two tellings of how far it is
Tell = Callable[[int, int], None]

SAME_ORGANISATION = gettext_noop("Row %(row)s names the same organisation: %(organisation)s.")
ASSESSED = gettext_noop("%(organisation)s is assessed in this round already.")
NOTHING = gettext_noop("Nothing applies to this organisation, so there is no result.")
DRAFT_VERSION = gettext_noop("The round's version is a draft; publish it first.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row comes to, packed: as objects thousands of them would fill a small server's memory."""

    packed: bytes

    @classmethod
    def of(cls, result: Frozen) -> "Outcome":
        """Pack a result; three kilobytes instead of many times as much."""
        return cls(zlib.compress(pickle.dumps(result), 1))

    def unpacked(self) -> Frozen:
        """The result."""
        result: Frozen = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - packed by this process itself
        return result


@dataclass
class Judged:
    """What a workbook comes to; `outcomes` by rows' numbers. While there are flaws, nothing of it may be published."""

    form: str = ""
    rows: list[tuple[ResultRow, Known]] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    levels: Counter[str] = field(default_factory=Counter)
    shown: list[dict[str, Any]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


def judge(content: bytes, round: Round, *, tell: Tell | None = None, most_shown: int = 200) -> Judged:
    """Judge a workbook for this round; `tell` hears how many of how many organisations are done.

    Raises WorkbookUnreadable. The round is read with its set and version.
    """
    instrument = instrument_of(round.version)
    said = RoundSaid(round.indicator_set.code, round.version.number, round.year)
    results = read(content, instrument=instrument, said=said)
    judged = Judged(results.form, flaws=results.flaws, passed_over=results.passed_over)
    if round.version.state == State.DRAFT:
        judged.flaws.append(Flaw("", 0, DRAFT_VERSION))
    known = list(_known(results, round))
    for done, (row, organisation) in enumerate(known, start=1):
        _outcome(judged, instrument, row, organisation, most_shown)
        if tell and (done % STEP == 0 or done == len(known)):
            tell(done, len(known))
    judged.flaws.sort(key=lambda flaw: flaw.row)
    if not judged.flaws:
        judged.rows = known
    return judged


def _known(results: Results, round: Round) -> Iterator[tuple[ResultRow, Known]]:
    """The rows with their organisations; what is unknown, there twice or assessed already becomes a flaw."""
    if not results.rows:
        return
    directory = Directory.load(round.indicator_set.kind_id)
    assessed = set(Assessment.objects.filter(round=round).values_list("organisation", flat=True))
    rows: dict[str, int] = {}
    for row in results.rows:
        try:
            found = directory.find(row.naming)
        except NotKnown as unknown:
            said = row.naming.get(unknown.field, "")
            results.flaws.append(results.flaw(row.row, unknown.field, unknown.words, {"read": said[:60]}, said))
            continue
        column = next((name for name in ("key", "official_code", "name") if name in row.naming), "name")
        read = row.naming.get(column, "")
        if found.key in rows:
            params = {"row": rows[found.key], "organisation": found.called("th")}
            results.flaws.append(results.flaw(row.row, column, SAME_ORGANISATION, params, read))
        elif found.pk in assessed:
            results.flaws.append(results.flaw(row.row, column, ASSESSED, {"organisation": found.called("th")}, read))
        else:
            yield row, found
        rows.setdefault(found.key, row.row)


def frozen(instrument: Instrument, form: str, row: ResultRow) -> Frozen:
    """What a row comes to. Raises NothingApplies."""
    return of_answers(instrument, row.answers) if form == ANSWERS else of_percents(instrument, row.percents)


def _outcome(judged: Judged, instrument: Instrument, row: ResultRow, organisation: Known, most_shown: int) -> None:
    try:
        result = frozen(instrument, judged.form, row)
    except NothingApplies:
        judged.flaws.append(Flaw(judged.form, row.row, NOTHING))
        return
    judged.outcomes[row.row] = Outcome.of(result)
    judged.levels[result.level or ""] += 1
    if len(judged.shown) < most_shown:
        judged.shown.append(
            {
                "row": row.row,
                "key": organisation.key,
                "name_th": organisation.called("th"),
                "name_en": organisation.called("en"),
                "percent": str(result.percent),
                "level": result.level or "",
                "strengths": len(row.strengths),
                "is_new": not organisation.pk,
                "is_demo": organisation.is_demo,
            }
        )
