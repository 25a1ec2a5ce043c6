"""How demo files of research become streams, and where a translation stands."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from cms.blocks.demo.bricks import bricks
from cms.pages.demo import Desk


def entries_of(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The entries of one stream; what the file's `[figure]` says of every figure is said of each."""
    shared = data.get("figure", {})
    return [_completed(entry, shared) for entry in data.get(name, [])]


def _completed(entry: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(entry)
    if "metric" in found:
        found["metric"] = {**shared, **found["metric"]}
    if "metrics" in found:
        group = found["metrics"]
        found["metrics"] = {**group, "figures": [{**shared, **figure} for figure in group["figures"]]}
    return found


def stream(desk: Desk, data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """One stream of a file, ready for its field. Files of research ask for no illustrations."""
    return bricks(entries_of(data, name), desk.sources, draw=_no_picture)


def lines(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of titles with a sentence each."""
    rows = data.get(name, [])
    return [{"type": "line", "value": {"title": row["title"], "text": row.get("text", "")}} for row in rows]


def twin_of(page: Page, language: str) -> Page:
    """The translation of `page`, or of the nearest page above it that has one; the section has one."""
    while True:
        twin: Page | None = Page.objects.filter(
            translation_key=page.translation_key, locale__language_code=language
        ).first()
        if twin is not None:
            return twin
        page = page.get_parent()


def _no_picture(number: int) -> Any:
    raise KeyError(number)
