"""Dimensions, their indicators, their sub-indicators, and the steps by which a sub-indicator is scored.

Each row names its version beside its parent, so that the database can refuse a change by one look; a trigger holds that
the parent is of the same version. Codes name a thing across versions and in spreadsheets.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.indicators.models.sets import Version
from cms.places.models.areas import InReadersLanguage

CODE = r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"


def named(what: str) -> list[models.CheckConstraint]:
    """The constraints of whatever has a code, a weight and a Thai name."""
    return [
        models.CheckConstraint(condition=Q(code__regex=CODE), name=f"indicators_{what}_code_format"),
        models.CheckConstraint(condition=~Q(name_th=""), name=f"indicators_{what}_has_a_thai_name"),
        models.CheckConstraint(condition=Q(weight__gt=0), name=f"indicators_{what}_weighs_something"),
    ]


class Dimension(models.Model):
    """A dimension (ด้าน) of a version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="dimensions")
    code = models.CharField(_("code"), max_length=20)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    weight = models.DecimalField(_("marks"), max_digits=7, decimal_places=2)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [
            *named("dimension"),
            models.UniqueConstraint(fields=["version", "code"], name="indicators_dimension_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    name = InReadersLanguage("name")


class Indicator(models.Model):
    """An indicator (ตัวชี้วัด)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="indicators")
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="indicators")
    code = models.CharField(_("code"), max_length=20)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    weight = models.DecimalField(_("marks"), max_digits=7, decimal_places=2)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    guidance_th = models.TextField(_("guidance in Thai"), max_length=2000, blank=True)
    guidance_en = models.TextField(_("guidance in English"), max_length=2000, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            *named("indicator"),
            models.UniqueConstraint(fields=["version", "code"], name="indicators_indicator_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    name = InReadersLanguage("name")
    guidance = InReadersLanguage("guidance")


class Scale(models.TextChoices):
    """How a sub-indicator is answered."""

    RUBRIC = "rubric", _("Steps, a sentence each")
    YES_NO = "yes_no", _("Yes or no")
    MEASURED = "measured", _("A measured value")


class Better(models.TextChoices):
    """Which measured value is the better one."""

    HIGHER = "higher", _("More is better")
    LOWER = "lower", _("Less is better")


class SubIndicator(models.Model):
    """A sub-indicator (ตัวชี้วัดย่อย): the one thing that is answered.

    Its steps say which points there are; full points are the highest step's. `allows_na`: "not applicable" is an
    answer, and then its marks are shared out among its neighbours. `evidence_required`: it cannot be submitted
    without evidence, unless it scored nothing or does not apply.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="sub_indicators")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="sub_indicators")
    code = models.CharField(_("code"), max_length=20)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    weight = models.DecimalField(_("marks"), max_digits=7, decimal_places=2)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    scale = models.CharField(_("how it is answered"), max_length=10, choices=Scale, default=Scale.RUBRIC)
    unit_th = models.CharField(_("unit in Thai"), max_length=60, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=60, blank=True)
    better = models.CharField(_("better is"), max_length=6, choices=Better, blank=True)
    allows_na = models.BooleanField(_("may be not applicable"), default=False)
    evidence_required = models.BooleanField(_("needs evidence"), default=False)
    guidance_th = models.TextField(_("guidance in Thai"), max_length=2000, blank=True)
    guidance_en = models.TextField(_("guidance in English"), max_length=2000, blank=True)
    evidence_th = models.TextField(_("examples of evidence in Thai"), max_length=1000, blank=True)
    evidence_en = models.TextField(_("examples of evidence in English"), max_length=1000, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("sub-indicator")
        verbose_name_plural = _("sub-indicators")
        constraints = [
            *named("sub"),
            models.UniqueConstraint(fields=["version", "code"], name="indicators_sub_code_once"),
            models.CheckConstraint(condition=Q(scale__in=Scale.values), name="indicators_sub_scale_known"),
            models.CheckConstraint(
                condition=(Q(scale=Scale.MEASURED, better__in=Better.values) & ~Q(unit_th=""))
                | (~Q(scale=Scale.MEASURED) & Q(better="", unit_th="", unit_en="")),
                name="indicators_sub_measured_has_unit_and_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    name = InReadersLanguage("name")
    unit = InReadersLanguage("unit")
    guidance = InReadersLanguage("guidance")
    evidence = InReadersLanguage("evidence")


class Step(models.Model):
    """One step of a sub-indicator: so many points for what the sentence says.

    Yes/no has the steps 0 and 1. A measured value reaches the step whose `bound` it meets: at least the bound where
    more is better, at most where less is; the step of 0 points has no bound.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="steps")
    sub_indicator = models.ForeignKey(SubIndicator, models.CASCADE, related_name="steps")
    points = models.PositiveSmallIntegerField(_("points"))
    text_th = models.CharField(_("sentence in Thai"), max_length=500)
    text_en = models.CharField(_("sentence in English"), max_length=500, blank=True)
    bound = models.DecimalField(_("from or up to"), max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["points"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["sub_indicator", "points"], name="indicators_step_points_once"),
            models.CheckConstraint(condition=~Q(text_th=""), name="indicators_step_has_a_thai_sentence"),
            models.CheckConstraint(condition=Q(points__lte=20), name="indicators_step_points_up_to_20"),
        ]

    def __str__(self) -> str:
        return f"{self.points}: {self.text}"

    text = InReadersLanguage("text")
