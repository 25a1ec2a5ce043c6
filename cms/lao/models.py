"""Local administrative organisations as visitors read them: the directory, and a profile each."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.menus import body_blocks, figure_blocks, words_of
from cms.blocks.models import Source
from cms.lao import profiles, queries, views
from cms.lao.joining import JoinEvent as JoinEvent
from cms.lao.joining import JoinRequest as JoinRequest
from cms.lao.rules import has_contact_details
from cms.pages.letter_page import LetterPage
from cms.pages.models import SepPage
from cms.pages.pieces import lazily
from cms.places.models import Lao
from cms.places.models.areas import InReadersLanguage


class Phase(models.TextChoices):
    """The programme's phases (document 000)."""

    ONE = "1", _("Phase 1")
    TWO = "2", _("Phase 2")
    THREE_ONE = "3/1", _("Phase 3/1")
    NEXT = "next", _("Next phase")


class NoteBlock(blocks.StructBlock):
    """A strength or a project: a title, some words, a year, a source."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.TextBlock(label=_("Text"), max_length=2000, required=False)
    year = blocks.IntegerBlock(label=_("Year (CE)"), min_value=1990, max_value=2200, required=False)
    source = SnippetChooserBlock("blocks.Source", label=_("Source"), required=False)
    line = blocks.CharBlock(label=_("Line or page in the source"), max_length=40, required=False, search_index=False)

    class Meta:
        icon = "form"
        template = "blocks/note.html"


class LaoIndexPage(SepPage):
    """The directory: by region, province and type, with a tile map of the provinces."""

    kind = "section"
    schema_type = "CollectionPage"
    template_name = "lao_index"
    intro = models.TextField(_("introduction"), max_length=800, blank=True)
    counted = models.PositiveIntegerField(
        _("LAOs that took part so far"),
        default=0,
        help_text=_("As the source says; accepted requests are added by themselves."),
    )
    target = models.PositiveIntegerField(_("next target"), default=0)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source of both numbers"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source_line = models.CharField(_("line or page in the source"), max_length=40, blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("intro")]
    fact_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("counted"), FieldPanel("target"), FieldPanel("source"), FieldPanel("source_line")],
            _("Counter"),
            help_text=_("Kept on the Thai page; translations show the same."),
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["lao.LaoProfilePage", "lao.JoinPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("LAO directory")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target=0) | models.Q(target__gte=models.F("counted")),
                name="lao_index_target_ahead",
                violation_error_message=_("The next target cannot be less than took part so far."),
            )
        ]

    @cached_property
    def facts(self) -> "LaoIndexPage":
        """The page that holds the counter: itself, or the published Thai page it was translated from."""
        return queries.index_facts(self)

    def body_text(self) -> str:
        """The introduction."""
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the filters, the tiles, the counter and one page of the directory."""
        context = super().get_context(request, *args, **kwargs)
        return context | queries.directory(self, request.GET, context["kept_as"])


