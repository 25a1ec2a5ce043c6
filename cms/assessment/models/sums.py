"""What standings and their scores add up to by province, so that a page about thousands reads a few hundred rows.

`cms.assessment.sums` writes these rows in the transaction of every standing that comes, goes or changes, and
`assessment_check` proves them. Percentages are added up as whole hundredths of a percent, so that no sum is rounded.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.assessment.models.assessments import Round
from cms.assessment.models.results import Layer
from cms.places.models import LaoType, Province

FULL = 10_000  # hundredths of a percent in 100 %


class StandingSum(models.Model):
    """So many standings of a round and province that agree in type, rank and whether the level rose."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    lao_type = models.CharField(max_length=30, choices=LaoType, blank=True)
    rank = models.PositiveSmallIntegerField()
    has_risen = models.BooleanField()
    number = models.PositiveIntegerField()
    hundredths = models.PositiveBigIntegerField()
    with_before = models.PositiveIntegerField()
    demo = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("sum of standings")
        verbose_name_plural = _("sums of standings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["round", "province", "rank", "has_risen", "lao_type"], name="assessment_standing_sum_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, with_before__lte=F("number"), demo__lte=F("number")),
                name="assessment_standing_sum_counts_some",
            ),
            models.CheckConstraint(
                condition=Q(hundredths__lte=FULL * F("number")), name="assessment_standing_sum_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.rank}: {self.number}"


class ScoreSum(models.Model):
    """What a round's standings of a province got in a dimension or an indicator, added up over those to which it applies.

    For dimensions, `risen` are those among them whose level rose, and `earlier` is what the same organisations got in
    their last round before.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    layer = models.CharField(max_length=10, choices=Layer)
    code = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)
    hundredths = models.PositiveBigIntegerField(default=0)
    risen = models.PositiveIntegerField(default=0)
    risen_hundredths = models.PositiveBigIntegerField(default=0)
    earlier = models.PositiveIntegerField(default=0)
    earlier_hundredths = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("sum of scores")
        verbose_name_plural = _("sums of scores")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["round", "layer", "code", "province"], name="assessment_score_sum_once"),
            models.CheckConstraint(
                condition=Q(risen__lte=F("number"), risen_hundredths__lte=F("hundredths")),
                name="assessment_score_sum_risen_among_all",
            ),
            models.CheckConstraint(
                condition=Q(
                    hundredths__lte=FULL * F("number"),
                    risen_hundredths__lte=FULL * F("risen"),
                    earlier_hundredths__lte=FULL * F("earlier"),
                ),
                name="assessment_score_sum_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.code}: {self.number}"
