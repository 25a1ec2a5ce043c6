"""One indicator as it is answered: each sub-indicator with its steps, what was said of it, by whom, and the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.assessment.answering.content import (
    AGREE,
    MEASURED,
    NOT_APPLICABLE,
    Content,
    as_typed,
    content_of,
    given_of,
    number_in,
    step_of,
)
from cms.assessment.answering.doors import Stand
from cms.assessment.answering.forms import AnswerForm, EvidenceForm
from cms.assessment.models import Answer, Assessment, Evidence, Phase, Standing
from cms.assessment.scoring import points_of
from cms.indicators.instrument import IndicatorSpec, SubIndicatorSpec
from themes.templatetags.localised import localised


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen, as a card."""

    value: str
    text: str
    points: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else answered meanwhile: what both said. `revision` 0 and no `theirs` where it was taken back."""

    mine: str
    mine_note: str
    theirs: str
    theirs_note: str = ""
    by: str = ""
    at: Any = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """What the published result of an earlier year has for a sub-indicator."""

    year: int
    text: str


@dataclass
class Ask:
    """A sub-indicator on its sheet. `own` is what the organisation said, where somebody else verifies or reads it."""

    stand: Stand
    sub: SubIndicatorSpec
    own: Answer | None = None
    verified: Answer | None = None
    evidence: Sequence[Evidence] = ()
    before: Before | None = None
    form: AnswerForm | None = None
    evidence_form: EvidenceForm | None = None
    conflict: Conflict | None = None

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return f"sub-{self.sub.code}"

    @property
    def name(self) -> str:
        """What is asked, in the reader's language."""
        return localised(self.sub, "name")

    @property
    def guidance(self) -> str:
        """How to judge it."""
        return localised(self.sub, "guidance")

    @property
    def examples(self) -> str:
        """Examples of evidence."""
        return localised(self.sub, "evidence")

    @property
    def unit(self) -> str:
        """Of a measured value."""
        return localised(self.sub, "unit")

    @property
    def answer(self) -> Answer | None:
        """The answer of the phase that is written now."""
        return self.verified if self.stand.phase == Phase.VERIFIED else self.own

    @property
    def own_content(self) -> Content | None:
        """What the organisation said, where somebody verifies it."""
        is_beside = self.stand.phase == Phase.VERIFIED and self.own is not None
        return content_of(self.sub, self.own) if is_beside else None

    @property
    def stored(self) -> Content:
        """What the answer says, as the form shows it."""
        return as_shown(content_of(self.sub, self.answer), self.own_content)

    @property
    def shown(self) -> Content:
        """What the form shows: what was just typed, else what is stored."""
        return self.form.typed if self.form is not None else self.stored

    @property
    def was(self) -> str:
        """The mark of what is stored; of what could not be kept none, so that it is never taken for untouched."""
        return self.stored.mark if self.form is None else ""

    @property
    def seen(self) -> int:
        """The revision that the page shows, or showed when what could not be kept was typed."""
        if self.form is not None:
            return self.form.posted_seen
        return self.answer.revision if self.answer is not None else 0

    @property
    def choices(self) -> list[Choice]:
        """The cards to choose from; of a measured value only what stands beside the number."""
        own, chosen = self.own_content, self.shown.choice
        cards = []
        if own is not None and own.is_given:
            cards.append(Choice(AGREE, said(self.sub, own), self.own.points if self.own else None, chosen == AGREE))
        if self.sub.scale != "measured":
            cards += [
                Choice(str(step.points), localised(step, "text"), step.points, chosen == str(step.points))
                for step in self.sub.steps
                if own is None or own.choice != str(step.points)
            ]
        if self.sub.allows_na and (own is None or own.choice != NOT_APPLICABLE):
            cards.append(Choice(NOT_APPLICABLE, _("Not applicable"), None, chosen == NOT_APPLICABLE))
        return cards

    @property
    def agreement(self) -> Choice | None:
        """The card that agrees with the self-assessment; it stands first."""
        return next((choice for choice in self.choices if choice.value == AGREE), None)

    @property
    def steps(self) -> list[Choice]:
        """The other cards."""
        return [choice for choice in self.choices if choice.value != AGREE]

    @property
    def is_measured_chosen(self) -> bool:
        """Whether a number is given."""
        return self.shown.choice == MEASURED

    @property
    def bands(self) -> list[dict[str, Any]]:
        """Of a measured value: from which bound which step is reached, and whether what is shown reaches it."""
        value = number_in(self.shown.value)
        reached = points_of(self.sub, value) if value is not None and self.is_measured_chosen else None
        return [
            {
                "points": step.points,
                "text": localised(step, "text"),
                "bound": as_typed(step.bound),
                "is_reached": step.points == reached,
            }
            for step in self.sub.steps
        ]

    @property
    def own_said(self) -> str:
        """The organisation's answer in words."""
        return said(self.sub, content_of(self.sub, self.own)) if self.own is not None else ""

    @property
    def verified_said(self) -> str:
        """The verification's answer in words."""
        return said(self.sub, content_of(self.sub, self.verified)) if self.verified is not None else ""

    @property
    def typed_said(self) -> str:
        """What was typed, in words."""
        return said(self.sub, self.own_content if self.own_content and self.shown.choice == AGREE else self.shown)

    @property
    def marks(self) -> str:
        """Its marks by the set."""
        return as_typed(self.sub.weight)

    @property
    def errors(self) -> Mapping[str, Any]:
        """What is wrong, by field."""
        return self.form.errors if self.form is not None else {}


