"""An answer as it is given, and whether its sub-indicator takes it. Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.assessment import scoring
from cms.assessment.errors import AnswerOutsideScale
from cms.indicators.instrument import SubIndicatorSpec

LONGEST_NOTE, LONGEST_STRENGTH = 2000, 1000
# What the column holds: ten digits before the point and four after it.
LARGEST, FINEST = Decimal(10) ** 10, Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What somebody says of a sub-indicator: `points`, for a measured one its `value`, or `not_applicable`."""

    points: int | None = None
    value: Decimal | None = None
    not_applicable: bool = False
    note: str = ""

    @property
    def for_scoring(self) -> scoring.Given:
        """The same, as scoring takes it."""
        return scoring.Given(self.points, applies=not self.not_applicable)


def judged(sub: SubIndicatorSpec, given: AnswerGiven) -> AnswerGiven:
    """The answer with the points that follow from a measured value, and its note tidied.

    Raises AnswerOutsideScale, by field, for what the sub-indicator does not take, and ValidationError for the note.
    """
    note = tidied(given.note, "note", LONGEST_NOTE)
    if given.not_applicable:
        if given.points is not None or given.value is not None:
            raise _refused("not_applicable", _("Give an answer, or say that it does not apply; not both."))
        if not sub.allows_na:
            raise _refused("not_applicable", _("“Not applicable” is no answer here."))
        return replace(given, note=note)
    if sub.scale == "measured":
        value = _measured(given.value)
        return AnswerGiven(points=scoring.points_of(sub, value), value=value, note=note)
    if given.value is not None:
        raise _refused("value", _("No measured value is asked for here."))
    if given.points is None:
        raise _refused("points", _("Choose an answer."))
    if given.points not in sub.points:
        raise _refused("points", _("Choose one of the answers that there are."))
    return replace(given, note=note)


def _measured(value: Decimal | None) -> Decimal:
    if value is None:
        raise _refused("value", _("Enter the measured value."))
    if not value.is_finite() or abs(value) >= LARGEST or value != value.quantize(FINEST):
        raise _refused("value", _("Enter a number with at most four decimal places."))
    return value.quantize(FINEST)


def tidied(text: str, field: str, most: int) -> str:
    """A text as it is kept, at most so long. Raises ValidationError beside its field."""
    tidy = text.replace("\r\n", "\n").strip()
    if len(tidy) > most:
        raise ValidationError({field: _("Write at most %(most)s characters.") % {"most": most}})
    if "\x00" in tidy:
        raise ValidationError({field: _("This text has a character that cannot be kept.")})
    return tidy


def _refused(field: str, words: str) -> AnswerOutsideScale:
    return AnswerOutsideScale({field: words})
