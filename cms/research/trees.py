"""The tree of programmes, as far as a visitor may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet

if TYPE_CHECKING:
    from cms.research.models import ResearchProgrammePage

MOST = 150  # programmes in one tree
LEVELS = 2  # of a tree that are shown at once


@dataclass(frozen=True, slots=True)
class Branch:
    """A programme with those below it; `results` counts what stands anywhere below. `lang` where it is not the reader's."""

    key: str
    title: str
    url: str
    lang: str
    code: str
    tier: str
    results: int
    below: tuple["Branch", ...]


def tree(root: Any, language: str, counts: Mapping[str, int]) -> tuple[Branch, ...]:
    """Up to two levels of programmes below `root`, the section or a programme; two queries.

    A programme that exists in the first language only is named in it. Each stands where its Thai page stands.
    """
    pages: QuerySet[ResearchProgrammePage] = apps.get_model("research.ResearchProgrammePage").published()
    below = pages.filter(
        alias_of=None, path__startswith=root.path, depth__lte=root.depth + LEVELS, depth__gt=root.depth
    )
    own = list(below.select_related("locale").order_by("path")[:MOST])
    others = [] if language == "th" else _spoken(pages, own, language)
    words = {page.translation_key: page for page in [*own, *others]}
    steps = root.steplen
    parents: dict[str, list[Any]] = {}
    for page in own:
        parents.setdefault(page.path[:-steps], []).append(page)
    return _branches(parents, root.path, words, language, counts)


def _spoken(pages: "QuerySet[Any]", own: Iterable[Any], language: str) -> list[Any]:
    keys = [page.translation_key for page in own]
    return list(
        pages.filter(translation_key__in=keys, locale__language_code=language, alias_of=None).select_related("locale")
    )


def _branches(
    parents: Mapping[str, list[Any]], path: str, words: Mapping[Any, Any], language: str, counts: Mapping[str, int]
) -> tuple[Branch, ...]:
    return tuple(
        _branch(
            page, words[page.translation_key], language, counts, _branches(parents, page.path, words, language, counts)
        )
        for page in parents.get(path, ())
    )


def _branch(page: Any, spoken: Any, language: str, counts: Mapping[str, int], below: tuple[Branch, ...]) -> Branch:
    spoken_in = spoken.locale.language_code
    return Branch(
        key=str(page.translation_key),
        title=spoken.title,
        url=spoken.url or "",
        lang="" if spoken_in == language else spoken_in,
        code=page.code,
        tier=str(page.get_tier_display()) if page.tier else "",
        results=counts.get(str(page.translation_key), 0),
        below=below,
    )
