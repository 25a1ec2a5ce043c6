"""What the cells of a finished round say: points, percentages, and that something does not apply. Pure.

The same few texts stand in thousands of cells: each is judged once a column.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop

from cms.assessment.bulk.columns import NA_WORDS
from cms.assessment.given import AnswerGiven
from cms.indicators.instrument import IndicatorSpec, SubIndicatorSpec
from cms.indicators.workbook import cells

EMPTY_POINTS = gettext_noop("Nothing is said here; write points, or NA where it does not apply.")
EMPTY_PERCENT = gettext_noop("Nothing is said here; write a percentage, or NA where it does not apply.")
OUTSIDE = gettext_noop("“%(read)s” is outside the rubric; its points are: %(known)s.")
NO_NA = gettext_noop("“Not applicable” is no answer here.")
NO_PERCENT = gettext_noop("“%(read)s” is no percentage from 0 to 100 with at most two decimal places.")

_WHOLE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is not taken: an untranslated sentence, with what is put into it."""

    words: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class PointsColumn:
    """The answers to one sub-indicator."""

    sub: SubIndicatorSpec
    _judged: dict[str, AnswerGiven | Refused] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The sub-indicator's."""
        return self.sub.code

    def read(self, text: str) -> AnswerGiven | Refused:
        """The answer that a cell gives."""
        if text not in self._judged:
            self._judged[text] = self._judge(text)
        return self._judged[text]

    def _judge(self, text: str) -> AnswerGiven | Refused:
        said = cells.arabic(text)
        if not said:
            return Refused(EMPTY_POINTS)
        if said.casefold() in NA_WORDS:
            return AnswerGiven(not_applicable=True) if self.sub.allows_na else Refused(NO_NA)
        if _WHOLE.fullmatch(said) and int(said) in self.sub.points:
            return AnswerGiven(points=int(said))
        known = ", ".join(str(points) for points in sorted(self.sub.points))
        return Refused(OUTSIDE, {"read": text[:60], "known": known})


@dataclass
class PercentColumn:
    """The percentages of one indicator; None where it does not apply, which each of its sub-indicators must allow."""

    indicator: IndicatorSpec
    _judged: dict[str, Decimal | Refused | None] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The indicator's."""
        return self.indicator.code

    def read(self, text: str) -> Decimal | Refused | None:
        """The percentage that a cell gives."""
        if text not in self._judged:
            self._judged[text] = self._judge(text)
        return self._judged[text]

    def _judge(self, text: str) -> Decimal | Refused | None:
        if not text:
            return Refused(EMPTY_PERCENT)
        if text.casefold() in NA_WORDS:
            return None if all(sub.allows_na for sub in self.indicator.subs) else Refused(NO_NA)
        try:
            percent = cells.number(text)
        except cells.CellRefused:
            percent = Decimal(-1)
        if 0 <= percent <= 100 and percent == round(percent, 2):
            return percent
        return Refused(NO_PERCENT, {"read": text[:60]})
