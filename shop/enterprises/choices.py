"""What the forms offer: provinces, the LAOs that took part, published stories."""

from collections.abc import Iterable

from cms.places.models import Lao, Province
from search.indexing import sort_key
from search.results import Hit
from search.services import browse, find, resolve
from shop.enterprises import queries
from shop.enterprises.models import Enterprise

MOST_STORIES = 50
MOST_FOUND = 5


def provinces() -> dict[str, Province]:
    """The provinces by code, in the order of a dictionary."""
    return {one.code: one for one in sorted(Province.objects.current(), key=lambda one: sort_key(str(one)))}


def laos(*, also: Lao | None = None) -> dict[str, Lao]:
    """The LAOs that took part by key, with the one that is chosen already."""
    keys = queries.lao_keys_that_took_part() | ({also.key} if also is not None else set())
    return {lao.key: lao for lao in Lao.objects.filter(key__in=keys).select_related("province")}


def lao_names(found: Iterable[Lao]) -> dict[str, str]:
    """Names of LAOs with their provinces, by key, in the order of a dictionary."""
    ordered = sorted(found, key=lambda one: (sort_key(one.full_name), sort_key(str(one.province))))
    return {lao.key: f"{lao.full_name}, {lao.province}" for lao in ordered}


def stories(enterprise: Enterprise | None) -> dict[str, str]:
    """Published stories to choose from: those of its LAO, then of its province, the newest where it has neither.

    The one that is chosen already comes first.
    """
    hits: list[Hit] = []
    chosen = enterprise.story_key if enterprise is not None else ""
    if chosen:
        hits += resolve([("story", chosen)]).values()
    if enterprise is not None and enterprise.province_id:
        if enterprise.lao is not None:
            hits += _stories(lao=enterprise.lao.key)
        hits += _stories(province=enterprise.province_id)
    if len(hits) <= bool(chosen):
        hits += _stories()
    return {hit.key: hit.title for hit in hits}


def stories_called(words: str) -> dict[str, str]:
    """Published stories that a search for these words finds, the best first."""
    return {hit.key: hit.title for hit in find(words, "story", per_page=MOST_FOUND).hits}


def _stories(**filters: str) -> tuple[Hit, ...]:
    return browse(kind="story", filters=filters, per_page=MOST_STORIES, count=False).hits
