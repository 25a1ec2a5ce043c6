"""Research results: what a project found, with every figure's circumstances."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.blocks.menus import body_blocks, words_of
from cms.blocks.models import Source
from cms.indicators.sdgs import Goal
from cms.pages.models import SepPage
from cms.pages.pieces import lazily
from cms.pages.tagging import SpeaksToIndicators
from cms.places.models import Lao, Province
from cms.research import around, gathered, queries
from cms.research.bricks import LineBlock, PaperBlock
from cms.research.figure_bricks import figures_blocks, outcome_blocks
from cms.research.forms import NO_INSTITUTION, NO_YEAR, ResultForm
from cms.research.institutions import Institution

AROUND = ("around", "laos", "related", "apa", "bibtex", "ris", "scholars", "figures", "index_url")


def _lines(label: Any) -> StreamField:
    return StreamField([("line", LineBlock())], verbose_name=label, blank=True, max_num=40)


class ResearchResultPage(SepPage, SpeaksToIndicators):
    """What one project found. It stands below the programme it belongs to, or below the list.

    Facts (year, places, institutions, goals) live on the Thai page; a translation carries words and figures.
    """

    kind = "research"
    schema_type = "ScholarlyArticle"
    template_name = "result"
    base_form_class = ResultForm

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (CE)"), null=True, blank=True)
    project_code = models.CharField(_("project code"), max_length=60, blank=True)
    goal = models.TextField(_("goal"), max_length=2000, blank=True)
    outputs = _lines(_("outputs"))
    outcomes = StreamField(outcome_blocks(), verbose_name=_("outcomes"), blank=True, max_num=40)
    figures = StreamField(
        figures_blocks(), verbose_name=_("before and after, and further figures"), blank=True, max_num=40
    )
    technologies = _lines(_("technologies"))
    partners = _lines(_("partners"))
    uptake = _lines(_("policy uptake"))
    documents = StreamField([("paper", PaperBlock())], verbose_name=_("documents"), blank=True, max_num=20)
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("goal"),
        FieldPanel("outputs"),
        FieldPanel("outcomes"),
        FieldPanel("figures"),
        FieldPanel("technologies"),
        FieldPanel("partners"),
        FieldPanel("uptake"),
        FieldPanel("documents"),
        FieldPanel("body"),
        InlinePanel("team", label=_("Researcher")),
        InlinePanel("result_sources", label=_("Source")),
    ]
    fact_panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("fiscal_year"), FieldPanel("project_code")]),
        InlinePanel("result_institutions", label=_("Institution")),
        MultiFieldPanel(
            [InlinePanel("result_provinces", label=_("Province")), InlinePanel("result_laos", label=_("LAO"))],
            _("Place"),
        ),
        InlinePanel("result_goals", label=_("Sustainable Development Goal"), max_num=17),
        *SpeaksToIndicators.topic_panels,
    ]
    parent_page_types: ClassVar[list[str]] = ["research.ResearchIndexPage", "research.ResearchProgrammePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("research result")
        verbose_name_plural = _("research results")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fiscal_year__isnull=True) | models.Q(fiscal_year__range=(1990, 2200)),
                name="research_result_year_ce",
                violation_error_message=_("Give the year of the Common Era, such as 2024."),
            )
        ]

    def body_text(self) -> str:
        """Goal, outputs, outcomes, figures, technologies, partners, uptake and the bricks' words."""
        streams = (
            self.outputs,
            self.outcomes,
            self.figures,
            self.technologies,
            self.partners,
            self.uptake,
            self.body,
        )
        return "\n".join(part for part in (self.goal, *(words_of(stream) for stream in streams)) if part)

    @property
    def facts(self) -> "ResearchResultPage":
        """The page that holds this result's facts: itself, or the Thai page it was translated from."""
        return queries.facts_of(self)

    @cached_property
    def surroundings(self) -> gathered.Gathered:
        """Who did it, where, for which goals, and from which documents it is known."""
        return gathered.gather(self)

    @property
    def holds_own_facts(self) -> bool:
        """Whether this page's own facts count: it is the Thai one, or no Thai one is published."""
        return self.facts is self

    def check_bricks(self) -> None:
        """Raises ValidationError, keyed to the field, also for a result without year or institution."""
        super().check_bricks()
        errors = {}
        if self.holds_own_facts and not self.fiscal_year:
            errors["fiscal_year"] = ValidationError(NO_YEAR, code="no_year")
        if self.holds_own_facts and not self.result_institutions.exists():
            errors["result_institutions"] = ValidationError(NO_INSTITUTION, code="no_institution")
        if errors:
            raise ValidationError(errors)

    def search_keywords(self) -> str:
        """Who, where and the project's code."""
        return queries.result_keywords(self)

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Strategy, programmes, year, places, institutions, goals and indicators."""
        return queries.result_facets(self) | self.facts.topic_facets()

    def structured_data(self) -> dict[str, Any]:
        """Authors, institutions, places, goals, programme and documents."""
        return gathered.structured_data(gathered.work_of(self, self.surroundings), self.surroundings)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what stands around the result, its citation, and related results."""
        context = super().get_context(request, *args, **kwargs)
        context["download_forms"] = around.DOWNLOAD_FORMS
        return context | lazily(AROUND, lambda: around.of_result(self))