class LaoProfilePage(SepPage):
    """One LAO. Its facts live in the registry (`places.Lao`), named on the Thai page; a translation carries words only."""

    kind = "lao"
    schema_type = "GovernmentOrganization"
    template_name = "lao_profile"

    lao = models.ForeignKey(
        Lao,
        verbose_name=_("LAO in the registry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="profiles",
    )
    address = models.TextField(_("office address"), max_length=300, blank=True)
    website = models.URLField(_("office website"), blank=True)
    vision = models.TextField(_("vision"), max_length=1000, blank=True)
    strengths = StreamField([("note", NoteBlock())], verbose_name=_("strengths"), blank=True, max_num=20)
    projects = StreamField([("note", NoteBlock())], verbose_name=_("projects"), blank=True, max_num=40)
    numbers = StreamField(figure_blocks(), verbose_name=_("numbers"), blank=True, max_num=12)
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("vision"),
        FieldPanel("strengths"),
        FieldPanel("projects"),
        FieldPanel("numbers"),
        FieldPanel("body"),
    ]
    fact_panels: ClassVar[list[Any]] = [
        FieldPanel("lao"),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("website")], _("Office")),
    ]
    parent_page_types: ClassVar[list[str]] = ["lao.LaoIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # An LAO has one profile: neither a translation nor a copy may carry it, or its office, along.
    exclude_fields_in_copy: ClassVar[list[str]] = ["lao", "address", "website"]

    class Meta:
        verbose_name = _("LAO profile")
        verbose_name_plural = _("LAO profiles")
        constraints = [
            # NULL is never equal to NULL, so translations, which name no LAO, do not disturb each other.
            models.UniqueConstraint(fields=["lao"], name="lao_profile_one_per_lao"),
            models.CheckConstraint(condition=~models.Q(address__contains="@"), name="lao_profile_no_e_mail_in_address"),
        ]

    @cached_property
    def facts(self) -> "LaoProfilePage":
        """The page that names the LAO: itself, or the published Thai page it was translated from."""
        return profiles.facts_of(self)

    @cached_property
    def known_lao(self) -> Lao | None:
        """The LAO with its places; None on a draft that names none yet."""
        return profiles.lao_of(self)

    @property
    def index_url(self) -> str:
        """The directory above this page."""
        crumbs = self.seo.breadcrumbs
        return crumbs[-1][1] if crumbs else ""

    def clean(self) -> None:
        """Raises ValidationError where the Thai page names no LAO, or the address more than a place."""
        super().clean()
        errors = {}
        if self.lao_id is None and not profiles.is_translation(self):
            errors["lao"] = ValidationError(_("Choose the LAO that this profile is of."), code="no_lao")
        if has_contact_details(self.address):
            words = _("Leave telephone numbers and e-mail addresses out; the office's website has them.")
            errors["address"] = ValidationError(words, code="contact_details")
        if errors:
            raise ValidationError(errors)

    def body_text(self) -> str:
        """Vision, strengths, projects, numbers and the bricks' words."""
        streams = (self.strengths, self.projects, self.numbers, self.body)
        return "\n".join(part for part in (self.vision, *(words_of(stream) for stream in streams)) if part)

    def search_keywords(self) -> str:
        """The LAO's names in both languages and where it lies."""
        return profiles.keywords(self)

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Province, region, type and the LAO itself."""
        return profiles.facets(self)

    def structured_data(self) -> dict[str, Any]:
        """Where the LAO lies and where its own site is."""
        return profiles.structured(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the LAO, what it took part in, its stories and its neighbours."""
        context = {**super().get_context(request, *args, **kwargs), "index_url": self.index_url}
        return context | lazily(profiles.AROUND, lambda: profiles.around(self))


class JoinPage(LetterPage):
    """The form by which an LAO asks to join, under the directory."""

    template_name = "join"
    parent_page_types: ClassVar[list[str]] = ["lao.LaoIndexPage"]

    class Meta:
        verbose_name = _("page to ask to join")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, the form with its problems, or the thanks."""
        return views.join(request, self)


class Participation(models.Model):
    """An LAO took part in a project of the programme."""

    lao = models.ForeignKey(Lao, on_delete=models.PROTECT, related_name="participations", verbose_name=_("LAO"))
    phase = models.CharField(_("phase"), max_length=8, choices=Phase.choices)
    project_th = models.CharField(_("project in Thai"), max_length=255)
    project_en = models.CharField(_("project in English"), max_length=255, blank=True)
    year = models.PositiveSmallIntegerField(_("year (CE)"), null=True, blank=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("source")
    )
    line = models.CharField(_("line or page in the source"), max_length=40, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("lao"),
        FieldRowPanel([FieldPanel("phase"), FieldPanel("year")]),
        FieldPanel("project_th"),
        FieldPanel("project_en"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("line")]),
    ]

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["lao_id", "phase", "year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lao", "phase", "project_th"], name="lao_participation_once"),
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="lao_participation_phase"),
            models.CheckConstraint(condition=~models.Q(project_th=""), name="lao_participation_project"),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(1990, 2200)),
                name="lao_participation_year_ce",
                violation_error_message=_("Give the year of the Common Era, such as 2024."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lao} · {self.get_phase_display()} · {self.project}"

    project = InReadersLanguage("project")
