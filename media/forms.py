"""Wagtail's forms of pictures and documents with our upload fields; named in WAGTAILIMAGES_IMAGE_FORM_BASE and its like."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media import services
from media.fields import DocumentUploadField, PhotoUploadField

_DRAWN_FROM = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class PhotoForm(BaseImageForm):
    """A picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PhotoUploadField(label=theirs.label, required=theirs.required, widget=theirs.widget)

    def save(self, commit: bool = True) -> Any:
        """Keep the picture; a changed file or focus has the public renditions drawn again."""
        photo = super().save(commit=commit)
        if commit and _DRAWN_FROM & set(self.changed_data):
            services.redraw(photo)
        return photo


class FileForm(BaseDocumentForm):
    """A document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = DocumentUploadField(
                label=theirs.label, required=theirs.required, widget=theirs.widget
            )
