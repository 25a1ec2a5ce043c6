"""The documents that figures come from."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.blocks.remembered import RememberedManager


class Source(index.Indexed, models.Model):
    """One document that figures are quoted from; a figure adds the line."""

    key = models.SlugField(_("key"), max_length=40, unique=True, validators=[RegexValidator(r"\A[a-z0-9-]+\Z")])
    title_th = models.CharField(_("title in Thai"), max_length=255)
    title_en = models.CharField(_("title in English"), max_length=255)
    publisher_th = models.CharField(_("publisher in Thai"), max_length=255, blank=True)
    publisher_en = models.CharField(_("publisher in English"), max_length=255, blank=True)
    year = models.PositiveSmallIntegerField(_("year (CE)"), null=True, blank=True)

    objects: ClassVar[RememberedManager] = RememberedManager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.AutocompleteField(name) for name in ("key", "title_th", "title_en", "publisher_th", "publisher_en")
    ]

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title_th=""), name="blocks_source_title_th"),
            models.CheckConstraint(condition=~models.Q(title_en=""), name="blocks_source_title_en"),
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__range=(1900, 2200)), name="blocks_source_year_ce"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} · {self.title}"

    @property
    def title(self) -> str:
        """The title in the language of the moment."""
        return self.title_en if get_language() == "en" else self.title_th

    @property
    def publisher(self) -> str:
        """The publisher in the language of the moment."""
        return self.publisher_en if get_language() == "en" else self.publisher_th
