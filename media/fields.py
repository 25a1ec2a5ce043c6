"""Model and form fields through which every picture and document enters."""

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.forms import fields as form_fields
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media import kinds, validation

if TYPE_CHECKING:
    from media.models import File as Document


def original_path(instance: models.Model, filename: str) -> str:
    """Where an original lies: under a name that nobody can guess, so that a new file never takes an old one's place."""
    extension = filename.rsplit(".", 1)[-1].lower()
    return f"originals/{secrets.token_hex(16)}.{extension}"


def document_path(instance: models.Model, filename: str) -> str:
    """Where a document lies: it keeps its name, for whoever saves it, in a folder that nobody can guess."""
    return f"documents/{secrets.token_hex(8)}/{filename}"


def preview_path(instance: models.Model, filename: str) -> str:
    """Where a private preview lies."""
    return f"previews/{secrets.token_hex(8)}/{filename}"


class PhotoFieldFile(WagtailImageFieldFile):
    """A picture of ours; storing one cleans it."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the picture drawn anew from its pixels. Raises ValidationError."""
        clean = content if getattr(content, "is_clean", False) else validation.clean_photo(content)
        clean.seek(0)
        data = clean.read()
        clean.seek(0)
        # Wagtail finds a picture that was uploaded twice by this.
        self.instance.file_hash = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        self.instance.file_size = len(data)
        self.instance.rendered = ""
        super().save(clean.name or name, clean, save)


class PhotoField(WagtailImageField):
    """The original of a picture."""

    attr_class = PhotoFieldFile


class DocumentFieldFile(FieldFile):
    """A document of ours; storing one finds out what it is."""

    instance: "Document"

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the document with its kind. Raises ValidationError."""
        kind: kinds.Kind
        clean: File[Any]
        if getattr(content, "is_clean", False):
            kind, clean = content.kind, content  # type: ignore[attr-defined]  # set by clean_document_upload
        else:
            kind, changed = validation.clean_document(content)
            clean = changed or content
        self.instance.kind = kind.extension
        self.instance.file_size = clean.size
        super().save(validation.named(name, kind.extension), clean, save)


class DocumentField(models.FileField):
    """The file of a document."""

    attr_class = DocumentFieldFile


class PhotoUploadField(WagtailImageFormField):
    """Wagtail's upload field with our judgement in place of its own."""

    def to_python(self, data: Any) -> Any:
        """The upload, its content already clean. Raises ValidationError."""
        upload: Any = form_fields.FileField.to_python(self, data)
        if upload is not None:
            validation.clean_photo_upload(upload)
        return upload


class DocumentUploadField(WagtailDocumentField):
    """Wagtail's upload field with our judgement added."""

    def to_python(self, data: Any) -> Any:
        """The upload with its kind. Raises ValidationError."""
        upload = super().to_python(data)
        if upload is not None:
            validation.clean_document_upload(upload)
        return upload
