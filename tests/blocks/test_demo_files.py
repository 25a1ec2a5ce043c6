"""The files of demo content become bricks."""

from decimal import Decimal
from typing import Any

import pytest
from wagtail.blocks import StreamBlock

from cms.blocks.demo.bricks import bricks, load_sources, metric, rich_text, sources_by_key
from cms.blocks.menus import body_blocks
from cms.blocks.models import Source


@pytest.fixture
def sources(db: None) -> dict[str, Source]:
    """The documents that the demo quotes."""
    load_sources()
    return sources_by_key()


def test_sources_are_loaded_once(sources: dict[str, Source]) -> None:
    assert sources
    before = {key: source.pk for key, source in sources.items()}
    load_sources()
    assert {key: source.pk for key, source in sources_by_key().items()} == before


def test_words_become_paragraphs_lists_and_bold() -> None:
    html = rich_text("หนึ่ง **สอง** <สาม>\nต่อ\n\n- ก\n- ข & ค", heading="หัว <ข้อ>")
    assert html == ("<h2>หัว &lt;ข้อ&gt;</h2><p>หนึ่ง <b>สอง</b> &lt;สาม&gt; ต่อ</p><ul><li>ก</li><li>ข &amp; ค</li></ul>")


def test_every_kind_of_entry_becomes_a_brick_that_can_be_published(sources: dict[str, Source]) -> None:
    key = next(iter(sources))
    figure = {"label": "รายได้", "value": "1,200", "unit": "บาท", "period": "2567", "source": key, "qualifier": "กว่า"}
    entries: list[dict[str, Any]] = [
        {"heading": "หัว", "text": "ข้อความ"},
        {"metric": figure},
        {"callout": {"text": "ข้อสังเกต"}},
        {"steps": [{"title": "หนึ่ง"}]},
        {"table": {"caption": "ตาราง", "header": ["ก", "ข"], "rows": [[1, 2]]}},
        {"quote": "คำพูด", "by": "ป้า"},
    ]
    raw = bricks(entries, sources, draw=lambda number: None)
    assert [brick["type"] for brick in raw] == ["text", "metric", "callout", "steps", "table", "quote"]
    block = StreamBlock(body_blocks())
    body = block.clean(block.to_python(raw))
    assert body[1].value["value"] == Decimal(1200)
    assert body[1].value["source"] == sources[key]
    assert [[cell.value for cell in row] for row in body[4].value["table"].rows] == [["1", "2"]]


@pytest.mark.parametrize("wrong", [{"source": "no-such-document"}, {"qualifier": "somewhat"}])
def test_a_figure_of_an_unknown_source_or_qualifier_is_refused(
    sources: dict[str, Source], wrong: dict[str, str]
) -> None:
    with pytest.raises(KeyError):
        metric({"label": "x", "value": "1", **wrong}, sources)
