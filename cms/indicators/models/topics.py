"""What an indicator is about, across versions: pages are tagged with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.indicators.models.sets import IndicatorSet
from cms.places.models.areas import InReadersLanguage


class Topic(models.Model):
    """An indicator's code in its set, with the names it was last published under. Publishing a version makes and renames.

    `facet` is how search knows it.
    """

    indicator_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="topics", verbose_name=_("indicator set")
    )
    code = models.CharField(_("code"), max_length=20)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    is_asked = models.BooleanField(_("asked by the published version"), default=True)

    class Meta:
        ordering = ["indicator_set", "code"]
        verbose_name = _("indicator, as a topic")
        verbose_name_plural = _("indicators, as topics")
        constraints = [models.UniqueConstraint(fields=["indicator_set", "code"], name="indicators_topic_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    name = InReadersLanguage("name")

    @property
    def facet(self) -> str:
        """`set:code`."""
        return f"{self.indicator_set.code}:{self.code}"
