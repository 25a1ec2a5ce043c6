"""Institutions that do research, as visitors choose by them."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from cms.places.models.areas import InReadersLanguage


class Institution(index.Indexed, models.Model):
    """A university or office that did research; `key` names it in filters and in the API."""

    key = models.SlugField(_("key"), max_length=60, unique=True, validators=[RegexValidator(r"\A[a-z0-9-]+\Z")])
    name_th = models.CharField(_("name in Thai"), max_length=200, unique=True)
    name_en = models.CharField(_("name in English"), max_length=200)

    name = InReadersLanguage("name")

    search_fields: ClassVar[list[index.BaseField]] = [
        index.AutocompleteField(name) for name in ("key", "name_th", "name_en")
    ]
    panels: ClassVar[list[Any]] = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")]),
    ]

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name_th"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name_th="") & ~models.Q(name_en=""), name="research_institution_named"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