class Researcher(Orderable):
    """Somebody of the team, named as the page's readers read it; the order is that of the citation."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="team")
    given_name = models.CharField(_("given name"), max_length=120)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    role = models.CharField(_("part in the project"), max_length=160, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("given_name"), FieldPanel("family_name"), FieldPanel("role")])
    ]

    class Meta(Orderable.Meta):
        constraints = [models.CheckConstraint(condition=~models.Q(given_name=""), name="research_researcher_named")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class ResultInstitution(Orderable):
    """An institution that did the research; the first is the one that leads."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="result_institutions")
    institution = models.ForeignKey(
        Institution, verbose_name=_("institution"), on_delete=models.PROTECT, related_name="+"
    )

    panels: ClassVar[list[Any]] = [FieldPanel("institution", widget=AdminSnippetChooser(Institution))]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "institution"], name="research_institution_once")]

    def __str__(self) -> str:
        return str(self.institution)


class ResultProvince(Orderable):
    """A province where the research was done."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="result_provinces")
    province = models.ForeignKey(Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+")

    panels: ClassVar[list[Any]] = [FieldPanel("province", widget=AdminSnippetChooser(Province))]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "province"], name="research_province_once")]

    def __str__(self) -> str:
        return str(self.province)


class ResultLao(Orderable):
    """An LAO with which the research was done."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="result_laos")
    lao = models.ForeignKey(Lao, verbose_name=_("LAO"), on_delete=models.PROTECT, related_name="+")

    panels: ClassVar[list[Any]] = [FieldPanel("lao", widget=AdminSnippetChooser(Lao))]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "lao"], name="research_lao_once")]

    def __str__(self) -> str:
        return str(self.lao)


class ResultGoal(Orderable):
    """A goal that the research serves."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="result_goals")
    goal = models.PositiveSmallIntegerField(_("goal"), choices=Goal.choices)

    panels: ClassVar[list[Any]] = [FieldPanel("goal")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "goal"], name="research_goal_once"),
            models.CheckConstraint(condition=models.Q(goal__range=(1, 17)), name="research_goal_1_to_17"),
        ]

    def __str__(self) -> str:
        return str(Goal(self.goal).label)


class ResultSource(Orderable):
    """A document that the result's facts come from."""

    page = ParentalKey(ResearchResultPage, on_delete=models.CASCADE, related_name="result_sources")
    source = models.ForeignKey(Source, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    lines = models.CharField(_("lines or pages"), max_length=80, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("source"), FieldPanel("lines")]

    def __str__(self) -> str:
        return f"{self.source} {self.lines}".strip()
