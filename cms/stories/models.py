"""Stories of people, families, communities and organisations who live the philosophy."""

from typing import Any, ClassVar

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
from cms.indicators.philosophy import Condition, Ring
from cms.indicators.sdgs import Goal
from cms.pages.models import SepPage
from cms.pages.pieces import lazily
from cms.pages.tagging import SpeaksToIndicators
from cms.places.models import District, Lao, Province, Subdistrict
from cms.stories import queries
from cms.stories.kinds import Practice, Practitioner


class StoryIndexPage(SepPage):
    """All stories, listed by who, what, where, ring, condition and goal."""

    kind = "section"
    schema_type = "CollectionPage"
    template_name = "story_index"
    intro = models.TextField(_("introduction"), max_length=800, blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["stories.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("stories section")

    def body_text(self) -> str:
        """The introduction."""
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the filter form and one page of stories."""
        context = super().get_context(request, *args, **kwargs)
        context.update(queries.listing(request.GET, language=self.locale.language_code))
        return context


class StoryPage(SepPage, SpeaksToIndicators):
    """One story. Facts live on the Thai page; a translation carries words only and reads its facts from there."""

    kind = "story"
    schema_type = "Article"
    template_name = "story"

    practitioner = models.CharField(_("who practises"), max_length=20, choices=Practitioner.choices, blank=True)
    practitioner_name = models.CharField(_("their name"), max_length=160, blank=True)
    practice = models.CharField(_("in what"), max_length=20, choices=Practice.choices, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    district = models.ForeignKey(
        District, verbose_name=_("district"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subdistrict = models.ForeignKey(
        Subdistrict, verbose_name=_("subdistrict"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lao = models.ForeignKey(
        Lao, verbose_name=_("LAO"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shows_moderation = models.BooleanField(Ring.MODERATION.label, default=False)
    shows_reasonableness = models.BooleanField(Ring.REASONABLENESS.label, default=False)
    shows_immunity = models.BooleanField(Ring.IMMUNITY.label, default=False)
    shows_knowledge = models.BooleanField(Condition.KNOWLEDGE.label, default=False)
    shows_virtue = models.BooleanField(Condition.VIRTUE.label, default=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (CE)"), null=True, blank=True)
    is_illustrative = models.BooleanField(
        _("invented to illustrate"), default=False, help_text=_("The page says so to every visitor.")
    )
    before = models.TextField(_("before"), max_length=1500, blank=True)
    after = models.TextField(_("after"), max_length=1500, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("practitioner_name"),
        MultiFieldPanel([FieldPanel("before"), FieldPanel("after")], _("Before and after")),
        FieldPanel("body"),
        InlinePanel("story_sources", label=_("Source")),
    ]
    fact_panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("practitioner"), FieldPanel("practice")]),
        MultiFieldPanel(
            [
                FieldPanel(name, widget=AdminSnippetChooser(model))
                for name, model in (
                    ("province", Province),
                    ("district", District),
                    ("subdistrict", Subdistrict),
                    ("lao", Lao),
                )
            ],
            _("Place"),
        ),
        MultiFieldPanel([FieldPanel(f"shows_{ring}") for ring in Ring.values], _("Rings it shows")),
        MultiFieldPanel([FieldPanel(f"shows_{condition}") for condition in Condition.values], _("Conditions it shows")),
        InlinePanel("story_goals", label=_("Sustainable Development Goal"), max_num=17),
        *SpeaksToIndicators.topic_panels,
        FieldPanel("fiscal_year"),
        FieldPanel("is_illustrative"),
    ]
    parent_page_types: ClassVar[list[str]] = ["stories.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practitioner__in=["", *Practitioner.values]), name="stories_story_practitioner"
            ),
            models.CheckConstraint(
                condition=models.Q(practice__in=["", *Practice.values]), name="stories_story_practice"
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__isnull=True) | models.Q(fiscal_year__range=(1990, 2200)),
                name="stories_story_fiscal_year_ce",
            ),
        ]

    @property
    def facts(self) -> "StoryPage":
        """The page that holds this story's facts: itself, or the Thai page it was translated from."""
        return queries.facts_of(self)

    @property
    def index_url(self) -> str:
        """The list of stories above this page."""
        crumbs = self.seo.breadcrumbs
        return crumbs[-1][1] if crumbs else ""

    @property
    def rings(self) -> list[Ring]:
        """The rings that the story shows, in their traditional order."""
        return [ring for ring in Ring if getattr(self.facts, f"shows_{ring.value}")]

    @property
    def conditions(self) -> list[Condition]:
        """The conditions that the story shows."""
        return [condition for condition in Condition if getattr(self.facts, f"shows_{condition.value}")]

    @cached_property
    def goals(self) -> list[Goal]:
        """The Sustainable Development Goals that the story serves, by number."""
        return [Goal(row.goal) for row in self.facts.story_goals.all()]

    def body_text(self) -> str:
        """Before, after and the bricks' words."""
        return "\n".join(part for part in (self.before, words_of(self.body), self.after) if part)

    def search_keywords(self) -> str:
        """Who and where."""
        return queries.keywords(self)

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Province, region, LAO, practitioner, practice, rings, conditions, goals and indicators."""
        return queries.facets(self) | self.facts.topic_facets()

    def structured_data(self) -> dict[str, Any]:
        """Where the story plays."""
        province = self.facts.province
        place = {"@type": "AdministrativeArea", "name": province.name_th} if province else None
        return {"contentLocation": place} if place else {}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the address of the section, the story's facts and related stories."""
        context = {**super().get_context(request, *args, **kwargs), "index_url": self.index_url}
        return context | lazily(queries.AROUND, lambda: queries.around(self))


class StoryGoal(Orderable):
    """A goal that a story serves."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_goals")
    goal = models.PositiveSmallIntegerField(_("goal"), choices=Goal.choices)

    panels: ClassVar[list[Any]] = [FieldPanel("goal")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "goal"], name="stories_goal_once"),
            models.CheckConstraint(condition=models.Q(goal__range=(1, 17)), name="stories_goal_1_to_17"),
        ]

    def __str__(self) -> str:
        return str(Goal(self.goal).label)


class StorySource(Orderable):
    """A document that a story's facts come from."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_sources")
    source = models.ForeignKey(Source, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    lines = models.CharField(_("lines or pages"), max_length=80, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("source"), FieldPanel("lines")]

    def __str__(self) -> str:
        return f"{self.source} {self.lines}".strip()
