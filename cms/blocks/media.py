"""Bricks of pictures, films and documents."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks import samples
from cms.blocks.rules import video_address
from media.queries import photos_by_id


class PhotoChooserBlock(ImageChooserBlock):
    """A picture; all public pictures of a stream come with their renditions in one query, or in none where they are kept."""

    def bulk_to_python(self, values: Sequence[Any]) -> list[Any]:
        """The pictures for these primary keys, each an object of its own."""
        public = photos_by_id([key for key in values if isinstance(key, int)])
        others = [key for key in values if key not in public]
        rest = dict(zip(others, super().bulk_to_python(others), strict=True)) if others else {}
        return [copy(public[key]) if key in public else rest[key] for key in values]


class PictureBlock(blocks.StructBlock):
    """One picture with its caption."""

    photo = PhotoChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=255, required=False)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "blocks/picture.html"
        description = _("One picture; its alternative text and credit come with it")

    def get_preview_value(self) -> Any:
        """The newest public picture."""
        return self.normalize({"photo": next(iter(samples.photos(1)), None), "caption": "คำบรรยายภาพ (ตัวอย่าง)"})


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "blocks/gallery.html"
        description = _("Two to twenty-four pictures side by side")

    def get_preview_value(self) -> Any:
        """The newest public pictures."""
        pictures = [{"photo": photo, "caption": ""} for photo in samples.photos(3)]
        return self.normalize({"heading": "ภาพชุด (ตัวอย่าง)", "pictures": pictures})


class VideoBlock(blocks.StructBlock):
    """A film: a file of our own, or a YouTube or Vimeo page that is opened only when the visitor asks for it."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("Film file"), required=False)
    address = blocks.URLBlock(label=_("YouTube or Vimeo address"), required=False)
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    transcript = blocks.TextBlock(label=_("Transcript"), required=False)

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video.html"
        description = _("A film with captions and transcript; foreign players load only when asked")
        preview_value: ClassVar = {
            "title": "ตัวอย่างวิดีโอ",
            "address": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "transcript": "ข้อความถอดเสียง",
        }

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError unless exactly one film is named, at an address that can be played.

        A draft may wait.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors: dict[str, ValidationError] = {}
        if bool(result.get("file")) == bool(result.get("address")):
            errors["address"] = ValidationError(_("Give either a film file or an address."), code="one_film")
        elif result.get("address") and video_address(result["address"]) is None:
            errors["address"] = ValidationError(_("Only https addresses of YouTube and Vimeo films."), code="player")
        if errors:
            raise StructBlockValidationError(errors)
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Adds `player`, the address of the foreign player."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["player"] = video_address(value.get("address") or "")
        return context


class DocumentBlock(blocks.StructBlock):
    """A document to download."""

    file = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(label=_("What it is"), max_length=255, required=False)

    class Meta:
        label = _("Document")
        icon = "doc-full"
        template = "blocks/document.html"
        description = _("A document to download, with its size")

    def get_preview_value(self) -> Any:
        """The newest public document."""
        return self.normalize({"file": samples.file(), "text": "รายงาน (ตัวอย่าง)"})
