"""Turns the `[[body]]` tables of a demo file into the values of bricks.

A demo file is TOML. Each body entry is words (`heading`, `text`), a `metric`, `metrics` side by side, a `remark` on
figures, a `callout`, `steps`, an `illustration`, a `table`, a `quote` or a `thing` of the site. Words know **bold** and
lines that begin with "- ".
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from cms.blocks.models import Source
from search.models import Entry

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_QUALIFIERS = {
    "": "",
    "กว่า": "over",
    "มากกว่า": "over",
    "over": "over",
    "more than": "over",
    "ไม่น้อยกว่า": "at_least",
    "at least": "at_least",
    "ประมาณ": "about",
    "ราว": "about",
    "about": "about",
    "สูงสุด": "up_to",
    "ไม่เกิน": "up_to",
    "up to": "up_to",
}

Brick = tuple[str, Any]
Draw = Callable[[int], Any]


def read(path: Path) -> dict[str, Any]:
    """One demo file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def load_sources(folder: Path = Path(__file__).parent) -> None:
    """The source documents as rows; run again it changes nothing."""
    for entry in read(folder / "sources.toml")["source"]:
        Source.objects.update_or_create(key=entry["key"], defaults={k: v for k, v in entry.items() if k != "key"})


def rich_text(text: str, heading: str = "") -> str:
    """HTML of paragraphs parted by blank lines."""
    parts = [f"<h2>{escape(heading)}</h2>"] if heading else []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if not lines:
            continue
        if all(line.startswith("- ") for line in lines):
            parts.append("<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>")
        else:
            parts.append(f"<p>{_inline(' '.join(lines))}</p>")
    return "".join(parts)


def _inline(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))


def metric(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The value of a metric brick. Raises KeyError for an unknown source or qualifier."""
    words = ("label", "unit", "per", "period", "area", "moment", "line")
    value: dict[str, Any] = {name: str(entry.get(name, "")) for name in words}
    value["nature"] = entry.get("nature") or "actual"
    value["qualifier"] = _QUALIFIERS[str(entry.get("qualifier", "")).strip()]
    value["as_of"] = date.fromisoformat(str(entry["as_of"])) if entry.get("as_of") else None
    for name in ("value", "low", "high"):
        raw = str(entry.get(name, "")).replace(",", "").strip()
        value[name] = Decimal(raw) if raw else None
    value["source"] = sources[entry["source"]] if entry.get("source") else None
    return value


def table(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The value of a table brick, in the form that Wagtail's typed table stores."""
    raw = {
        "columns": [{"type": "text", "heading": heading} for heading in entry["header"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in entry["rows"]],
    }
    return {"caption": entry.get("caption", ""), "table": raw, "note": entry.get("note", "")}


def thing(kind: str, title: str) -> list[Brick]:
    """The card of what visitors find under this title; none where it is not there."""
    key = Entry.objects.filter(kind=kind, title=title).values_list("key", flat=True).first()
    return [(kind, {"kind": kind, "key": key})] if key is not None else []


def bricks(entries: Sequence[Mapping[str, Any]], sources: Mapping[str, Source], draw: Draw) -> list[dict[str, Any]]:
    """The raw stream of a body, ready for a StreamField; `draw(number)` gives the picture of entry `number`."""
    found: list[Brick] = []
    for number, entry in enumerate(entries):
        if "text" in entry or "heading" in entry:
            found.append(("text", rich_text(entry.get("text", ""), entry.get("heading", ""))))
        if "metric" in entry:
            found.append(("metric", raw_metric(metric(entry["metric"], sources))))
        if "metrics" in entry:
            found.append(("metrics", raw_metrics(entry["metrics"], sources)))
        if "remark" in entry:
            found.append(("remark", rich_text(entry["remark"])))
        if "callout" in entry:
            callout = entry["callout"]
            text = rich_text(callout["text"])
            found.append(
                ("callout", {"tone": callout.get("tone", "info"), "title": callout.get("title", ""), "text": text})
            )
        if "steps" in entry:
            steps = [{"title": step["title"], "text": step.get("text", "")} for step in entry["steps"]]
            found.append(("steps", {"heading": "", "steps": steps}))
        if "illustration" in entry:
            picture = entry["illustration"]
            photo = draw(number)
            found.append(("picture", {"photo": photo.pk, "caption": picture.get("caption", "")}))
        if "table" in entry:
            found.append(("table", table(entry["table"])))
        if "quote" in entry:
            found.append(("quote", {"text": entry["quote"], "by": entry.get("by", ""), "role": entry.get("role", "")}))
        if "thing" in entry:
            found.extend(thing(**entry["thing"]))
    return [{"type": kind, "value": value} for kind, value in found]


def raw_metric(value: Mapping[str, Any]) -> dict[str, Any]:
    """A metric brick's value as JSON can hold it."""
    raw = dict(value)
    for name in ("value", "low", "high"):
        raw[name] = str(raw[name]) if raw[name] is not None else None
    raw["as_of"] = raw["as_of"].isoformat() if raw["as_of"] is not None else None
    raw["source"] = raw["source"].pk if raw["source"] is not None else None
    return raw


def raw_metrics(group: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Any]:
    """The value of figures side by side (`heading`, `figures`) as JSON can hold it."""
    figures = [raw_metric(metric(figure, sources)) for figure in group["figures"]]
    return {"heading": group.get("heading", ""), "metrics": figures}


def sources_by_key() -> dict[str, Source]:
    """Every source document by its key."""
    return {source.key: source for source in Source.objects.all()}
