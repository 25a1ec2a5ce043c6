"""Who may do what with an assessment: one table over where somebody stands and where the assessment stands. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cms.accounts.roles import Role
from cms.assessment.models.assessments import OPEN, State


class Act(Enum):
    """What can be done with an assessment."""

    SEE = "see"  # with its answers, notes and evidence; a published result is read by everybody without this
    ANSWER = "answer"  # the self-assessment: answers, evidence, strengths
    SUBMIT = "submit"
    VERIFY = "verify"  # answer anew beside it, and hand it on
    PUBLISH = "publish"
    REOPEN = "reopen"
    IMPORT = "import"  # results of whole rounds


EVERY = frozenset(State)
# In which states somebody of the organisation may, a researcher of it or of its province among them.
WITHIN: Mapping[Act, frozenset[State]] = {
    Act.SEE: EVERY,
    Act.ANSWER: frozenset(OPEN),
    Act.SUBMIT: frozenset(OPEN),
}
# In which states a researcher within their own may, who is the second pair of eyes.
SECOND_EYES: Mapping[Act, frozenset[State]] = {Act.VERIFY: frozenset({State.SUBMITTED})}
# In which states whoever publishes may, whoever they are besides.
PUBLISHER: Mapping[Act, frozenset[State]] = {Act.SEE: EVERY}
# In which states whoever publishes may unless the organisation's side is theirs: nobody decides about their own result.
DECIDING: Mapping[Act, frozenset[State]] = {
    Act.PUBLISH: frozenset({State.VERIFIED}),
    Act.REOPEN: frozenset({State.SUBMITTED, State.VERIFIED, State.PUBLISHED}),
}
IMPORTER: Mapping[Act, frozenset[State]] = {Act.IMPORT: EVERY}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where somebody stands towards an assessment.

    `roles` are those by which its organisation is their own; `took_part` where an answer of the self-assessment is
    theirs or they submitted it; `publishes` and `imports` where a permission lets them.
    """

    roles: frozenset[Role] = frozenset()
    took_part: bool = False
    publishes: bool = False
    imports: bool = False

    @property
    def is_first(self) -> bool:
        """Whether they are the first pair of eyes: they speak for the organisation, or took part as its researcher."""
        return bool(self.roles) and not self.is_second

    @property
    def is_second(self) -> bool:
        """Whether they are the second pair of eyes: a researcher who neither took part nor speaks for the organisation."""
        return self.roles == {Role.RESEARCHER} and not self.took_part


def permitted(state: str, who: Standpoint) -> frozenset[Act]:
    """What they may do with an assessment in this state."""
    tables = [
        *([WITHIN] if who.roles else []),
        *([SECOND_EYES] if who.is_second else []),
        *([PUBLISHER] if who.publishes else []),
        *([DECIDING] if who.publishes and not who.is_first else []),
        *([IMPORTER] if who.imports else []),
    ]
    return frozenset(act for table in tables for act, states in table.items() if state in states)
