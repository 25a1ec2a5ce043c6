"""Pictures and documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Photo(AbstractImage):
    """A picture with the words that stand in for it, its maker and its licence."""

    description = models.CharField(_("alternative text"), max_length=255)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    is_illustration = models.BooleanField(_("drawn illustration, not a photograph"), default=False)
    is_public = models.BooleanField(_("used by something published"), default=False, editable=False)

    admin_form_fields = ("title", "file", "description", "credit", "licence", "is_illustration", "collection", "tags", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PhotoRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once")]


class File(AbstractDocument):
    """A document to download."""

    description = models.CharField(_("what it is"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    is_public = models.BooleanField(_("used by something published"), default=False, editable=False)

    admin_form_fields = ("title", "file", "description", "credit", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
