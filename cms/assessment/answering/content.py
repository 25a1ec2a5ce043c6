"""An answer as a form holds it, and the ways between it, what is stored and what is given. Pure."""

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from cms.assessment.given import AnswerGiven
from cms.indicators.instrument import StepSpec, SubIndicatorSpec
from cms.indicators.workbook import cells

# What is chosen besides a number of points: a measured value, "not applicable", the same as the self-assessment.
MEASURED, NOT_APPLICABLE, AGREE = "measured", "na", "agree"
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,20})(\.\d{1,20})?")


class Stored(Protocol):
    """What of a stored answer a form shows."""

    points: int | None
    value: Decimal | None
    not_applicable: bool
    note: str


@dataclass(frozen=True, slots=True)
class Content:
    """`choice` is a number of points, one of the words above or empty; `value` a number as it is typed."""

    choice: str = ""
    value: str = ""
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether it answers anything; a note alone does not."""
        return bool(self.choice)

    @property
    def mark(self) -> str:
        """The same for the same content: by it a page knows what was not touched since it was shown."""
        return hashlib.sha256(json.dumps([self.choice, self.value, self.note]).encode()).hexdigest()[:20]

    def says_as(self, other: "Content") -> bool:
        """Whether both give the same answer, whatever their notes."""
        return (self.choice, self.value) == (other.choice, other.value)


def number_in(text: str) -> Decimal | None:
    """The number that somebody typed, Thai digits and commas between thousands understood; None for anything else."""
    plain = "".join(cells.arabic(text).split())
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) and plain.isascii() else None


def as_typed(number: Decimal | None) -> str:
    """A number as people type it, without needless zeros."""
    return "" if number is None else f"{number.normalize():f}"


def content_of(sub: SubIndicatorSpec, answer: Stored | None) -> Content:
    """What is stored, as a form holds it; empty where nothing is."""
    if answer is None:
        return Content()
    if answer.not_applicable:
        return Content(NOT_APPLICABLE, "", answer.note)
    if sub.scale == "measured" and answer.value is not None:
        return Content(MEASURED, as_typed(answer.value), answer.note)
    return Content(str(answer.points), "", answer.note)


def given_of(content: Content) -> AnswerGiven:
    """What is given by a content that answers something."""
    if content.choice == NOT_APPLICABLE:
        return AnswerGiven(not_applicable=True, note=content.note)
    if content.choice == MEASURED:
        return AnswerGiven(value=number_in(content.value), note=content.note)
    number = int(content.choice) if re.fullmatch(r"\d{1,4}", content.choice, re.ASCII) else None
    return AnswerGiven(points=number, note=content.note)


def step_of(sub: SubIndicatorSpec, points: int | None) -> StepSpec | None:
    """The step of so many points."""
    return next((step for step in sub.steps if step.points == points), None)
