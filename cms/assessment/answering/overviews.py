"""An assessment at a glance: how far it is by dimension, what is missing, and what it would come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cms.assessment import scoring, services
from cms.assessment.answering.asks import last_standing
from cms.assessment.answering.content import as_typed
from cms.assessment.answering.doors import Stand
from cms.assessment.answering.strengths import strengths_of
from cms.assessment.errors import Incomplete
from cms.assessment.models import Answer, AssessmentEvent, Phase, Standing, State, Strength
from cms.assessment.scoring import Given, Outcome
from cms.indicators.instrument import DimensionSpec, IndicatorSpec
from themes.templatetags.localised import localised


@dataclass(frozen=True)
class Progress:
    """So many of so many answered."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether everything is answered."""
        return self.done >= self.total


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator in the overview."""

    spec: IndicatorSpec
    progress: Progress
    without_evidence: int
    percent: Decimal | None
    strength: Strength | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing of it is missing."""
        return self.progress.is_complete and not self.without_evidence

    @property
    def name(self) -> str:
        """In the reader's language."""
        return localised(self.spec, "name")


@dataclass(frozen=True)
class DimensionLine:
    """A dimension in the overview. `percent` is what its answers give so far."""

    spec: DimensionSpec
    lines: list[IndicatorLine]
    percent: Decimal | None

    @property
    def name(self) -> str:
        """In the reader's language."""
        return localised(self.spec, "name")

    @property
    def meter(self) -> str:
        """The same for an attribute of HTML."""
        return str(self.percent or 0)

    @property
    def progress(self) -> Progress:
        """Of all its indicators."""
        parts = [line.progress for line in self.lines]
        return Progress(sum(part.done for part in parts), sum(part.total for part in parts))


@dataclass(frozen=True)
class Missing:
    """A sub-indicator that keeps the assessment from being handed on."""

    code: str
    name: str
    indicator: str
    is_unanswered: bool


class Overview:
    """What the page of an assessment shows; a handful of queries however many answers there are."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.instrument = stand.instrument
        rows = Answer.objects.filter(assessment=stand.assessment).values_list(
            "phase", "sub_indicator__code", "points", "not_applicable"
        )
        self._given: dict[str, dict[str, Given]] = {phase: {} for phase in Phase.values}
        for phase, code, points, not_applicable in rows:
            self._given[phase][code] = Given(points, applies=not not_applicable)

    @cached_property
    def phase(self) -> Phase:
        """The phase whose progress is shown: the verification's from when it began."""
        is_verifying = self.stand.assessment.state in {State.SUBMITTED, State.VERIFIED, State.PUBLISHED}
        return Phase.VERIFIED if is_verifying else Phase.SELF

    @cached_property
    def given(self) -> Mapping[str, Given]:
        """The answers of that phase."""
        return self._given[self.phase]

    @cached_property
    def outcome(self) -> Outcome:
        """What the answers so far would come to."""
        return scoring.score(self.instrument, self.given)

    @cached_property
    def marks(self) -> Decimal:
        """Marks of the answers so far, two places."""
        return scoring.rounded(self.outcome.marks)

    @property
    def level(self) -> str:
        """The level they would reach, empty for none."""
        return localised(self.outcome.level, "name") if self.outcome.level is not None else ""

    @cached_property
    def own_outcome(self) -> Outcome:
        """What the self-assessment comes to."""
        return scoring.score(self.instrument, self._given[Phase.SELF])

    @property
    def own_marks(self) -> Decimal:
        """Marks of the self-assessment, two places."""
        return scoring.rounded(self.own_outcome.marks)

    @property
    def own_level(self) -> str:
        """The level of the self-assessment, empty for none."""
        return localised(self.own_outcome.level, "name") if self.own_outcome.level is not None else ""

    @cached_property
    def progress(self) -> Progress:
        """Of all sub-indicators."""
        return Progress(len(self.given), len(self.instrument.subs))

    @cached_property
    def lacking(self) -> Incomplete | None:
        """What is missing before it can be handed on; None where nothing is."""
        return services.incomplete(self.stand.assessment, self.phase)

    @property
    def without_evidence(self) -> tuple[str, ...]:
        """Sub-indicators whose answer needs evidence that is not there."""
        return self.lacking.without_evidence if self.lacking is not None else ()

    @cached_property
    def missing(self) -> list[Missing]:
        """The same with names, in order."""
        return [
            Missing(sub.code, localised(sub, "name"), indicator.code, sub.code not in self.given)
            for indicator in self.instrument.indicators
            for sub in indicator.subs
            if sub.code not in self.given or sub.code in self.without_evidence
        ]

    @cached_property
    def strengths(self) -> dict[str, Strength]:
        """By indicator."""
        return strengths_of(self.stand)

    @cached_property
    def dimensions(self) -> list[DimensionLine]:
        """Every dimension with its indicators."""
        return [
            DimensionLine(spec, [self._line(item) for item in spec.indicators], self._percent(spec))
            for spec in self.instrument.dimensions
        ]

    def _percent(self, spec: DimensionSpec) -> Decimal | None:
        return self.outcome.dimensions[spec.code].percent

    def _line(self, spec: IndicatorSpec) -> IndicatorLine:
        codes = [sub.code for sub in spec.subs]
        return IndicatorLine(
            spec,
            Progress(_among(codes, self.given), len(codes)),
            _among(codes, self.without_evidence),
            self.outcome.indicators[spec.code].percent,
            self.strengths.get(spec.code),
        )

    @property
    def first_open(self) -> IndicatorSpec:
        """Where to go on: the first indicator that lacks something, else the first of all."""
        wanted = self.missing[0].indicator if self.missing else self.instrument.indicators[0].code
        return next(item for item in self.instrument.indicators if item.code == wanted)

    @property
    def full_marks(self) -> str:
        """The marks there are."""
        return as_typed(self.instrument.full_marks)

    @property
    def written(self) -> list[IndicatorLine]:
        """Indicators with a strength."""
        return [line for dimension in self.dimensions for line in dimension.lines if line.strength]

    @property
    def unwritten(self) -> list[IndicatorLine]:
        """Indicators without one, the best first."""
        without = [line for dimension in self.dimensions for line in dimension.lines if not line.strength]
        return sorted(without, key=lambda line: -(line.percent or 0))

    @property
    def reason(self) -> str:
        """Why it was sent back last, empty where it was not."""
        return self.events[-1].reason if self.events else ""

    @cached_property
    def last(self) -> Standing | None:
        """Where the organisation stood before."""
        return last_standing(self.stand.assessment)

    @cached_property
    def events(self) -> list[AssessmentEvent]:
        """What became of it, oldest first."""
        return list(AssessmentEvent.objects.filter(subject=self.stand.assessment).select_related("actor"))


def _among(codes: Iterable[str], those: Iterable[str]) -> int:
    found = frozenset(those)
    return sum(code in found for code in codes)
