"""The demo's results: `results/<name>.th.toml`, some with a translation `<name>.en.toml`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wagtail.models import Page

from cms.blocks.demo.bricks import read
from cms.pages.demo import Desk, Wish, topics_of, wishes_of, write
from cms.places.models import Lao
from cms.research.demo.streams import lines, stream, twin_of
from cms.research.models import (
    Institution,
    Researcher,
    ResearchIndexPage,
    ResearchResultPage,
    ResultGoal,
    ResultInstitution,
    ResultLao,
    ResultProvince,
    ResultSource,
)

FOLDER = Path(__file__).parent / "results"
STREAMS = ("outcomes", "figures", "body")
LINES = ("outputs", "technologies", "partners", "uptake")


def names() -> list[str]:
    """The results, in a fixed order."""
    return sorted(file.name.removesuffix(".th.toml") for file in FOLDER.glob("*.th.toml"))


def wishes() -> Iterator[Wish]:
    """The covers that the results ask for."""
    for name in names():
        yield from wishes_of(f"research-{name}", read(FOLDER / f"{name}.th.toml"))


def load(desk: Desk, programmes: Mapping[str, Page]) -> Iterator[str]:
    """Write the results that are not there yet, each below its programme; yields each name."""
    section = ResearchIndexPage.objects.get(locale__language_code="th")
    for name in names():
        thai = read(FOLDER / f"{name}.th.toml")
        above = programmes[thai["programme"]] if thai.get("programme") else section
        original = _write(desk, name, above, thai, None)
        translation = FOLDER / f"{name}.en.toml"
        if translation.exists():
            _write(desk, name, twin_of(above, "en"), read(translation), original)
        yield name


def _write(
    desk: Desk, name: str, above: Page, data: dict[str, Any], original: ResearchResultPage | None
) -> ResearchResultPage:
    known = ResearchResultPage.objects.child_of(above).filter(slug=data["slug"]).first()
    if known is not None:
        return known  # type: ignore[no-any-return]  # child_of has no types
    words = {field: data.get(field, "") for field in ("title", "slug", "summary", "goal")}
    page = ResearchResultPage(locale=above.locale, cover=desk.cover(f"research-{name}"), **words)
    for field in STREAMS:
        setattr(page, field, stream(desk, data, field))
    for field in LINES:
        setattr(page, field, lines(data, field))
    page.team = [Researcher(**row) for row in data.get("team", [])]
    page.result_sources = [
        ResultSource(source=desk.sources[row["document"]], lines=row.get("lines", "")) for row in data["sources"]
    ]
    if original is None:
        _state_facts(page, data)
    else:
        page.translation_key = original.translation_key
    write(above, page)
    return page


def _state_facts(page: ResearchResultPage, data: dict[str, Any]) -> None:
    page.fiscal_year = data["fiscal_year"]
    page.topics = topics_of(data)
    page.result_institutions = [
        ResultInstitution(institution=Institution.objects.get(key=key)) for key in data["institutions"]
    ]
    page.result_provinces = [ResultProvince(province_id=code) for code in data.get("provinces", [])]
    page.result_laos = [ResultLao(lao=Lao.objects.get(key=key)) for key in data.get("laos", [])]
    page.result_goals = [ResultGoal(goal=goal) for goal in sorted(set(data["sdgs"]))]
