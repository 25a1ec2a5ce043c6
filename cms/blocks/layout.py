"""Bricks that hold other bricks, and tables."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.blocks.links import LinkBlock
from cms.blocks.media import DocumentBlock, PictureBlock
from cms.blocks.metric import MetricBlock
from cms.blocks.samples import PARAGRAPH, TABLE
from cms.blocks.text import CalloutBlock, TextBlock


class ColumnBlock(blocks.StreamBlock):
    """What may stand in one column."""

    text = TextBlock()
    picture = PictureBlock()
    metric = MetricBlock()
    callout = CalloutBlock()
    document = DocumentBlock()
    link = LinkBlock()


class ColumnsBlock(blocks.StructBlock):
    """Two columns that stand below each other on a phone."""

    first = ColumnBlock(label=_("First column"))
    second = ColumnBlock(label=_("Second column"))

    class Meta:
        label = _("Columns")
        icon = "grip"
        template = "blocks/columns.html"
        description = _("Two columns; on a phone the second stands below the first")
        preview_value: ClassVar = {
            "first": [("text", f"<h3>ซ้าย (ตัวอย่าง)</h3>{PARAGRAPH}")],
            "second": [("callout", {"tone": "good", "title": "ขวา (ตัวอย่าง)", "text": PARAGRAPH})],
        }


class TableBlock(blocks.StructBlock):
    """A table with a caption; on a phone it scrolls by itself."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=255)
    table = TypedTableBlock([("text", blocks.CharBlock(label=_("Text"), required=False))], label=_("Table"))
    note = blocks.CharBlock(label=_("Note or source"), max_length=255, required=False)

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"
        description = _("Rows and columns with a caption")

    def get_preview_value(self) -> Any:
        """Two rows."""
        return self.to_python({"caption": "ของที่ใช้ในบ้าน (ตัวอย่าง)", "table": TABLE, "note": ""})

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Header and rows as lists of text."""
        table = value["table"]
        return {
            "caption": value["caption"],
            "header": [column["heading"] for column in table.columns],
            "rows": [[str(cell.value) for cell in row] for row in table.rows],
            "note": value["note"],
        }
