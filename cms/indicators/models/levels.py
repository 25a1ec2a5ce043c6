"""What marks mean: levels with their cut-offs and floors, and what counts towards which goal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.indicators.models.sets import Version
from cms.indicators.models.tree import Dimension, SubIndicator
from cms.indicators.sdgs import Goal
from cms.places.models.areas import InReadersLanguage
from cms.places.rules import SLUG


class Level(models.Model):
    """A level (ระดับ): reached from `cut_off` marks, where every floor holds too. `rank` 1 is the lowest."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="levels")
    rank = models.PositiveSmallIntegerField(_("rank"))
    code = models.SlugField(_("code"), max_length=40)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    meaning_th = models.TextField(_("meaning in Thai"), max_length=1000, blank=True)
    meaning_en = models.TextField(_("meaning in English"), max_length=1000, blank=True)
    cut_off = models.DecimalField(_("from, in marks"), max_digits=7, decimal_places=2)

    class Meta:
        ordering = ["rank"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.UniqueConstraint(fields=["version", "rank"], name="indicators_level_rank_once"),
            models.UniqueConstraint(fields=["version", "code"], name="indicators_level_code_once"),
            models.UniqueConstraint(fields=["version", "cut_off"], name="indicators_level_cut_off_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="indicators_level_rank_from_1"),
            models.CheckConstraint(condition=Q(cut_off__gte=0), name="indicators_level_cut_off_not_negative"),
            models.CheckConstraint(condition=Q(code__regex=SLUG), name="indicators_level_code_is_a_slug"),
            models.CheckConstraint(condition=~Q(name_th=""), name="indicators_level_has_a_thai_name"),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")
    meaning = InReadersLanguage("meaning")


class LevelFloor(models.Model):
    """A level is not reached where this dimension has less than so many percent of its marks."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="floors")
    level = models.ForeignKey(Level, models.CASCADE, related_name="floors")
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="floors")
    percent = models.DecimalField(_("at least, in percent"), max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["level", "dimension"]
        verbose_name = _("floor of a level")
        verbose_name_plural = _("floors of levels")
        constraints = [
            models.UniqueConstraint(fields=["level", "dimension"], name="indicators_floor_once"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="indicators_floor_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.dimension} ≥ {self.percent} %"


class SdgLink(models.Model):
    """A sub-indicator counts towards a goal, or one of its targets, with this weight against its neighbours there."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sdg_links")
    sub_indicator = models.ForeignKey(SubIndicator, models.CASCADE, related_name="sdg_links")
    goal = models.PositiveSmallIntegerField(_("goal"), choices=Goal)
    target = models.CharField(_("target"), max_length=5, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2)

    class Meta:
        ordering = ["goal", "target", "pk"]
        verbose_name = _("link to a goal")
        verbose_name_plural = _("links to goals")
        constraints = [
            models.UniqueConstraint(fields=["sub_indicator", "goal", "target"], name="indicators_link_once"),
            models.CheckConstraint(condition=Q(goal__in=Goal.values), name="indicators_link_goal_known"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicators_link_weighs_something"),
            models.CheckConstraint(
                condition=Q(target="") | Q(target__regex=r"^(1[0-7]|[1-9])\.([1-9][0-9]?|[a-d])$"),
                name="indicators_link_target_format",
            ),
        ]

    def __str__(self) -> str:
        return f"SDG {self.target or self.goal}"
