"""The home page, pages of plain words, the page to write to us, and what an editor sets for the whole site."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from cms.blocks.menus import body_blocks, figure_blocks, words_of
from cms.home import queries, views
from cms.home.letters import ContactEvent as ContactEvent
from cms.home.letters import ContactMessage as ContactMessage
from cms.pages.letter_page import LetterPage
from cms.pages.models import SepPage


class VisitorBlock(blocks.StructBlock):
    """What one kind of visitor can do here."""

    who = blocks.CharBlock(label=_("Who"), max_length=80)
    text = blocks.TextBlock(label=_("What they can do here"), max_length=300)
    page = blocks.PageChooserBlock(label=_("Where it begins"), required=False)

    class Meta:
        label = _("Visitor")
        icon = "user"
        template = "blocks/visitor.html"


class PhaseBlock(blocks.StructBlock):
    """One phase of the programme."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    years = blocks.CharBlock(label=_("Years"), max_length=60, required=False)
    funder = blocks.CharBlock(label=_("Funder"), max_length=160, required=False)
    text = blocks.TextBlock(label=_("Text"), max_length=2000)

    class Meta:
        label = _("Phase")
        icon = "history"
        template = "blocks/phase.html"


class HomePage(SepPage):
    """The first page: a sentence to remember, big numbers, what is chosen and what is new."""

    kind = "section"
    template_name = "home"
    lead = models.CharField(_("lead sentence"), max_length=300, blank=True)
    big_numbers = StreamField(figure_blocks(), verbose_name=_("big numbers"), blank=True, max_num=8)
    chosen = StreamField(
        [("page", blocks.PageChooserBlock(label=_("Page"), page_type=["stories.StoryPage", "lao.LaoProfilePage"]))],
        verbose_name=_("chosen pages"),
        blank=True,
        max_num=6,
    )
    visitors = StreamField(
        [("visitor", VisitorBlock())], verbose_name=_("what visitors can do"), blank=True, max_num=10
    )
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("big_numbers"),
        FieldPanel("chosen"),
        FieldPanel("visitors"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def body_text(self) -> str:
        """Lead, numbers and the bricks' words."""
        return "\n".join(part for part in (self.lead, words_of(self.big_numbers), words_of(self.body)) if part)

    def structured_data(self) -> dict[str, Any]:
        """The site's own search, so that search engines can offer it."""
        return queries.site_search(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what is chosen and what is new."""
        context = super().get_context(request, *args, **kwargs)
        return context | queries.front(self, context["kept_as"])


class StandardPage(SepPage):
    """A page of plain words."""

    kind = "page"
    template_name = "standard"
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [*SepPage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage", "home.AboutPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")

    def body_text(self) -> str:
        """The bricks' words."""
        return words_of(self.body)


class AboutPage(SepPage):
    """The programme: its phases, its funders, the institutions, and whom it thanks."""

    kind = "page"
    schema_type = "AboutPage"
    template_name = "about"
    phases = StreamField([("phase", PhaseBlock())], verbose_name=_("phases"), blank=True)
    funders = StreamField(
        [("name", blocks.CharBlock(label=_("Funder"), max_length=200))], verbose_name=_("funders"), blank=True
    )
    institutions = StreamField(
        [("name", blocks.CharBlock(label=_("Institution"), max_length=200))], verbose_name=_("institutions"), blank=True
    )
    acknowledgement = models.TextField(_("acknowledgement"), max_length=2000, blank=True)
    body = StreamField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *SepPage.content_panels,
        FieldPanel("body"),
        FieldPanel("phases"),
        FieldPanel("funders"),
        FieldPanel("institutions"),
        FieldPanel("acknowledgement"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("about page")

    def body_text(self) -> str:
        """The bricks' words, the phases, funders and institutions."""
        streams = (self.body, self.phases, self.funders, self.institutions)
        return "\n".join(part for part in (*(words_of(stream) for stream in streams), self.acknowledgement) if part)


class ContactPage(LetterPage):
    """A form that reaches staff."""

    schema_type = "ContactPage"
    template_name = "contact"
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]

    class Meta:
        verbose_name = _("contact page")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, the form with its problems, or the thanks."""
        return views.contact(request, self)


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """What an editor sets for the whole site."""

    notice_th = models.CharField(_("notice on every page, in Thai"), max_length=200, blank=True)
    notice_en = models.CharField(_("notice on every page, in English"), max_length=200, blank=True)
    footer_th = models.TextField(_("words in the footer, in Thai"), max_length=600, blank=True)
    footer_en = models.TextField(_("words in the footer, in English"), max_length=600, blank=True)
    facebook = models.URLField(_("Facebook page"), blank=True)
    line = models.URLField(_("LINE Official Account"), blank=True)
    youtube = models.URLField(_("YouTube channel"), blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("notice_th"), FieldPanel("notice_en")], _("Notice")),
        MultiFieldPanel([FieldPanel("footer_th"), FieldPanel("footer_en")], _("Footer")),
        MultiFieldPanel([FieldPanel("facebook"), FieldPanel("line"), FieldPanel("youtube")], _("Elsewhere")),
    ]

    class Meta:
        verbose_name = _("site settings")
