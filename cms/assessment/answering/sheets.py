"""One indicator's sheet: what it shows, and what becomes of everything that its one button sends."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cms.assessment.answering import asks, saving
from cms.assessment.answering.asks import Ask
from cms.assessment.answering.doors import Stand
from cms.assessment.answering.evidence_views import remove
from cms.assessment.answering.forms import AnswerForm, EvidenceForm, StrengthForm
from cms.assessment.answering.strengths import StrengthBox, strength_of
from cms.assessment.errors import CLOSED, AnswerConflict, StrengthConflict
from cms.indicators.instrument import DimensionSpec, IndicatorSpec
from themes.templatetags.localised import localised

STRENGTH = "strength"


@dataclass
class Sheet:
    """An indicator with its neighbours. `problems` are those of the whole sheet; the others stand beside what they name."""

    stand: Stand
    indicator: IndicatorSpec
    asks: list[Ask]
    strength: StrengthBox
    problems: list[str] = field(default_factory=list)
    saved: int = 0

    @property
    def dimension(self) -> DimensionSpec:
        """The dimension that the indicator is of."""
        return next(item for item in self.stand.instrument.dimensions if self.indicator in item.indicators)

    @property
    def dimension_name(self) -> str:
        """Its name in the reader's language."""
        return localised(self.dimension, "name")

    @property
    def name(self) -> str:
        """The indicator's name in the reader's language."""
        return localised(self.indicator, "name")

    @property
    def guidance(self) -> str:
        """How to judge it."""
        return localised(self.indicator, "guidance")

    @property
    def number(self) -> int:
        """The how manieth indicator it is."""
        return self.stand.instrument.indicators.index(self.indicator) + 1

    @property
    def total(self) -> int:
        """How many indicators there are."""
        return len(self.stand.instrument.indicators)

    @property
    def previous(self) -> IndicatorSpec | None:
        """The indicator before it."""
        return self.stand.instrument.indicators[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> IndicatorSpec | None:
        """The indicator after it."""
        return self.stand.instrument.indicators[self.number] if self.number < self.total else None

    @property
    def answered(self) -> int:
        """How many of its sub-indicators are answered in the phase that is written."""
        return sum(ask.answer is not None for ask in self.asks)

    @property
    def has_conflicts(self) -> bool:
        """Whether somebody else's answer waits for a choice."""
        return any(ask.conflict for ask in self.asks) or self.strength.conflict is not None

    @property
    def is_kept(self) -> bool:
        """Whether everything that was sent is kept."""
        forms = [*(ask.form for ask in self.asks), *(ask.evidence_form for ask in self.asks), self.strength.form]
        return not self.problems and all(form is None for form in forms)


def sheet_of(stand: Stand, indicator: IndicatorSpec) -> Sheet:
    """The sheet as it stands."""
    return Sheet(stand, indicator, asks.asks(stand, indicator), StrengthBox(strength_of(stand, indicator.code)))


def keep(sheet: Sheet, data: QueryDict, files: "MultiValueDict[str, Any]") -> None:
    """Keep what can be kept; whatever cannot stays on the sheet as it was typed, with the reason."""
    for ask in sheet.asks:
        _answer(sheet, ask, data)
        _evidence(sheet, ask, data, files)
    _strength(sheet, data)
    if "remove" in data:
        try:
            remove(sheet.stand, str(data["remove"]))
        except ValidationError as refused:
            _closed(sheet, refused)


def _closed(sheet: Sheet, refused: ValidationError) -> None:
    sheet.problems += [message for message in refused.messages if message not in sheet.problems]


def _answer(sheet: Sheet, ask: Ask, data: QueryDict) -> None:
    """Keep one answer, or leave its form on the sheet."""
    form = AnswerForm(data, prefix=ask.prefix, sub=ask.sub, own=ask.own_content)
    is_untouched = form.typed.mark == data.get(form.add_prefix("was"), ask.stored.mark)
    if is_untouched or saving.keeps_theirs(data, ask.prefix):
        return
    ask.form = form
    if not form.is_valid():
        return
    try:
        saving.save(sheet.stand, form)
    except AnswerConflict as refused:
        ask.conflict = saving.conflict_of(ask, form, refused)
    except CLOSED as refused:
        _closed(sheet, refused)
    except ValidationError as refused:
        form.add_error("choice", refused.messages)
    else:
        ask.form, sheet.saved = None, sheet.saved + 1


def _evidence(sheet: Sheet, ask: Ask, data: QueryDict, files: "MultiValueDict[str, Any]") -> None:
    form = EvidenceForm(data, files, prefix=ask.prefix)
    if form.is_empty:
        return
    ask.evidence_form = form
    try:
        if form.is_valid() and saving.add_evidence(sheet.stand, ask.sub.code, form):
            ask.evidence_form, sheet.saved = None, sheet.saved + 1
    except CLOSED as refused:
        _closed(sheet, refused)


def _strength(sheet: Sheet, data: QueryDict) -> None:
    form, box = StrengthForm(data, prefix=STRENGTH), sheet.strength
    is_untouched = form.typed.mark == data.get(f"{STRENGTH}-was", box.was)
    if f"{STRENGTH}-text_th" not in data or is_untouched or saving.keeps_theirs(data, STRENGTH):
        return
    box.form = form
    if not form.is_valid():
        return
    try:
        saving.save_strength(sheet.stand, sheet.indicator.code, form)
    except StrengthConflict as refused:
        box.conflict = saving.strength_conflict(form, refused)
    except CLOSED as refused:
        _closed(sheet, refused)
    except ValidationError as refused:
        form.add_error("text_th", refused.messages)
    else:
        box.form, sheet.saved = None, sheet.saved + 1
