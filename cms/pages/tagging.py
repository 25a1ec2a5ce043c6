"""Pages that speak to indicators: what an organisation that is weak there may read and learn."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel

from cms.indicators.models import Topic


class SpeaksToIndicators(ClusterableModel):
    """Gives a page type its indicators, chosen by editors. Facts: a translation's stand on its Thai page."""

    topics = ParentalManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("indicators it speaks to"),
        help_text=_("An organisation that is weak there is led here."),
    )

    topic_panels: ClassVar[list[FieldPanel]] = [FieldPanel("topics")]

    class Meta:
        abstract = True

    def topic_facets(self) -> dict[str, tuple[str, ...]]:
        """The facet by which search finds it for an indicator; empty where nothing was chosen."""
        facets = tuple(topic.facet for topic in self.topics.all())
        return {"indicator": facets} if facets else {}
