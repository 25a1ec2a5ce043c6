"""The forms of an indicator set: the set, a version's rules, and each kind of part as plain values."""

from dataclasses import fields as fields_of
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.indicators.instrument import (
    LINK,
    STEP,
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    StepSpec,
    SubIndicatorSpec,
)
from cms.indicators.keeping.fields import TypedDecimal, TypedInteger, initial_rows, line, lines, marks, rows_of
from cms.indicators.limits import MOST_POINTS
from cms.indicators.models import Better, IndicatorSet, Scale
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, STEPS, SUBS
from cms.indicators.reshaping import Part
from cms.indicators.sdgs import Goal

_CODE = _("Latin letters and digits, with single dots or hyphens between them: A1.2")
PERCENT: dict[str, Any] = {"max_digits": 5, "min_value": Decimal("0.01"), "max_value": Decimal(100)}


class SetForm(forms.ModelForm):  # type: ignore[type-arg]  # of IndicatorSet
    """What is said of a set. Its code is chosen once."""

    class Meta:
        model = IndicatorSet
        fields: ClassVar[list[str]] = [
            *("code", "kind", "name_th", "name_en", "standing", "source", "about_th", "about_en"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "about_th": forms.Textarea({"rows": 4}),
            "about_en": forms.Textarea({"rows": 4}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "code": _("Names the set for ever, in addresses and files: small Latin letters, digits, single hyphens."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]


class VersionForm(forms.Form):
    """What is new in a version, its full marks, and its rule for the goals."""

    note = lines(_("What is new"), 2000)
    full_marks = marks(_("Full marks"))
    sdg_attained_from = TypedDecimal(label=_("A goal is attained from, in percent"), **PERCENT)
    sdg_underway_from = TypedDecimal(label=_("A goal is under way from, in percent"), **PERCENT)


class ReasonForm(forms.Form):
    """Why a version is retired."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stays in the history of the version."),
    )


class DimensionForm(forms.Form):
    """A dimension by itself."""

    kind, spec = DIMENSIONS, DimensionSpec
    code = line(_("Code"), 20, help_text=_CODE)
    name_th = line(_("Name in Thai"), 200)
    name_en = line(_("Name in English"), 200, required=False)
    weight = marks(_("How many marks"))

    def part(self, links: tuple[SdgLinkSpec, ...] = (), **more: Any) -> Part:
        """What was typed, as plain values; only when valid."""
        known = {field.name for field in fields_of(self.spec)}
        said = {name: value for name, value in self.cleaned_data.items() if name in known}
        return Part(self.spec(**{**self.empty, **said, **more}), links)

    empty: ClassVar[dict[str, Any]] = {"indicators": ()}

    @classmethod
    def shown(cls, part: Part) -> dict[str, Any]:
        """What the form shows of a part."""
        return {name: getattr(part.spec, name) for name in cls.base_fields}


class IndicatorForm(DimensionForm):
    """An indicator by itself."""

    kind, spec = INDICATORS, IndicatorSpec  # type: ignore[assignment]  # each form has its own kind of value
    empty: ClassVar[dict[str, Any]] = {"subs": ()}
    guidance_th = lines(_("Guidance in Thai"), 2000)
    guidance_en = lines(_("Guidance in English"), 2000)


class SubIndicatorForm(DimensionForm):
    """A sub-indicator by itself; its steps and links are rows beside it."""

    kind, spec = SUBS, SubIndicatorSpec  # type: ignore[assignment]  # each form has its own kind of value
    empty: ClassVar[dict[str, Any]] = {}
    name_th = line(_("Name in Thai"), 300)
    name_en = line(_("Name in English"), 300, required=False)
    scale = forms.ChoiceField(label=_("How it is answered"), choices=Scale.choices)
    better = forms.ChoiceField(
        label=_("Which value is better"),
        choices=[("", "–"), *Better.choices],
        required=False,
        help_text=_("Of a measured value only, as is the unit."),
    )
    unit_th = line(_("Unit in Thai"), 60, required=False)
    unit_en = line(_("Unit in English"), 60, required=False)
    allows_na = forms.BooleanField(
        label=_("“Not applicable” is an answer"),
        required=False,
        help_text=_("Its marks are then shared out among its neighbours, and the result says so."),
    )
    evidence_required = forms.BooleanField(label=_("It needs evidence"), required=False)
    guidance_th = lines(_("Guidance in Thai"), 2000)
    guidance_en = lines(_("Guidance in English"), 2000)
    evidence_th = lines(_("Examples of evidence in Thai"), 1000)
    evidence_en = lines(_("Examples of evidence in English"), 1000)


class LevelForm(DimensionForm):
    """A level by itself; its floors are rows beside it. Its rank follows from where it begins."""

    kind, spec = LEVELS, LevelSpec  # type: ignore[assignment]  # each form has its own kind of value
    empty: ClassVar[dict[str, Any]] = {"rank": 1}
    code = line(_("Code"), 40, help_text=_("Small Latin letters and digits, with single hyphens between them."))
    name_th = line(_("Name in Thai"), 80)
    name_en = line(_("Name in English"), 80, required=False)
    weight = None  # type: ignore[assignment]  # Django's way to leave a field of the base out
    cut_off = TypedDecimal(label=_("From so many marks"), min_value=Decimal(0), max_value=Decimal("99999.99"))
    meaning_th = lines(_("Meaning in Thai"), 1000)
    meaning_en = lines(_("Meaning in English"), 1000)


class StepForm(forms.Form):
    """One step."""

    points = TypedInteger(label=_("Points"), min_value=0, max_value=MOST_POINTS)
    text_th = line(_("Sentence in Thai"), 500, widget=forms.Textarea({"rows": 3}))
    text_en = line(_("Sentence in English"), 500, required=False, widget=forms.Textarea({"rows": 3}))
    bound = TypedDecimal(
        label=_("From or up to"),
        required=False,
        max_digits=14,
        decimal_places=4,
        help_text=_("Of a measured value: where this step is reached."),
    )


class LinkForm(forms.Form):
    """One link to a goal or a target of it."""

    goal = forms.TypedChoiceField(
        label=_("Goal"), coerce=int, choices=[("", "–"), *((goal.value, f"{goal.value} {goal.label}") for goal in Goal)]
    )
    target = line(_("Target"), 5, required=False, help_text=_("As the United Nations number it: 6.1 or 6.a."))
    weight = marks(_("Weight"))


class FloorForm(forms.Form):
    """What a dimension must have for a level."""

    dimension = forms.ChoiceField(label=_("Dimension"))
    percent = TypedDecimal(label=_("At least, in percent"), **PERCENT)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dimension"]
        names = ((one.code, f"{one.code} {one.name_th}") for one in instrument.dimensions)
        field.choices = [("", "–"), *names]  # type: ignore[attr-defined]  # a ChoiceField it is


FORMS: dict[str, type[DimensionForm]] = {
    form.kind: form for form in (DimensionForm, IndicatorForm, SubIndicatorForm, LevelForm)
}
StepRows, LinkRows, FloorRows = rows_of(StepForm, MOST_POINTS + 1), rows_of(LinkForm, 30), rows_of(FloorForm, 30)
# The rows beside the form of a kind, by what a problem's path begins with.
ROWS = {SUBS: {STEPS: StepRows, LINKS: LinkRows}, LEVELS: {FLOORS: FloorRows}}


def initial_of(rows: str, part: Part) -> list[dict[str, Any]]:
    """What the rows of this kind show of a part."""
    if rows == STEPS:
        return initial_rows(part.spec.steps, STEP)
    if rows == LINKS:
        return initial_rows(part.links, LINK)
    return [{"dimension": code, "percent": least} for code, least in part.spec.floors]


def steps_said(rows: list[dict[str, Any]]) -> tuple[StepSpec, ...]:
    """Steps as they were typed, by points."""
    known = (StepSpec(row["points"], row["text_th"], row["text_en"], row["bound"]) for row in rows)
    return tuple(sorted(known, key=lambda step: step.points))


def links_said(code: str, rows: list[dict[str, Any]]) -> tuple[SdgLinkSpec, ...]:
    """Links of a sub-indicator as they were typed, by goal."""
    known = (SdgLinkSpec(code, row["goal"], row["weight"], row["target"]) for row in rows)
    return tuple(sorted(known, key=lambda link: (link.goal, link.target)))
