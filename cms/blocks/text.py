"""Bricks of words."""

from typing import Any, ClassVar

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.samples import PARAGRAPH

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "blocks/text.html"
        description = _("Paragraphs, headings, lists and links")
        preview_value = PARAGRAPH


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("Words"), max_length=600)
    by = blocks.CharBlock(label=_("Who said it"), max_length=120, required=False)
    role = blocks.CharBlock(label=_("Role or place"), max_length=160, required=False)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "blocks/quote.html"
        description = _("Somebody's words, with who said them")
        preview_value: ClassVar = {"text": "ปลูกไว้กินก่อน เหลือจึงขาย", "by": "ชาวนาคนหนึ่ง", "role": "ตัวอย่าง"}


class CalloutBlock(blocks.StructBlock):
    """A short remark set apart."""

    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("info", _("Information")), ("good", _("Good to know")), ("warn", _("Take care"))],
        default="info",
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul", "ol"])

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        template = "blocks/callout.html"
        description = _("A short remark set apart from the text")
        preview_value: ClassVar = {"tone": "info", "title": "ข้อสังเกต", "text": PARAGRAPH}


class StepsBlock(blocks.StructBlock):
    """Things to do in order."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=160)),
                ("text", blocks.TextBlock(label=_("How"), max_length=1000, required=False)),
            ]
        ),
        label=_("Steps"),
        min_num=1,
        max_num=20,
    )

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "blocks/steps.html"
        description = _("Things to do, numbered in their order")
        preview_value: ClassVar = {
            "heading": "เริ่มบัญชีครัวเรือน",
            "steps": [{"title": "จดทุกวัน", "text": "รายรับและรายจ่าย"}, {"title": "รวมทุกสัปดาห์", "text": ""}],
        }


def plain(html: str) -> str:
    """The words of rich text, with a space where a tag stood."""
    return " ".join(strip_tags(str(html).replace("<", " <")).split())
