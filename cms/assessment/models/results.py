"""What publishing froze, and the row by which it is read.

A result and what hangs on it are append-only: an assessment that is reopened and published again has a second one.
`Standing` names the result that counts now; it is there exactly while the assessment is published.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.assessment.models.assessments import Assessment, Round
from cms.indicators.models import Level, Version
from cms.indicators.sdgs import Goal
from cms.places.models import LaoType, Organisation, OrganisationKind, Province, Region
from cms.places.models.areas import InReadersLanguage


class Origin(models.TextChoices):
    """Where a result comes from."""

    ASSESSED = "assessed", _("Assessed here")
    IMPORTED_ANSWERS = "imported_answers", _("Imported, with its answers")
    IMPORTED_SCORES = "imported_scores", _("Imported, scores only")


class Result(models.Model):
    """The frozen outcome of one publication. Percentages have two places, halves rounded up; marks are out of the version's.

    `scores` has {sub-indicator code: {"points", "full", "percent", "self_percent", "weight", "effective", "na", "value"}}
    for each answer, empty where only scores were imported. `working` says in rows why the level was reached, see
    `cms.assessment.working`.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField(_("publication"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=16, choices=Origin, default=Origin.ASSESSED)
    marks = models.DecimalField(_("marks"), max_digits=7, decimal_places=2)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    self_percent = models.DecimalField(
        _("percent by self-assessment"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, related_name="+")
    scores = models.JSONField(default=dict)
    working = models.JSONField(default=dict)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["assessment", "-number"]
        verbose_name = _("result")
        verbose_name_plural = _("results")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="assessment_result_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="assessment_result_number_from_1"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, marks__gte=0), name="assessment_result_within_bounds"
            ),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="assessment_result_origin_known"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} · {self.percent} %"


class Layer(models.TextChoices):
    """What a score is of."""

    DIMENSION = "dimension", _("Dimension")
    INDICATOR = "indicator", _("Indicator")


class ResultScore(models.Model):
    """What a dimension or an indicator got, in percent; None where it did not apply. `round` is repeated for rankings."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="layers")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    code = models.CharField(max_length=20)
    weight = models.DecimalField(max_digits=7, decimal_places=2)
    effective = models.DecimalField(max_digits=7, decimal_places=2)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    self_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["result", "layer", "code"], name="assessment_score_once"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="assessment_score_within_bounds",
            ),
        ]
        indexes = [models.Index(fields=["round", "layer", "code", "-percent", "id"], name="assessment_score_ranked")]

    def __str__(self) -> str:
        return f"{self.code}: {self.percent}"


class ResultGoal(models.Model):
    """What a Sustainable Development Goal got, in percent, and what that means by the version's rule."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="goals")
    goal = models.PositiveSmallIntegerField(choices=Goal)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    attainment = models.CharField(max_length=10)

    class Meta:
        ordering = ["goal"]
        verbose_name = _("goal of a result")
        verbose_name_plural = _("goals of results")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["result", "goal"], name="assessment_goal_once"),
            models.CheckConstraint(condition=Q(goal__in=Goal.values), name="assessment_goal_known"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="assessment_goal_within_bounds"),
            models.CheckConstraint(
                condition=Q(attainment__in=["attained", "under_way", "behind"]), name="assessment_goal_attainment_known"
            ),
        ]

    def __str__(self) -> str:
        return f"SDG {self.goal}: {self.percent} %"


class ResultStrength(models.Model):
    """A strength as it was published."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="strengths")
    code = models.CharField(max_length=20)
    text_th = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("published strength")
        verbose_name_plural = _("published strengths")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["result", "code"], name="assessment_published_strength_once"),
            models.CheckConstraint(condition=~Q(text_th=""), name="assessment_published_strength_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    text = InReadersLanguage("text")


class Standing(models.Model):
    """Where an organisation stands in a round: what lists, maps and comparisons read, everything in one row.

    Written by publishing and taken away by reopening, in their transactions; `assessment_check` proves it equal to the
    result. `rank` is the level's, 0 where none was reached; `before` the rank in the round before, None without one.
    """

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="standing")
    result = models.OneToOneField(Result, models.PROTECT, related_name="standing")
    round = models.ForeignKey(Round, models.PROTECT, related_name="standings")
    year = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="standings")
    kind = models.ForeignKey(OrganisationKind, models.PROTECT, related_name="+")
    lao_type = models.CharField(max_length=30, choices=LaoType, blank=True)
    region = models.CharField(max_length=10, choices=Region)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    name_key = models.CharField(max_length=200)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    rank = models.PositiveSmallIntegerField(default=0)
    before = models.PositiveSmallIntegerField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-percent", "pk"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="assessment_standing_once_a_round"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="assessment_standing_within_bounds"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "-percent", "id"], name="standing_by_percent"),
            models.Index(fields=["round", "name_key", "id"], name="standing_by_name"),
            models.Index(fields=["round", "province", "-percent", "id"], name="standing_by_province"),
            models.Index(fields=["round", "-rank", "-percent", "id"], name="standing_by_level"),
            models.Index(fields=["organisation", "-year"], name="standing_history"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}: {self.percent} %"

    @property
    def has_risen(self) -> bool:
        """Whether its level is higher than in the round before."""
        return self.before is not None and self.rank > self.before
