"""Pictures, their renditions, and documents."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField

from media import kinds, sizes
from media.fields import DocumentField, PhotoField, document_path, original_path, preview_path


class Licence(models.TextChoices):
    """Under what terms others may use a thing."""

    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")
    WITH_PERMISSION = "with-permission", _("Used with the owner's permission")
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "cc-by-nd-4.0", "CC BY-ND 4.0"
    CC0 = "cc0-1.0", _("CC0, no rights reserved")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")


def _needs_credit(credit: str, licence: str) -> bool:
    return not credit and (licence.startswith("cc-by") or licence == Licence.WITH_PERMISSION)


def _check_credit(credit: str, licence: str) -> None:
    if _needs_credit(credit, licence):
        raise ValidationError({"credit": ValidationError(_("This licence asks that its owner is named."), "credit")})


# What _needs_credit says, for the database.
_CREDITED = ~Q(credit="") | ~(Q(licence__startswith="cc-by") | Q(licence=Licence.WITH_PERMISSION))


class Photo(AbstractImage):
    """A picture with the words that stand in for it, its maker and its licence. Private until something published uses it."""

    file = PhotoField(verbose_name=_("file"), upload_to=original_path, width_field="width", height_field="height")
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it, or whom to name."))
    licence = models.CharField(_("licence"), max_length=40, choices=Licence.choices, default=Licence.ALL_RIGHTS)
    is_illustration = models.BooleanField(_("drawn illustration, not a photograph"), default=False)
    is_public = models.BooleanField(_("used by something published"), default=False, editable=False)
    # The recipe by which the present renditions were drawn; empty while there is something to draw.
    rendered = models.CharField(max_length=20, blank=True, default="", editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "is_illustration",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(condition=~Q(description=""), name="media_photo_has_alternative_text"),
            models.CheckConstraint(condition=Q(licence__in=Licence.values), name="media_photo_licence_is_known"),
            models.CheckConstraint(condition=_CREDITED, name="media_photo_credit_where_licence_asks"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="media_photo_has_pixels"),
        ]
        indexes = [
            models.Index(fields=["rendered"], condition=Q(is_public=True), name="photo_public_by_recipe"),
        ]

    def clean(self) -> None:
        """Raises ValidationError, keyed to the field."""
        super().clean()
        _check_credit(self.credit, self.licence)

    @property
    def focus(self) -> tuple[float, float] | None:
        """The point that a crop keeps, in pixels from the top left."""
        point = self.get_focal_point()
        return (point.centroid_x, point.centroid_y) if point else None

    def source(self) -> dict[str, Any]:
        """What its renditions are drawn from; another file or another focus makes another source."""
        fields = ("file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
        return {"file": self.file.name, **{name: getattr(self, name) for name in fields[1:]}}


class PhotoRendition(AbstractRendition):
    """A private preview that Wagtail's admin asked for; visitors see PublicRendition."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    file = WagtailImageField(upload_to=preview_path, width_field="width", height_field="height")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_photo_rendition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"

    @property
    def url(self) -> str:
        """An address that asks for permission."""
        return reverse("media:preview", args=[self.pk])


class PublicRendition(models.Model):
    """One named size and format of a published picture, under an address that changes with its content."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="public_renditions")
    size = models.CharField(max_length=12)
    format = models.CharField(max_length=8)
    name = models.CharField(max_length=100)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "size", "format"], name="media_public_rendition_once"),
            models.UniqueConstraint(fields=["name"], name="media_public_rendition_name_once"),
            models.CheckConstraint(
                condition=Q(size__in=tuple(sizes.SIZES)), name="media_public_rendition_size_is_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=sizes.FORMATS), name="media_public_rendition_format_is_known"
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="media_public_rendition_has_pixels"),
        ]

    def __str__(self) -> str:
        return self.name


class File(AbstractDocument):
    """A document, film or sound to download. Private until something published uses it."""

    file = DocumentField(verbose_name=_("file"), upload_to=document_path, max_length=200)
    kind = models.CharField(_("kind"), max_length=8, editable=False)
    description = models.CharField(_("what it is"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("Who made it, or whom to name."))
    licence = models.CharField(_("licence"), max_length=40, choices=Licence.choices, default=Licence.ALL_RIGHTS)
    is_public = models.BooleanField(_("used by something published"), default=False, editable=False)

    admin_form_fields = ("title", "file", "description", "credit", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=tuple(kinds.KINDS)), name="media_file_kind_is_known"),
            models.CheckConstraint(condition=Q(licence__in=Licence.values), name="media_file_licence_is_known"),
            models.CheckConstraint(condition=_CREDITED, name="media_file_credit_where_licence_asks"),
        ]

    def clean(self) -> None:
        """Raises ValidationError, keyed to the field."""
        super().clean()
        _check_credit(self.credit, self.licence)

    @property
    def url(self) -> str:
        """The one address of the document; whoever asks for it needs permission while it is private."""
        return reverse("media:file", args=[self.pk, self.filename])

    @property
    def content_type(self) -> str:
        """The type it is served with, by what it was found to be."""
        return kinds.KINDS[self.kind].content_type
