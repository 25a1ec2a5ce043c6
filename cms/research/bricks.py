"""Bricks of a result: lines of what there is, and the project's papers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

PAPER = "pdf"


class LineBlock(blocks.StructBlock):
    """One output, technology, partner or uptake: what it is, and a sentence about it."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.TextBlock(label=_("Text"), max_length=1000, required=False)

    class Meta:
        label = _("Item")
        icon = "list-ul"
        template = "research/line.html"


class PaperBlock(blocks.StructBlock):
    """A document of the project: a PDF file."""

    file = DocumentChooserBlock(label=_("PDF file"))
    text = blocks.CharBlock(label=_("What it is"), max_length=255, required=False)

    class Meta:
        label = _("Document")
        icon = "doc-full"
        template = "blocks/document.html"

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError for a file that is no PDF, as its content told when it came in; in drafts too."""
        result = super().clean(value)
        file = result.get("file")
        if file is not None and file.kind != PAPER:
            message = _("“%(title)s” is no PDF file. Choose a PDF, or show the file with a brick of the body.")
            error = ValidationError(message, code="no_pdf", params={"title": file.title})
            raise StructBlockValidationError({"file": error})
        return result
