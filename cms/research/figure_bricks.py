"""Which bricks carry the figures of research."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.layout import TableBlock
from cms.blocks.metric import MetricBlock, MetricsBlock
from cms.blocks.text import TextBlock


def figures_blocks() -> list[tuple[str, blocks.Block]]:
    """A figure, figures side by side (drawn as a chart where they can be compared), a table as the source prints it."""
    return [
        ("metric", MetricBlock()),
        ("metrics", MetricsBlock()),
        ("table", TableBlock()),
        ("remark", TextBlock(label=_("Remark"), features=["bold", "italic", "link", "ol", "ul"])),
    ]


def outcome_blocks() -> list[tuple[str, blocks.Block]]:
    """What came of it: words, and the figures that show it."""
    return [
        ("text", TextBlock()),
        ("metric", MetricBlock()),
        ("metrics", MetricsBlock()),
        ("table", TableBlock()),
    ]
