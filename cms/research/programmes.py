"""Research programmes: the tree of strategies, plans, frames and projects that results come from."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from cms.blocks.menus import body_blocks, words_of
from cms.blocks.models import Source
from cms.pages.lists import page_number
from cms.pages.models import SepPage
from cms.pages.pieces import lazily
from cms.research import around, queries
from cms.research.figure_bricks import figures_blocks

AROUND = ("facts", "fundings", "parts", "above", "sources")


class Tier(models.TextChoices):
    """Where in the tree a programme stands (documents 000 and 002)."""

    STRATEGY = "strategy", _("Strategy")
    PLAN = "plan", _("Plan")
    SUB_PLAN = "sub_plan", _("Sub-plan")
    FRAME = "frame", _("Research frame")
    PROJECT = "project", _("Project")


class ResearchProgrammePage(SepPage):
    """A strategy, plan, sub-plan, frame or project; its parts and its results are the pages below it.

    Facts (tier, code, funding) live on the Thai page; a translation carries words only. What documents say of the
    money stands row by row, each with its source: two that contradict each other are two rows.
    """

    kind = "programme"
    schema_type = "ResearchProject"
    template_name = "programme"

    tier = models.CharField(_("tier"), max_length=20, choices=Tier.choices, blank=True)
    code = models.CharField(_("code"), max_length=30, blank=True, help_text=_("As the documents write it: P11, F9."))
    lead = models.CharField(_("led by"), max_length=255, blank=True)
    funder = models.CharField(_("funded by"), max_length=255, blank=True)
    goals = models.TextField(_("goals"), max_length=3000, blank=True)
    figures = StreamField(figures_blocks(), verbose_name=_("figures"), blank=True, max_num=30)
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldRowPanel([FieldPanel("lead"), FieldPanel("funder")]),
        FieldPanel("goals"),
        FieldPanel("figures"),
        FieldPanel("body"),
        InlinePanel("programme_sources", label=_("Source")),
    ]
    fact_panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("tier"), FieldPanel("code")]),
        MultiFieldPanel([InlinePanel("fundings", label=_("Year"))], _("Projects and money by fiscal year")),
    ]
    parent_page_types: ClassVar[list[str]] = ["research.ResearchIndexPage", "research.ResearchProgrammePage"]
    subpage_types: ClassVar[list[str]] = ["research.ResearchProgrammePage", "research.ResearchResultPage"]

    class Meta:
        verbose_name = _("research programme")
        verbose_name_plural = _("research programmes")
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__in=["", *Tier.values]), name="research_programme_tier")
        ]

    def body_text(self) -> str:
        """Who leads and funds it, its goals, its figures and the bricks' words."""
        parts = (self.lead, self.funder, self.goals, words_of(self.figures), words_of(self.body))
        return "\n".join(part for part in parts if part)

    @property
    def facts(self) -> "ResearchProgrammePage":
        """The page that holds this programme's facts: itself, or the Thai page it was translated from."""
        return queries.facts_of(self)

    def search_keywords(self) -> str:
        """Its code."""
        return self.facts.code

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """The programmes it stands below and the years it has money for."""
        return queries.programme_facets(self)

    def structured_data(self) -> dict[str, Any]:
        """Who funds it, and its code."""
        funder = {"@type": "Organization", "name": self.funder} if self.funder else None
        said = {"funder": funder, "identifier": self.facts.code}
        return {name: value for name, value in said.items() if value}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the tree around it, its money by year, and one page of the results below it."""
        context = super().get_context(request, *args, **kwargs)
        context["results_page"] = number = page_number(request.GET)
        below = lazily(("listed", "cards"), lambda: around.results_below(self, number))
        return context | lazily(AROUND, lambda: around.of_programme(self)) | below


class Funding(Orderable):
    """How many projects and how much money a document gives a programme for one fiscal year or a run of them.

    Years are of the Common Era; a fiscal year begins on 1 October of the year before. Money is in baht.
    """

    page = ParentalKey(ResearchProgrammePage, on_delete=models.CASCADE, related_name="fundings")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (CE)"))
    until_year = models.PositiveSmallIntegerField(_("until fiscal year (CE)"), null=True, blank=True)
    projects = models.PositiveIntegerField(_("projects"), null=True, blank=True)
    budget = models.DecimalField(_("budget (baht)"), max_digits=16, decimal_places=2, null=True, blank=True)
    remark_th = models.CharField(_("remark in Thai"), max_length=255, blank=True)
    remark_en = models.CharField(_("remark in English"), max_length=255, blank=True)
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="+")
    line = models.CharField(_("line or page in the source"), max_length=40, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("fiscal_year"), FieldPanel("until_year")]),
        FieldRowPanel([FieldPanel("projects"), FieldPanel("budget")]),
        FieldRowPanel([FieldPanel("remark_th"), FieldPanel("remark_en")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("line")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(projects__isnull=False) | models.Q(budget__isnull=False),
                name="research_funding_says_something",
                violation_error_message=_("Give the number of projects, the budget, or both."),
            ),
            models.CheckConstraint(
                condition=models.Q(budget__isnull=True) | models.Q(budget__gte=0),
                name="research_funding_budget_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__range=(1990, 2200)),
                name="research_funding_year_ce",
                violation_error_message=_("Give the year of the Common Era, such as 2024."),
            ),
            models.CheckConstraint(
                condition=models.Q(until_year__isnull=True)
                | (models.Q(until_year__gt=models.F("fiscal_year")) & models.Q(until_year__lte=2200)),
                name="research_funding_years_in_order",
                violation_error_message=_("The last year must come after the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.projects}, {self.budget}"


class ProgrammeSource(Orderable):
    """A document that a programme's facts come from."""

    page = ParentalKey(ResearchProgrammePage, on_delete=models.CASCADE, related_name="programme_sources")
    source = models.ForeignKey(Source, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    lines = models.CharField(_("lines or pages"), max_length=80, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("source"), FieldPanel("lines")]

    def __str__(self) -> str:
        return f"{self.source} {self.lines}".strip()
