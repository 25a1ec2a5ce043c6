"""Arithmetic of the catalogue: addresses, the depth of the category tree. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

# Of categories below one another, the top one counted.
DEEPEST = 3
_BETWEEN = re.compile(r"[^a-z0-9]+")


def slug_of(name_en: str, *, otherwise: str, longest: int) -> str:
    """Small Latin letters, digits and single hyphens from an English name; `otherwise` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name_en.replace("'", "")).encode("ascii", "ignore").decode().lower()
    return _BETWEEN.sub("-", plain).strip("-")[:longest].strip("-") or otherwise


def slugs_after(slug: str, *, longest: int) -> Iterator[str]:
    """The slug itself, then numbered ones, none longer than `longest`."""
    yield slug
    number = 2
    while True:
        ending = f"-{number}"
        yield slug[: longest - len(ending)].strip("-") + ending
        number += 1


def free_slug(name_en: str, *, otherwise: str, longest: int, taken: Collection[str]) -> str:
    """The first slug of this name that is not taken."""
    slug = slug_of(name_en, otherwise=otherwise, longest=longest)
    return next(one for one in slugs_after(slug, longest=longest) if one not in taken)


def line_above(parents: Mapping[int, int | None], category: int) -> list[int]:
    """The category and what stands above it, itself first; ends where a circle would close."""
    line: list[int] = []
    here: int | None = category
    while here is not None and here not in line:
        line.append(here)
        here = parents.get(here)
    return line


def height_below(parents: Mapping[int, int | None], category: int) -> int:
    """How many levels the branch has, the category itself counted."""
    return max(
        line.index(category) + 1
        for line in (line_above(parents, one) for one in {*parents, category})
        if category in line
    )
