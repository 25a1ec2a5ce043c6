"""The registry of local administrative organisations, and the spreadsheets it was filled from."""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.places.models.areas import District, Province, Subdistrict, speaks_english
from cms.places.rules import NAMING, SLUG, name_key


class LaoType(models.TextChoices):
    """The seven types of local administrative organisation."""

    PAO = "pao", _("Provincial administrative organization (PAO)")
    CITY = "city", _("City municipality")
    TOWN = "town", _("Town municipality")
    SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality", _("Subdistrict municipality")
    TAO = "tao", _("Tambon administrative organization (TAO)")
    BMA = "bma", _("Bangkok Metropolitan Administration (BMA)")
    PATTAYA = "pattaya", _("Pattaya City")


ONLY_ONE = (LaoType.BMA, LaoType.PATTAYA)
AGREEMENT = {
    "district": _("This district is not in the province chosen."),
    "subdistrict": _("This subdistrict is not in the district chosen."),
    "province": _("The BMA is in Bangkok, Bangkok has no other LAO, and Pattaya is in Chon Buri."),
}


class Lao(index.Indexed, models.Model):
    """A local administrative organisation (อปท.). `name_th` and `name_en` leave its type out: «หนองแวง», not «อบต.หนองแวง».

    `key` names it for ever, in addresses and files. `official_code` is empty until an import brings it. `district` and
    `subdistrict` are where its office is; a province's or a city's may be left out. Whatever writes rows without
    `save()` calls `derive()` first.
    """

    key = models.CharField(_("key"), max_length=80, unique=True)
    official_code = models.CharField(_("official code"), max_length=13, blank=True)
    type = models.CharField(_("type"), max_length=30, choices=LaoType)
    name_th = models.CharField(_("name in Thai, without the type"), max_length=120)
    name_en = models.CharField(_("name in English, without the type"), max_length=120, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="laos", verbose_name=_("province"))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="laos", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="laos", verbose_name=_("subdistrict")
    )
    key_th = models.CharField(max_length=120, editable=False, db_index=True)
    key_en = models.CharField(max_length=120, blank=True, editable=False)
    spellings = models.TextField(_("name"), editable=False)

    # The admin's search asks these columns themselves; a task per save would do nothing.
    search_auto_update = False

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("spellings"),
        index.AutocompleteField("spellings"),
        index.FilterField("type"),
        index.FilterField("province"),
    ]

    class Meta:
        ordering = ["province", "name_th", "pk"]
        verbose_name = _("LAO")
        verbose_name_plural = _("LAOs")
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=SLUG),
                name="places_lao_key_is_a_slug",
                violation_error_message=_("A key is small Latin letters, digits and single hyphens."),
            ),
            models.CheckConstraint(
                condition=Q(official_code="") | Q(official_code__regex=r"^[0-9]{4,13}$"),
                name="places_lao_official_code_format",
                violation_error_message=_("An official code is 4 to 13 digits."),
            ),
            models.UniqueConstraint(
                fields=["official_code"],
                condition=~Q(official_code=""),
                name="places_lao_official_code_once",
                violation_error_message=_("Another LAO has this official code."),
            ),
            models.CheckConstraint(condition=Q(type__in=LaoType.values), name="places_lao_type_known"),
            models.CheckConstraint(condition=~Q(name_th=""), name="places_lao_has_a_thai_name"),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province=Substr(F("district"), 1, 2)),
                name="places_lao_district_in_province",
                violation_error_message=AGREEMENT["district"],
            ),
            models.CheckConstraint(
                condition=Q(subdistrict__isnull=True)
                | Q(district__isnull=False, district=Substr(F("subdistrict"), 1, 4)),
                name="places_lao_subdistrict_in_district",
                violation_error_message=AGREEMENT["subdistrict"],
            ),
            models.CheckConstraint(
                condition=Q(type=LaoType.BMA, province=Province.BANGKOK)
                | Q(type=LaoType.PATTAYA, province=Province.CHON_BURI)
                | (~Q(type__in=ONLY_ONE) & ~Q(province=Province.BANGKOK)),
                name="places_lao_type_fits_province",
                violation_error_message=AGREEMENT["province"],
            ),
            models.UniqueConstraint(
                fields=["type"],
                condition=Q(type__in=ONLY_ONE),
                name="places_lao_bma_and_pattaya_once",
                violation_error_message=_("There is one BMA and one Pattaya City, and it is registered."),
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(type=LaoType.PAO),
                name="places_lao_one_pao_a_province",
                violation_error_message=_("This province's PAO is registered already."),
            ),
            models.UniqueConstraint(
                fields=["type", "district", "name_th"],
                name="places_lao_name_once_a_district",
                violation_error_message=_("This district has an LAO of this type and name."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def derive(self) -> None:
        """Bring `key_th`, `key_en` and `spellings` in line with the names."""
        self.key_th, self.key_en = name_key(self.name_th), name_key(self.name_en)
        naming = NAMING[self.type]
        thai = (naming.formal_th, naming.full_th, naming.short_th)
        english = (naming.formal_en, naming.full_en, naming.short_en) if self.name_en else ()
        forms = [form.format(self.name_th) for form in thai] + [form.format(self.name_en) for form in english]
        self.spellings = "\n".join(dict.fromkeys([*forms, self.official_code, self.key]))

    def digest(self) -> str:
        """Eight letters and digits that stand for its type, place and name, for a key without an English name."""
        said = f"{self.type} {self.province_id} {self.district_id} {self.name_th}"
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what is derived from the names."""
        self.derive()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "key_th", "key_en", "spellings"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Say beside each field what the database would refuse: places that do not lie in one another."""
        errors = {}
        if self.district_id and self.province_id != self.district_id[:2]:
            errors["district"] = AGREEMENT["district"]
        if self.subdistrict_id and self.district_id != self.subdistrict_id[:4]:
            errors["subdistrict"] = AGREEMENT["subdistrict"]
        if errors:
            raise ValidationError(errors)

    def _form(self, thai: str, english: str, in_english: bool) -> str:
        return english.format(self.name_en) if in_english and self.name_en else thai.format(self.name_th)

    def called(self, form: str = "full", *, language: str | None = None) -> str:
        """The name in a form: "formal" (องค์การบริหารส่วนตำบล…), "full" (อบต.…, เทศบาลตำบล…) or "short" (ทต.…).

        `language` is "th" or "en", the reader's where left out; without an English name it is Thai.
        """
        naming = NAMING[self.type]
        english = speaks_english() if language is None else language == "en"
        return self._form(getattr(naming, f"{form}_th"), getattr(naming, f"{form}_en"), english)

    @property
    def full_name(self) -> str:
        """As people say it, in the reader's language: «อบต.หนองแวง», «เทศบาลตำบลเชียงดาว», "Khon Kaen PAO"."""
        return self.called("full")

    @property
    def formal_name(self) -> str:
        """As a law writes it: «องค์การบริหารส่วนตำบลหนองแวง»."""
        return self.called("formal")

    @property
    def short_name(self) -> str:
        """The shortest: «ทต.เชียงดาว», «กทม.»."""
        return self.called("short")


class LaoImport(models.Model):
    """A spreadsheet of LAOs that someone uploaded: kept until confirmed, then only what came of it."""

    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    added = models.PositiveIntegerField(_("LAOs added"), default=0)
    changed = models.PositiveIntegerField(_("LAOs changed"), default=0)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("import of LAOs")
        verbose_name_plural = _("imports of LAOs")
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | Q(added=0, changed=0), name="places_import_counts_when_applied"
            ),
            models.UniqueConstraint(
                fields=["uploaded_by"], condition=Q(applied_at__isnull=True), name="places_import_one_open_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name
