"""Organisations of every kind: whoever can be assessed, an LAO of the registry, a village, or an invented one."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.places.models.areas import District, InReadersLanguage, Province, Subdistrict, speaks_english
from cms.places.models.lao import AGREEMENT, Lao, LaoType
from cms.places.rules import NAMING, SLUG, name_key

LAO, VILLAGE = "lao", "village"


class SpokenFor(models.TextChoices):
    """Who speaks for organisations of a kind."""

    OFFICER = "officer", _("LAO officers")
    REPRESENTATIVE = "representative", _("Community representatives")
    NOBODY = "nobody", _("Nobody yet: researchers only")


class OrganisationKind(models.Model):
    """A kind of organisation: LAOs, villages, later hospitals and others. Data, not code; `code` names it for ever."""

    code = models.SlugField(_("code"), max_length=30, primary_key=True)
    name_th = models.CharField(_("name in Thai"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    spoken_for_by = models.CharField(_("who speaks for it"), max_length=14, choices=SpokenFor, default=SpokenFor.NOBODY)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("kind of organisation")
        verbose_name_plural = _("kinds of organisation")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=SLUG), name="places_kind_code_is_a_slug"),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="places_kind_has_both_names"),
            models.CheckConstraint(
                condition=Q(spoken_for_by__in=SpokenFor.values), name="places_kind_spoken_for_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")


class Organisation(models.Model):
    """An organisation that can be assessed. `key` names it for ever, in addresses and files.

    Of the kind `lao` it is either a row of the registry (`lao`), whose names and place it repeats so that lists need no
    join (`laos_changed` keeps them equal), or an invented one (`is_demo`). `name_th` leaves an LAO's type out, as
    there. A village carries its number (หมู่ที่) in `moo`, 0 where it has none. No real organisation is ever `is_demo`,
    so an invented score cannot stand on one.
    """

    key = models.CharField(_("key"), max_length=90, unique=True)
    kind = models.ForeignKey(OrganisationKind, models.PROTECT, related_name="organisations", verbose_name=_("kind"))
    lao = models.OneToOneField(
        Lao, models.PROTECT, null=True, blank=True, related_name="organisation", verbose_name=_("LAO")
    )
    lao_type = models.CharField(_("type of LAO"), max_length=30, choices=LaoType, blank=True)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="organisations", verbose_name=_("province"))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subdistrict")
    )
    moo = models.PositiveSmallIntegerField(_("village number"), default=0)
    is_demo = models.BooleanField(_("demo data"), default=False)
    key_th = models.CharField(max_length=120, editable=False, db_index=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["province", "name_th", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(condition=Q(key__regex=SLUG), name="places_organisation_key_is_a_slug"),
            models.CheckConstraint(condition=~Q(name_th=""), name="places_organisation_has_a_thai_name"),
            models.CheckConstraint(
                condition=Q(lao__isnull=True) | Q(kind=LAO, is_demo=False), name="places_organisation_real_lao_no_demo"
            ),
            models.CheckConstraint(
                condition=~Q(kind=LAO) | Q(is_demo=True) | Q(lao__isnull=False),
                name="places_organisation_lao_registered_or_demo",
            ),
            models.CheckConstraint(
                condition=Q(kind=LAO, lao_type__in=LaoType.values) | (~Q(kind=LAO) & Q(lao_type="")),
                name="places_organisation_lao_has_a_type",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province=Substr(F("district"), 1, 2)),
                name="places_organisation_district_in_province",
                violation_error_message=AGREEMENT["district"],
            ),
            models.CheckConstraint(
                condition=Q(subdistrict__isnull=True)
                | Q(district__isnull=False, district=Substr(F("subdistrict"), 1, 4)),
                name="places_organisation_subdistrict_in_district",
                violation_error_message=AGREEMENT["subdistrict"],
            ),
            models.UniqueConstraint(
                fields=["kind", "subdistrict", "moo", "key_th"],
                condition=Q(lao__isnull=True),
                name="places_organisation_once_a_subdistrict",
                violation_error_message=_("This subdistrict has an organisation of this kind and name."),
            ),
        ]

    objects: ClassVar[models.Manager["Organisation"]] = models.Manager()

    def __str__(self) -> str:
        return self.full_name

    def derive(self) -> None:
        """Bring the names and place in line with the registry, and `key_th` with the name."""
        if self.lao is not None:
            self.lao_type = self.lao.type
            self.name_th, self.name_en = self.lao.name_th, self.lao.name_en
            self.province_id, self.district_id = self.lao.province_id, self.lao.district_id
            self.subdistrict_id = self.lao.subdistrict_id
        self.key_th = name_key(self.name_th)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what is derived."""
        self.derive()
        super().save(*args, **kwargs)

    def called(self, *, language: str | None = None) -> str:
        """The name as people say it, with its type or village number; in the reader's language, or "th" or "en"."""
        english = bool(self.name_en) and (speaks_english() if language is None else language == "en")
        if self.lao_type:
            naming = NAMING[self.lao_type]
            return naming.full_en.format(self.name_en) if english else naming.full_th.format(self.name_th)
        if self.moo:
            return f"{self.name_en}, Village No. {self.moo}" if english else f"{self.name_th} หมู่ที่ {self.moo}"
        return self.name_en if english else self.name_th

    @property
    def full_name(self) -> str:
        """See `called`."""
        return self.called()
