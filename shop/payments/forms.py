"""The form by which a buyer shows a slip."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from media import validation

_HEAD = 1024


class SlipField(forms.FileField):
    """A picture, judged by its content and drawn anew; a slip is no document."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"})

    def to_python(self, data: Any) -> "UploadedFile[Any] | None":
        """The upload, its content clean. Raises ValidationError."""
        upload = super().to_python(data)
        if not isinstance(upload, UploadedFile):
            return None
        if b"%PDF-" in upload.read(_HEAD):
            raise ValidationError(_("Please send the slip as a picture (JPEG or PNG), not as a PDF."), code="pdf")
        validation.clean_photo_upload(upload)
        return upload


class SlipForm(forms.Form):
    """One picture of a slip."""

    slip = SlipField(
        label=_("Picture of the slip"),
        help_text=_("JPEG, PNG, WebP or HEIC. Only you, the seller and our staff can see it."),
    )
