"""Research: the list, the programmes, the results."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.models import SepPage
from cms.pages.pieces import lazily
from cms.research import around, listing
from cms.research.institutions import Institution as Institution
from cms.research.programmes import Funding as Funding
from cms.research.programmes import ProgrammeSource as ProgrammeSource
from cms.research.programmes import ResearchProgrammePage as ResearchProgrammePage
from cms.research.results import Researcher as Researcher
from cms.research.results import ResearchResultPage as ResearchResultPage
from cms.research.results import ResultGoal as ResultGoal
from cms.research.results import ResultInstitution as ResultInstitution
from cms.research.results import ResultLao as ResultLao
from cms.research.results import ResultProvince as ResultProvince
from cms.research.results import ResultSource as ResultSource


class ResearchIndexPage(SepPage):
    """All results, listed by strategy, year, province, institution and goal."""

    kind = "section"
    schema_type = "CollectionPage"
    template_name = "research_index"
    intro = models.TextField(_("introduction"), max_length=800, blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["research.ResearchProgrammePage", "research.ResearchResultPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("research section")

    def body_text(self) -> str:
        """The introduction."""
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what is asked for, one page of results, and the tree of programmes."""
        context = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        context.update(listing.listing(request.GET, language=language), download_forms=around.DOWNLOAD_FORMS)
        return context | lazily(("programmes",), lambda: {"programmes": around.programmes(self)})
