"""The demo's stories: one file each, `<name>.th.toml`, some with a translation `<name>.en.toml`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.blocks.demo.bricks import bricks, read
from cms.indicators.philosophy import Condition, Ring
from cms.pages.demo import Desk, Wish, topics_of, wishes_of, write
from cms.places.models import Lao
from cms.stories.models import StoryGoal, StoryIndexPage, StoryPage, StorySource

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The stories, in a fixed order."""
    return sorted(file.name.removesuffix(".th.toml") for file in FOLDER.glob("*.th.toml"))


def featured(language: str) -> Iterator[dict[str, Any]]:
    """The files, in this language, of the stories that the home page shows first."""
    for name in names():
        file = FOLDER / f"{name}.{language}.toml"
        if read(FOLDER / f"{name}.th.toml").get("featured") and file.exists():
            yield read(file)


def wishes() -> Iterator[Wish]:
    """The pictures that the stories ask for."""
    for name in names():
        yield from wishes_of(f"story-{name}", read(FOLDER / f"{name}.th.toml"))


def load(desk: Desk) -> Iterator[str]:
    """Write the stories that are not there yet, Thai first; yields each name."""
    for name in names():
        thai = read(FOLDER / f"{name}.th.toml")
        original = _write(desk, name, thai, "th", None)
        translation = FOLDER / f"{name}.en.toml"
        if translation.exists():
            _write(desk, name, read(translation), "en", original)
        yield name


def _write(desk: Desk, name: str, data: dict[str, Any], language: str, original: StoryPage | None) -> StoryPage:
    parent = StoryIndexPage.objects.get(locale__language_code=language)
    known = StoryPage.objects.child_of(parent).filter(slug=data["slug"]).first()
    if known is not None:
        return known  # type: ignore[no-any-return]  # child_of has no types
    page = StoryPage(
        title=data["title"],
        slug=data["slug"],
        locale=parent.locale,
        summary=data["summary"],
        cover=desk.cover(f"story-{name}"),
        practitioner_name=data.get("practitioner_name", ""),
        before=data.get("before", ""),
        after=data.get("after", ""),
    )
    page.body = bricks(data.get("body", []), desk.sources, desk.drawer(f"story-{name}"))
    if original is None:
        _state_facts(page, desk, data)
    else:
        page.translation_key = original.translation_key
    write(parent, page)
    return page


def _state_facts(page: StoryPage, desk: Desk, data: dict[str, Any]) -> None:
    page.practitioner, page.practice = data["practitioner"], data["practice"]
    page.province_id = data.get("province") or None
    page.district_id = data.get("district") or None
    page.subdistrict_id = data.get("subdistrict") or None
    page.lao = Lao.objects.get(key=data["lao"]) if data.get("lao") else None
    for ring in Ring:
        setattr(page, f"shows_{ring.value}", ring.value in data.get("rings", []))
    for condition in Condition:
        setattr(page, f"shows_{condition.value}", condition.value in data.get("conditions", []))
    page.fiscal_year = data.get("fiscal_year")
    page.is_illustrative = data.get("illustrative", False)
    page.story_goals = [StoryGoal(goal=goal) for goal in sorted(set(data.get("sdgs", [])))]
    page.topics = topics_of(data)
    page.story_sources = [
        StorySource(source=desk.sources[row["document"]], lines=row.get("lines", "")) for row in data.get("sources", [])
    ]