def as_shown(content: Content, own: Content | None) -> Content:
    """The same answer as the organisation's is shown as agreeing with it."""
    agrees = own is not None and content.is_given and content.says_as(own)
    return Content(AGREE, "", content.note) if agrees else content


def said(sub: SubIndicatorSpec, content: Content) -> str:
    """An answer in words."""
    if content.choice == NOT_APPLICABLE:
        return _("Not applicable")
    if content.choice == MEASURED:
        value = number_in(content.value)
        number = f"{content.value} {localised(sub, 'unit')}"
        return f"{number} · {points_said(points_of(sub, value), sub.full_points)}" if value is not None else number
    points = given_of(content).points
    if points is None:
        return _("No answer")
    step = step_of(sub, points)
    return f"{points_said(points, sub.full_points)} · {localised(step, 'text')}" if step is not None else ""


def points_said(points: int, full: int) -> str:
    """So many points of how many there are."""
    words = ngettext("%(points)s of %(full)s point", "%(points)s of %(full)s points", full)
    return words % {"points": points, "full": full}


def asks(stand: Stand, indicator: IndicatorSpec) -> list[Ask]:
    """Every sub-indicator of an indicator with what there is to it; three queries."""
    codes = [sub.code for sub in indicator.subs]
    mine = {"assessment": stand.assessment, "sub_indicator__code__in": codes}
    answers = {
        (row.sub_indicator.code, row.phase): row
        for row in Answer.objects.filter(**mine).select_related("by", "sub_indicator")
    }
    evidence: dict[str, list[Evidence]] = {}
    for piece in Evidence.objects.filter(**mine).select_related("sub_indicator"):
        evidence.setdefault(piece.sub_indicator.code, []).append(piece)
    before = last_standing(stand.assessment)
    return [
        Ask(
            stand=stand,
            sub=sub,
            own=answers.get((sub.code, Phase.SELF)),
            verified=answers.get((sub.code, Phase.VERIFIED)),
            evidence=evidence.get(sub.code, ()),
            before=_before(sub, before, stand.assessment),
        )
        for sub in indicator.subs
    ]


def last_standing(assessment: Assessment) -> Standing | None:
    """Where the organisation stood by the same set in the year before this round that was published last."""
    earlier = Standing.objects.filter(
        organisation=assessment.organisation_id,
        round__indicator_set=assessment.round.indicator_set_id,
        year__lt=assessment.round.year,
    )
    return earlier.select_related("result__level").order_by("-year").first()


def _before(sub: SubIndicatorSpec, standing: Standing | None, assessment: Assessment) -> Before | None:
    scores = standing.result.scores.get(sub.code) if standing is not None else None
    if standing is None or not scores:
        return None
    if scores["na"]:
        return Before(standing.year, _("Not applicable"))
    parts = [points_said(scores["points"], scores["full"])]
    if scores.get("value"):
        parts.insert(0, f"{scores['value']} {localised(sub, 'unit')}")
    elif standing.result.version_id == assessment.version_id:
        # Another version may have put another sentence beside the same points.
        step = step_of(sub, scores["points"])
        parts += [localised(step, "text")] if step is not None else []
    return Before(standing.year, " · ".join(parts))
