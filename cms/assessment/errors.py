"""What can be refused while assessing, named after the broken rule; each message is for who asked."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.assessment.models import Answer, Strength


class NotAllowed(ValidationError):
    """Not theirs to do, or not in this state."""

    def __init__(self) -> None:
        super().__init__(_("You may not do this, or not any more. Load the page again."), code="not_allowed")


class NotOpen(ValidationError):
    """The assessment takes no such answers in the state it is in: it was submitted, verified or published meanwhile."""

    def __init__(self, state: str) -> None:
        words = _("The assessment is not open for this any more: %(state)s.")
        super().__init__(words, code="not_open", params={"state": state})


class RoundClosed(ValidationError):
    """The round takes no answers today."""

    def __init__(self) -> None:
        super().__init__(_("This round does not take answers today."), code="round_closed")


# Refused whatever is sent: the page has to be loaded anew.
CLOSED = (NotAllowed, NotOpen, RoundClosed)


class RoundNotOfKind(ValidationError):
    """The round's set is for another kind of organisation."""

    def __init__(self) -> None:
        super().__init__(_("This round is for another kind of organisation."), code="not_of_kind")


class VersionNotPublished(ValidationError):
    """The round's version is a draft or retired: nothing new begins with it; what was begun goes on."""

    def __init__(self) -> None:
        words = _("The indicators of this round were withdrawn, so no new assessment begins with them.")
        super().__init__(words, code="version_not_published")


class UnknownCode(ValidationError):
    """The assessment's version has nothing of this code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("There is no “%(name)s” in this assessment."), code="unknown_code", params={"name": code[:20]}
        )


class AnswerOutsideScale(ValidationError):
    """An answer that the sub-indicator does not take; the message stands beside the field it names."""


class AnswerConflict(ValidationError):
    """Another device or person answered meanwhile. `theirs` is what stands now, None where it was taken back."""

    def __init__(self, theirs: Answer | None) -> None:
        words = _("This answer was changed elsewhere in the meantime. Nothing was overwritten.")
        super().__init__(words, code="answer_conflict")
        self.theirs = theirs


class StrengthConflict(ValidationError):
    """As AnswerConflict, for a strength."""

    def __init__(self, theirs: Strength | None) -> None:
        words = _("This strength was changed elsewhere in the meantime. Nothing was overwritten.")
        super().__init__(words, code="strength_conflict")
        self.theirs = theirs


class TooMuchEvidence(ValidationError):
    """The sub-indicator has as many pieces of evidence as it may."""

    def __init__(self, most: int) -> None:
        words = _("There are %(most)s pieces of evidence already; remove one first.")
        super().__init__(words, code="too_much_evidence", params={"most": most})


class Incomplete(ValidationError):
    """It cannot be handed on: `unanswered` and `without_evidence` name sub-indicators by their codes, in order."""

    def __init__(self, *, unanswered: Sequence[str] = (), without_evidence: Sequence[str] = ()) -> None:
        self.unanswered, self.without_evidence = tuple(unanswered), tuple(without_evidence)
        super().__init__([*self._said()], code="incomplete")

    def _said(self) -> list[ValidationError]:
        said = []
        if self.unanswered:
            words = ngettext(
                "%(number)s answer is missing: %(codes)s",
                "%(number)s answers are missing: %(codes)s",
                len(self.unanswered),
            )
            said.append(ValidationError(words % _named(self.unanswered), code="unanswered"))
        if self.without_evidence:
            words = ngettext(
                "%(number)s answer needs evidence: %(codes)s",
                "%(number)s answers need evidence: %(codes)s",
                len(self.without_evidence),
            )
            said.append(ValidationError(words % _named(self.without_evidence), code="without_evidence"))
        return said


class NothingApplies(ValidationError):
    """Every answer is “not applicable”: there is nothing to score."""

    def __init__(self) -> None:
        super().__init__(_("Every answer is “not applicable”, so there is nothing to score."), code="nothing_applies")


def _named(codes: Sequence[str], at_most: int = 10) -> dict[str, object]:
    return {"number": len(codes), "codes": ", ".join(codes[:at_most]) + (" …" if len(codes) > at_most else "")}
