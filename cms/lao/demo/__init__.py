"""The demo's LAOs: real ones that the documents name, with what the documents know of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.blocks.demo.bricks import bricks, read
from cms.lao.models import LaoIndexPage, LaoProfilePage, Participation
from cms.pages.demo import Desk, Wish, wishes_of, write
from cms.places.models import Lao

FOLDER = Path(__file__).parent


def keys() -> list[str]:
    """The LAOs, in a fixed order."""
    return sorted(file.name.removesuffix(".th.toml") for file in FOLDER.glob("*.th.toml"))


def wishes() -> Iterator[Wish]:
    """The pictures that the profiles ask for."""
    for key in keys():
        yield from wishes_of(f"lao-{key}", read(FOLDER / f"{key}.th.toml"))


def load(desk: Desk) -> Iterator[str]:
    """Register the LAOs and write the profiles that are not there yet; yields each key."""
    for key in keys():
        data = read(FOLDER / f"{key}.th.toml")
        lao = _register(desk, data)
        original = _write(desk, key, data, "th", lao, None)
        translation = FOLDER / f"{key}.en.toml"
        if translation.exists():
            _write(desk, key, read(translation), "en", None, original)
        yield key


def _register(desk: Desk, data: dict[str, Any]) -> Lao:
    lao = Lao.objects.filter(key=data["key"]).first()
    if lao is None:
        lao = Lao(
            key=data["key"],
            type=data["type"],
            name_th=data["name_th"],
            name_en=data["name_en"],
            province_id=data["province"],
            district_id=data.get("district") or None,
            subdistrict_id=data.get("subdistrict") or None,
        )
        lao.full_clean()
        lao.save()
    for row in data.get("participation", []):
        Participation.objects.get_or_create(
            lao=lao,
            phase=row["phase"],
            project_th=row["project"],
            defaults={
                "year": row.get("year"),
                "source": desk.sources.get(row.get("source", "")),
                "line": row.get("line", ""),
            },
        )
    return lao


def _write(
    desk: Desk, key: str, data: dict[str, Any], language: str, lao: Lao | None, original: LaoProfilePage | None
) -> LaoProfilePage:
    parent = LaoIndexPage.objects.get(locale__language_code=language)
    known = LaoProfilePage.objects.child_of(parent).filter(slug=data["slug"]).first()
    if known is not None:
        return known  # type: ignore[no-any-return]  # child_of has no types
    page = LaoProfilePage(
        title=data["title"],
        slug=data["slug"],
        locale=parent.locale,
        summary=data["summary"],
        cover=desk.cover(f"lao-{key}"),
        vision=data.get("vision", ""),
        lao=lao,
    )
    page.strengths = [_note(desk, entry) for entry in data.get("strengths", [])]
    page.projects = [_note(desk, entry) for entry in data.get("projects", [])]
    page.body = bricks(data.get("body", []), desk.sources, desk.drawer(f"lao-{key}"))
    if original is not None:
        page.translation_key = original.translation_key
    write(parent, page)
    return page


def _note(desk: Desk, entry: dict[str, Any]) -> dict[str, Any]:
    source = desk.sources.get(entry.get("source", ""))
    value = {name: entry.get(name) or "" for name in ("title", "text", "line")}
    return {
        "type": "note",
        "value": {**value, "year": entry.get("year"), "source": source.pk if source is not None else None},
    }
