"""Bricks as the API gives them; `shapes` says how they look."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from cms.blocks.layout import ColumnsBlock, TableBlock
from cms.blocks.links import LinkBlock
from cms.blocks.media import DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from cms.blocks.metric import MOMENTS, NATURES, QUALIFIERS, MetricBlock, MetricsBlock
from cms.blocks.models import Source
from cms.blocks.references import Thing, ThingBlock
from cms.blocks.rules import video_address
from cms.blocks.sound import AudioBlock
from cms.blocks.text import CalloutBlock, QuoteBlock, StepsBlock, plain
from media import api as media
from media.queries import photos_by_id
from search.shapes import absolute, thing

Shape = dict[str, Any]


def bricks(stream: Any) -> list[Shape]:
    """The bricks of a stream, in order."""
    found = []
    for child in stream or ():
        shape = brick(child.block, child.value)
        if shape is not None:
            found.append({"id": child.id, **shape})
    return found


def brick(block: blocks.Block, value: Any) -> Shape | None:
    """One brick; None for a kind of brick that the API has no shape for."""
    for kind in type(block).__mro__:
        if kind in SHAPES:
            return SHAPES[kind](value)
    return None


def rich(html: Any) -> Shape:
    """Rich text as HTML whose links lead here from everywhere, and as words."""
    shown = expand_db_html(str(getattr(html, "source", html) or ""))
    for name in ("href", "src"):
        shown = shown.replace(f'{name}="/', f'{name}="{settings.SITE_URL}/')
    return {"html": shown, "text": plain(shown)}


def coded(choices: Iterable[tuple[str, Any]], code: str | None) -> Shape | None:
    """A code with its label; None for none."""
    return {"code": code, "label": str(dict(choices).get(code, code))} if code else None


def source(one: Source | None) -> Shape | None:
    """A source document in the language of the moment."""
    return one and {"key": one.key, "title": one.title, "publisher": one.publisher, "year": one.year}


def sources(rows: Iterable[Any]) -> list[Shape]:
    """What a page's facts come from: rows that have a `source` and its `lines`."""
    return [{"source": source(row.source), "lines": row.lines} for row in rows]


def figure(value: Any) -> Shape:
    """A figure with its circumstances."""
    return {
        "label": value.get("label") or "",
        "qualifier": coded(QUALIFIERS, value.get("qualifier")),
        "value": value.get("value"),
        "low": value.get("low"),
        "high": value.get("high"),
        "amount": value.amount,
        "unit": value.get("unit") or "",
        "per": value.get("per") or "",
        "period": value.get("period") or "",
        "as_of": value.get("as_of"),
        "area": value.get("area") or "",
        "moment": coded(MOMENTS, value.get("moment")),
        "nature": coded(NATURES, value.get("nature") or "actual"),
        "source": source(value.get("source")),
        "line": value.get("line") or "",
    }


def _text(value: Any) -> Shape:
    return {"type": "text", **rich(value)}


def _quote(value: Any) -> Shape:
    return {"type": "quote", **{name: value.get(name) or "" for name in ("text", "by", "role")}}


def _callout(value: Any) -> Shape:
    return {
        "type": "callout",
        "tone": value.get("tone") or "info",
        "title": value.get("title") or "",
        "content": rich(value.get("text")),
    }


def _steps(value: Any) -> Shape:
    steps = [{"title": step.get("title") or "", "text": step.get("text") or ""} for step in value["steps"]]
    return {"type": "steps", "heading": value.get("heading") or "", "steps": steps}


def _captioned(value: Any) -> Shape:
    photo = value.get("photo")
    # The one that is public knows its files; a private one has none.
    shown = photo and (photos_by_id([photo.pk]).get(photo.pk) or photo)
    return {"picture": shown and media.picture(shown), "caption": value.get("caption") or ""}


def _gallery(value: Any) -> Shape:
    pictures = [_captioned(one) for one in value["pictures"]]
    return {"type": "gallery", "heading": value.get("heading") or "", "pictures": pictures}


def _file(value: Any, name: str) -> Shape | None:
    file = value.get(name)
    return media.document(file) if file else None


def _video(value: Any) -> Shape:
    address = value.get("address") or ""
    return {
        "type": "video",
        "title": value.get("title") or "",
        "file": _file(value, "file"),
        "address": address,
        "player": video_address(address),
        "captions": _file(value, "captions"),
        "transcript": value.get("transcript") or "",
    }


def _audio(value: Any) -> Shape:
    return {
        "type": "audio",
        "title": value.get("title") or "",
        "file": _file(value, "file"),
        "transcript": value.get("transcript") or "",
    }


def _document(value: Any) -> Shape:
    return {"type": "document", "document": _file(value, "file"), "text": value.get("text") or ""}


def _metrics(value: Any) -> Shape:
    figures = [figure(one) for one in value["metrics"]]
    return {"type": "metrics", "heading": value.get("heading") or "", "metrics": figures}


def _table(value: Any) -> Shape:
    table = value["table"]
    return {
        "type": "table",
        "caption": value.get("caption") or "",
        "header": [str(column["heading"]) for column in table.columns],
        "rows": [[str(cell.value) for cell in row] for row in table.rows],
        "note": value.get("note") or "",
    }


def _columns(value: Any) -> Shape:
    return {"type": "columns", "first": bricks(value["first"]), "second": bricks(value["second"])}


def _link(value: Any) -> Shape:
    # The words of a page that is closed to visitors are its title, which is closed too.
    href = value.href
    return {"type": "link", "url": absolute(href) if href else "", "text": value.words if href else ""}


def _thing(value: Thing | None) -> Shape:
    return {"type": "thing", "thing": thing(value.hit) if value else None}


SHAPES: Mapping[type[blocks.Block], Callable[[Any], Shape]] = {
    blocks.RichTextBlock: _text,
    QuoteBlock: _quote,
    CalloutBlock: _callout,
    StepsBlock: _steps,
    PictureBlock: lambda value: {"type": "picture", **_captioned(value)},
    GalleryBlock: _gallery,
    VideoBlock: _video,
    AudioBlock: _audio,
    DocumentBlock: _document,
    MetricBlock: lambda value: {"type": "metric", **figure(value)},
    MetricsBlock: _metrics,
    TableBlock: _table,
    ColumnsBlock: _columns,
    LinkBlock: _link,
    ThingBlock: _thing,
}
