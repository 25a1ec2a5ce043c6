"""What the forms offer: provinces, the LAOs that took part, published stories."""

from collections.abc import Iterable

from cms.places.models import Lao, Province
from search.indexing import sort_key
from search.results import Hit
from search.services import browse, resolve
from shop.enterprises import queries
from shop.enterprises.models import Enterprise

Pairs = list[tuple[str, str]]
Groups = list[tuple[str, Pairs]]
MOST_STORIES = 50


def provinces() -> dict[str, Province]:
    """The provinces by code, in the order of a dictionary."""
    return {one.code: one for one in sorted(Province.objects.current(), key=lambda one: sort_key(str(one)))}


def laos(*, also: Lao | None = None) -> dict[str, Lao]:
    """The LAOs that took part by key, with the one that is chosen already."""
    keys = queries.lao_keys_that_took_part() | ({also.key} if also is not None else set())
    return {lao.key: lao for lao in Lao.objects.filter(key__in=keys).select_related("province")}


def by_province(found: Iterable[Lao]) -> Groups:
    """LAOs under their provinces, for a select."""
    groups: dict[str, Pairs] = {}
    for lao in sorted(found, key=lambda one: (sort_key(str(one.province)), sort_key(one.full_name))):
        groups.setdefault(str(lao.province), []).append((lao.key, lao.full_name))
    return list(groups.items())


def stories(enterprise: Enterprise | None) -> Pairs:
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
    return list({hit.key: hit.title for hit in hits}.items())


def is_story(key: str) -> bool:
    """Whether this is the key of a published story."""
    return "\0" not in key and len(key) <= 100 and bool(resolve([("story", key)]))


def _stories(**filters: str) -> tuple[Hit, ...]:
    return browse(kind="story", filters=filters, per_page=MOST_STORIES, count=False).hits
