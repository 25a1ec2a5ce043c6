"""A brick of sound."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock


class AudioBlock(blocks.StructBlock):
    """Something to listen to, with its words for those who cannot."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(label=_("Sound file"))
    transcript = blocks.TextBlock(label=_("Transcript"), required=False)

    class Meta:
        label = _("Sound")
        icon = "media"
        template = "blocks/audio.html"
        description = _("A recording of our own with its transcript")
        preview_value: ClassVar = {"title": "ตัวอย่างเสียง", "transcript": "ข้อความถอดเสียง"}

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError for a file that is no sound and for a recording without its words.

        A draft may wait.
        """
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        errors: dict[str, ValidationError] = {}
        file = result.get("file")
        if file is not None and not file.content_type.startswith("audio/"):
            errors["file"] = ValidationError(
                _("This is no sound file. Accepted are MP3, M4A and OGG."), code="no_sound"
            )
        if not (result.get("transcript") or "").strip():
            errors["transcript"] = ValidationError(
                _("Write down what is said, for those who cannot listen."), code="no_transcript"
            )
        if errors:
            raise StructBlockValidationError(errors)
        return result
