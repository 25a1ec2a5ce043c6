"""A figure with its circumstances."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.rules import amount_problem, missing_circumstances, written
from cms.blocks.samples import METRIC

_AMOUNT_PROBLEMS = {
    "none": ("value", _("Give a value, or a lowest and a highest one.")),
    "both": ("value", _("Give either one value or a range, not both.")),
    "half": ("high", _("A range needs both its ends.")),
    "order": ("high", _("The highest must be more than the lowest.")),
}
_MISSING = {
    "unit": _("A figure needs its unit."),
    "period": _("A figure needs its period."),
    "source": _("A figure needs its source."),
}


class MetricValue(blocks.StructValue):
    """A figure that can be written out."""

    @property
    def amount(self) -> str:
        """The value, or the range with an en dash, as it is written in a sentence."""
        value = self.get("value")
        if value is not None:
            return written(Decimal(value))
        low, high = self.get("low"), self.get("high")
        return f"{written(Decimal(low))}–{written(Decimal(high))}" if low is not None and high is not None else ""

    @property
    def qualifier_words(self) -> Any:
        """The qualifier in the language of the moment."""
        return dict(QUALIFIERS).get(self.get("qualifier") or "", "")

    @property
    def moment_words(self) -> Any:
        """“before” or “after” in the language of the moment."""
        return dict(MOMENTS).get(self.get("moment") or "", "")

    @property
    def is_forecast(self) -> bool:
        """Whether the figure was expected rather than counted."""
        return bool(self.get("nature") == "forecast")


MOMENTS = [("before", _("Before")), ("after", _("After"))]
NATURES = [("actual", _("Actual")), ("forecast", _("Forecast"))]
QUALIFIERS = [
    ("over", _("More than")),
    ("at_least", _("At least")),
    ("about", _("About")),
    ("up_to", _("Up to")),
]


class MetricBlock(blocks.StructBlock):
    """A figure; without unit, period and source it cannot be published."""

    label = blocks.CharBlock(label=_("What is counted"), max_length=160)
    qualifier = blocks.ChoiceBlock(label=_("Qualifier"), choices=QUALIFIERS, required=False, search_index=False)
    value = blocks.DecimalBlock(label=_("Value"), required=False)
    low = blocks.DecimalBlock(label=_("Or from"), required=False)
    high = blocks.DecimalBlock(label=_("to"), required=False)
    unit = blocks.CharBlock(label=_("Unit"), max_length=60, required=False)
    per = blocks.CharBlock(
        label=_("Per"), max_length=80, required=False, help_text=_("For instance: household per month")
    )
    period = blocks.CharBlock(label=_("Period"), max_length=80, required=False)
    as_of = blocks.DateBlock(label=_("As of"), required=False)
    area = blocks.CharBlock(label=_("Area"), max_length=120, required=False)
    moment = blocks.ChoiceBlock(label=_("Before or after"), choices=MOMENTS, required=False, search_index=False)
    nature = blocks.ChoiceBlock(label=_("Actual or forecast"), choices=NATURES, default="actual", search_index=False)
    source = SnippetChooserBlock("blocks.Source", label=_("Source"), required=False)
    line = blocks.CharBlock(label=_("Line or page in the source"), max_length=40, required=False, search_index=False)

    class Meta:
        label = _("Figure")
        icon = "order"
        template = "blocks/metric.html"
        description = _("A figure with unit, period, area and source")
        value_class = MetricValue
        preview_value: ClassVar = METRIC

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError that tells the editor each thing that is missing or contradictory.

        A draft may lack what the published page must have.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors = {name: ValidationError(_MISSING[name], code=f"no_{name}") for name in missing_circumstances(result)}
        problem = amount_problem(result)
        if problem is not None:
            field, message = _AMOUNT_PROBLEMS[problem]
            errors[field] = ValidationError(message, code=f"amount_{problem}")
        if errors:
            raise StructBlockValidationError(errors)
        return result


class MetricsBlock(blocks.StructBlock):
    """Figures side by side: a before and an after, or two sources that disagree."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    metrics = blocks.ListBlock(MetricBlock(), label=_("Figures"), min_num=2, max_num=8)

    class Meta:
        label = _("Figures side by side")
        icon = "order"
        template = "blocks/metrics.html"
        description = _("Before and after, or figures of sources that disagree")
        preview_value: ClassVar = {
            "heading": "ก่อนและหลัง (ตัวอย่าง)",
            "metrics": [
                {**METRIC, "value": Decimal(3000), "moment": "before"},
                {**METRIC, "value": Decimal(4200), "moment": "after"},
            ],
        }
