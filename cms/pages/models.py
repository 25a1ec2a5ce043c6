"""The base of every page type."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class SepPage(Page):
    """What every page of the platform has."""

    kind: ClassVar[str] = "page"

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("One or two sentences for lists, search and sharing."))
    cover = models.ForeignKey("media.Photo", verbose_name=_("cover picture"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("cover")]

    class Meta:
        abstract = True
