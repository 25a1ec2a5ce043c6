"""The demo's tree of programmes: `[[programme]]` entries of the files in `programmes/`, parents first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wagtail.models import Page

from cms.blocks.demo.bricks import read
from cms.pages.demo import Desk, write
from cms.research.demo.streams import stream, twin_of
from cms.research.models import Funding, ProgrammeSource, ResearchIndexPage, ResearchProgrammePage

FOLDER = Path(__file__).parent / "programmes"


def entries(language: str) -> list[dict[str, Any]]:
    """The programmes that are written in a language, parents before what stands below them."""
    files = sorted(FOLDER.glob(f"*.{language}.toml"))
    return [entry for file in files for entry in read(file)["programme"]]


def load(desk: Desk) -> Iterator[tuple[str, ResearchProgrammePage]]:
    """Write the programmes that are not there yet; yields each Thai one with its key."""
    section = ResearchIndexPage.objects.get(locale__language_code="th")
    translations = {entry["key"]: entry for entry in entries("en")}
    placed: dict[str, ResearchProgrammePage] = {}
    for entry in entries("th"):
        above: Page = placed[entry["parent"]] if entry.get("parent") else section
        original = placed[entry["key"]] = _write(desk, above, entry, None)
        if entry["key"] in translations:
            _write(desk, twin_of(above, "en"), translations[entry["key"]], original)
        yield entry["key"], original


def _write(
    desk: Desk, above: Page, data: dict[str, Any], original: ResearchProgrammePage | None
) -> ResearchProgrammePage:
    known = ResearchProgrammePage.objects.child_of(above).filter(slug=data["slug"]).first()
    if known is not None:
        return known  # type: ignore[no-any-return]  # child_of has no types
    words = {name: data.get(name, "") for name in ("title", "slug", "summary", "lead", "funder", "goals")}
    page = ResearchProgrammePage(locale=above.locale, **words)
    page.figures, page.body = stream(desk, data, "figures"), stream(desk, data, "body")
    if original is None:
        _state_facts(page, desk, data)
    else:
        page.translation_key = original.translation_key
    write(above, page)
    return page


def _state_facts(page: ResearchProgrammePage, desk: Desk, data: dict[str, Any]) -> None:
    page.tier, page.code = data.get("tier", ""), data.get("code", "")
    page.fundings = [
        Funding(**{**row, "source": desk.sources[row["source"]], "line": str(row["line"])})
        for row in data.get("fundings", [])
    ]
    page.programme_sources = [
        ProgrammeSource(source=desk.sources[row["document"]], lines=row.get("lines", ""))
        for row in data.get("sources", [])
    ]
