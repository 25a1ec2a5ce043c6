"""Provinces, districts and subdistricts as the Department of Provincial Administration numbers them."""

from typing import ClassVar, Self, TypeVar, overload

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.places import regions


def speaks_english() -> bool:
    """True where the reader reads English; everyone else reads Thai."""
    return (get_language() or "").startswith("en")


class InReadersLanguage:
    """What a model says in its `<stem>_th` and `<stem>_en`: English to who reads it and where there is any, else Thai.

    name = InReadersLanguage("name")
    """

    def __init__(self, stem: str) -> None:
        self.thai, self.english = f"{stem}_th", f"{stem}_en"

    @overload
    def __get__(self, instance: None, owner: type[models.Model]) -> Self: ...

    @overload
    def __get__(self, instance: models.Model, owner: type[models.Model]) -> str: ...

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Self | str:
        if instance is None:
            return self
        words = getattr(instance, self.english) if speaks_english() else ""
        return str(words or getattr(instance, self.thai))


def code_format(digits: int, name: str) -> models.CheckConstraint:
    """The code is exactly so many digits and does not begin with 0."""
    return models.CheckConstraint(condition=Q(code__regex=rf"^[1-9][0-9]{{{digits - 1}}}$"), name=name)


class Region(models.TextChoices):
    """The six regions; `cms.places.regions` says whose they are."""

    NORTH = regions.NORTH, _("North")
    NORTHEAST = regions.NORTHEAST, _("Northeast")
    CENTRAL = regions.CENTRAL, _("Central")
    EAST = regions.EAST, _("East")
    WEST = regions.WEST, _("West")
    SOUTH = regions.SOUTH, _("South")


A = TypeVar("A", bound="Area")


class Areas(models.QuerySet[A]):
    """Areas of one level."""

    def current(self) -> Self:
        """Without those that exist no more."""
        return self.filter(retired_in="")


class Area(index.Indexed, models.Model):
    """What the three levels share. Written by `refresh` only.

    `key_th` and `key_en` are the names in the form names are compared in. `retired_in` is empty, or the data version
    that no longer had the area: it stays for what refers to it, and no list or look-up offers it.
    """

    name_th = models.CharField(_("name in Thai"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    key_th = models.CharField(max_length=60, editable=False)
    key_en = models.CharField(max_length=60, editable=False)
    retired_in = models.CharField(_("no longer exists since data version"), max_length=20, blank=True, editable=False)

    objects = Areas.as_manager()

    # The admin's search asks these columns themselves; a task per save would do nothing.
    search_auto_update = False

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_th"),
        index.AutocompleteField("name_th"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_en"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.FilterField("retired_in"),
    ]

    class Meta:
        abstract = True
        ordering = ["code"]
        default_permissions = ("view",)  # `refresh` alone writes these rows.

    def __str__(self) -> str:
        return self.name_en if speaks_english() else self.name_th


class Province(Area):
    """A province (จังหวัด), or Bangkok. `code` has two digits."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    region = models.CharField(_("region"), max_length=10, choices=Region)

    class Meta(Area.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        constraints = [
            code_format(2, "places_province_code_has_two_digits"),
            models.CheckConstraint(condition=Q(region__in=Region.values), name="places_province_region_known"),
            models.UniqueConstraint(
                fields=["name_th"], condition=Q(retired_in=""), name="places_province_name_th_once"
            ),
            models.UniqueConstraint(
                fields=["name_en"], condition=Q(retired_in=""), name="places_province_name_en_once"
            ),
        ]

    BANGKOK = "10"
    CHON_BURI = "20"

    search_fields = [*Area.search_fields, index.FilterField("region")]

    @property
    def full_name(self) -> str:
        """With its kind, in the reader's language: «จังหวัดขอนแก่น», "Khon Kaen Province"; Bangkok is none."""
        if self.code == self.BANGKOK:
            return str(self)
        return f"{self.name_en} Province" if speaks_english() else f"จังหวัด{self.name_th}"


class District(Area):
    """A district (อำเภอ, in Bangkok เขต). `code` has four digits and begins with the province's."""

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts", verbose_name=_("province"))

    class Meta(Area.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            code_format(4, "places_district_code_has_four_digits"),
            models.CheckConstraint(
                condition=Q(province=Substr(F("code"), 1, 2)), name="places_district_code_agrees_with_province"
            ),
        ]

    search_fields = [*Area.search_fields, index.FilterField("province")]

    @property
    def full_name(self) -> str:
        """With its kind: «อำเภอเมืองขอนแก่น», "Mueang Khon Kaen District"; Bangkok's carry เขต in their name."""
        if speaks_english():
            return f"{self.name_en} District"
        return self.name_th if self.name_th.startswith("เขต") else f"อำเภอ{self.name_th}"


class Subdistrict(Area):
    """A subdistrict (ตำบล, in Bangkok แขวง). `code` has six digits and begins with the district's.

    `postcodes` holds its postcodes with a space between them; 160 subdistricts have more than one.
    """

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts", verbose_name=_("district"))
    postcodes = models.CharField(_("postcodes"), max_length=29)

    class Meta(Area.Meta):
        verbose_name = _("subdistrict")
        verbose_name_plural = _("subdistricts")
        constraints = [
            code_format(6, "places_subdistrict_code_has_six_digits"),
            models.CheckConstraint(
                condition=Q(district=Substr(F("code"), 1, 4)), name="places_subdistrict_code_agrees_with_district"
            ),
            models.CheckConstraint(
                condition=Q(postcodes__regex=r"^[1-9][0-9]{4}( [1-9][0-9]{4})*$"),
                name="places_subdistrict_postcodes_have_five_digits",
            ),
        ]

    search_fields = [*Area.search_fields, index.SearchField("postcodes"), index.FilterField("district")]

    @property
    def postcode(self) -> str:
        """The first postcode; most subdistricts have no other."""
        return self.postcodes.partition(" ")[0]

    @property
    def postcode_list(self) -> tuple[str, ...]:
        """Every postcode, in order."""
        return tuple(self.postcodes.split())

    @property
    def full_name(self) -> str:
        """With its kind: «ตำบลในเมือง», in Bangkok «แขวงบางซื่อ», "Nai Mueang Subdistrict"."""
        if speaks_english():
            return f"{self.name_en} Subdistrict"
        return f"{'แขวง' if self.code.startswith(Province.BANGKOK) else 'ตำบล'}{self.name_th}"


class DataVersion(models.Model):
    """Which release of the official list the rows come from: one row, once `refresh` has run.

    `fingerprint` is the SHA-256 of everything `refresh` would write, so that a change of ours counts as a new version too.
    """

    version = models.CharField(_("data version"), max_length=20)
    fingerprint = models.CharField(max_length=64)
    refreshed_at = models.DateTimeField(_("refreshed"), auto_now=True)
    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)

    class Meta:
        verbose_name = _("data version of the places")
        verbose_name_plural = _("data versions of the places")
        constraints = [
            models.CheckConstraint(condition=Q(only=1), name="places_data_version_is_one_row"),
            models.CheckConstraint(
                condition=Q(version__regex=r"^[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}$"), name="places_data_version_format"
            ),
        ]

    def __str__(self) -> str:
        return self.version
