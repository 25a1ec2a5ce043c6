"""Which bricks may stand where."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.layout import ColumnsBlock, TableBlock
from cms.blocks.links import LinkBlock
from cms.blocks.media import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from cms.blocks.metric import MetricBlock, MetricsBlock
from cms.blocks.references import ThingBlock
from cms.blocks.sound import AudioBlock
from cms.blocks.text import CalloutBlock, QuoteBlock, StepsBlock, TextBlock

_WORDS = _("Words")
_PICTURES = _("Pictures, film, documents")
_FIGURES = _("Figures")
_ORDER = _("Arrangement")
_ELSEWHERE = _("Elsewhere on this site")


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """The bricks of a page's body."""
    return [
        ("text", TextBlock(group=_WORDS)),
        ("quote", QuoteBlock(group=_WORDS)),
        ("callout", CalloutBlock(group=_WORDS)),
        ("steps", StepsBlock(group=_WORDS)),
        ("picture", PictureBlock(group=_PICTURES)),
        ("gallery", GalleryBlock(group=_PICTURES)),
        ("video", VideoBlock(group=_PICTURES)),
        ("document", DocumentBlock(group=_PICTURES)),
        ("metric", MetricBlock(group=_FIGURES)),
        ("metrics", MetricsBlock(group=_FIGURES)),
        ("table", TableBlock(group=_FIGURES)),
        ("columns", ColumnsBlock(group=_ORDER)),
        ("link", LinkBlock(group=_ORDER)),
        ("story", ThingBlock(kinds=("story",), label=_("Story"), icon="openquote", group=_ELSEWHERE)),
        ("product", ThingBlock(kinds=("product",), label=_("Product"), icon="tag", group=_ELSEWHERE)),
    ]


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """The bricks of a lesson: those of any page, and sound."""
    return [*body_blocks(), ("audio", AudioBlock(group=_PICTURES))]


def figure_blocks() -> list[tuple[str, blocks.Block]]:
    """Figures only: the big numbers of a home page or a profile."""
    return [("metric", MetricBlock())]


def words_of(stream: Any) -> str:
    """The plain words of a stream's bricks, for search: what each brick calls searchable, in order."""
    found: list[str] = []
    for child in stream or ():
        found.extend(str(text) for text in child.block.get_searchable_content(child.value))
    return "\n".join(" ".join(text.split()) for text in found if text)
