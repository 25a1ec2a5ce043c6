"""What story pages read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.indicators.philosophy import Condition, Ring
from cms.indicators.sdgs import Goal
from cms.pages.lists import Card, ListedPage, cards, listed, page_number
from cms.pages.nearby import research_found, research_lists
from cms.places.models import Province, Region
from cms.stories.kinds import Practice, Practitioner
from search.memory import remember
from search.results import Hit
from search.services import ShortList, browse, browse_each

if TYPE_CHECKING:
    from cms.stories.models import StoryPage

PAGE_LENGTH = 12
PLACES = ("province", "district", "subdistrict", "lao")
RELATED = 3
RELATED_CANDIDATES = 24
COURSES = 3
GOODS = 4
# What `around` gives.
AROUND = ("facts", "lao_url", "sources", "related", "courses", "goods", "research", "of_lao")
# Facets by which stories are listed, in the order in which they are offered.
FILTERS: dict[str, str | Promise] = {
    "region": _("Region"),
    "province": _("Province"),
    "practitioner": _("Who practises"),
    "practice": _("In what"),
    "ring": _("Ring"),
    "condition": _("Condition"),
    "sdg": _("Sustainable Development Goal"),
}


@dataclass(frozen=True)
class Filter:
    """One filter of the list: its name, its label, and its choices as (code, label, is chosen)."""

    name: str
    label: str | Promise
    choices: list[tuple[str, str | Promise, bool]]


def facts_of(page: "StoryPage") -> "StoryPage":
    """The page that holds the facts: the one in the site's first language, or `page` where none is published.

    A draft or restricted page lends nobody its facts.
    """
    cached: StoryPage | None = page.__dict__.get("_facts")
    if cached is None:
        thai = type(page).published().filter(translation_key=page.translation_key, locale__language_code="th")
        cached = _placed(page) if page.locale.language_code == "th" else thai.select_related(*PLACES).first() or page
        page.__dict__["_facts"] = cached
    return cached


def _placed(page: "StoryPage") -> "StoryPage":
    """The page with its places, all four in one query as far as they are the stored ones; a draft may name others."""
    wanted = [name for name in PLACES if getattr(page, f"{name}_id") and name not in page._state.fields_cache]
    stored = type(page).objects.filter(pk=page.pk).select_related(*wanted).first() if wanted else None
    for name in wanted if stored is not None else ():
        if getattr(stored, f"{name}_id") == getattr(page, f"{name}_id"):
            setattr(page, name, getattr(stored, name))
    return page


def facets(page: "StoryPage") -> dict[str, tuple[str, ...]]:
    """What a story can be filtered by."""
    facts = page.facts
    found: dict[str, tuple[str, ...]] = {
        "ring": tuple(ring.value for ring in Ring if getattr(facts, f"shows_{ring.value}")),
        "condition": tuple(c.value for c in Condition if getattr(facts, f"shows_{c.value}")),
        "sdg": tuple(str(goal.value) for goal in page.goals),
    }
    if facts.province is not None:
        found["province"] = (facts.province.code,)
        found["region"] = (facts.province.region,)
    if facts.lao is not None:
        found["lao"] = (facts.lao.key,)
    for name in ("practitioner", "practice"):
        if getattr(facts, name):
            found[name] = (getattr(facts, name),)
    return found


def keywords(page: "StoryPage") -> str:
    """Who and where, in both languages."""
    facts = page.facts
    parts = [page.practitioner_name]
    for place in (facts.province, facts.district, facts.subdistrict, facts.lao):
        if place is not None:
            parts += [place.name_th, place.name_en]
    return " ".join(part for part in parts if part)


def choices() -> dict[str, dict[str, str | Promise]]:
    """Code and label of everything that stories can be filtered by, by filter; one query, for the provinces."""
    return {
        "region": dict(Region.choices),
        "province": dict(_provinces()),
        "practitioner": dict(Practitioner.choices),
        "practice": dict(Practice.choices),
        "ring": dict(Ring.choices),
        "condition": dict(Condition.choices),
        "sdg": {str(goal.value): f"{goal.value}. {goal.label}" for goal in Goal},
    }


def _provinces() -> list[tuple[str, str | Promise]]:
    return sorted(((province.code, str(province)) for province in Province.objects.current()), key=lambda pair: pair[1])


def listing(data: QueryDict, *, language: str) -> dict[str, Any]:
    """One page of stories, newest first, with the filters; a code that does not exist does not filter."""
    offered = remember(("story choices", get_language()), choices)
    asked = {name: data.get(name, "") for name in FILTERS}
    chosen = {name: code for name, code in asked.items() if code in offered[name]}
    number = page_number(data)
    name = ("stories", language, get_language(), tuple(chosen.items()), number)
    page, shown = remember(name, lambda: _page(language, chosen, number))
    return {
        "filters": SimpleLazyObject(lambda: _filters(offered, chosen)),
        "chosen": tuple(chosen.items()),
        "is_filtered": bool(chosen),
        "listed": page,
        "cards": shown,
    }


def _page(language: str, chosen: dict[str, str], number: int) -> tuple[ListedPage, list[Card]]:
    results = browse(kind="story", locale=language, filters=dict(chosen), page=number, per_page=PAGE_LENGTH)
    return listed(results), cards(results.hits)


def _filters(offered: dict[str, dict[str, str | Promise]], chosen: dict[str, str]) -> list[Filter]:
    return [
        Filter(name, label, [(code, words, chosen.get(name) == code) for code, words in offered[name].items()])
        for name, label in FILTERS.items()
    ]


def nearest(page: "StoryPage", found: Sequence[Hit]) -> list[Hit]:
    """Up to three of these stories, those of the same LAO, then province, then region first."""
    own = facets(page)
    near = ("lao", "province", "region")

    def distance(hit: Hit) -> int:
        shared = (place for place, name in enumerate(near) if set(own.get(name, ())) & set(hit.facets.get(name, ())))
        return next(shared, len(near))

    return sorted(found, key=distance)[:RELATED]


def beside(page: "StoryPage") -> dict[str, tuple[Hit, ...]]:
    """What the index knows beside the story, all of it in one query: the LAO's profile, stories of the same practice, goods."""
    own = facets(page)
    wish = {"practice": own["practice"]} if "practice" in own else {}
    wanted = {
        "profiles": ShortList("lao", 1, {"lao": own.get("lao", ())}),
        "stories": ShortList("story", RELATED_CANDIDATES, wish, without=(("story", str(page.pk)),)),
        "goods": ShortList("product", GOODS, {"story": page.seo.twins}),
        "courses": ShortList("course", COURSES, {"story": page.seo.twins}),
        **research_lists(lao=own.get("lao", ()), province=own.get("province", ())),
    }
    return browse_each(wanted, page.locale.language_code)


def around(page: "StoryPage") -> dict[str, Any]:
    """What a story's page shows beside its words: facts, sources, the LAO's profile, related stories, what its people make."""
    facts = page.facts
    found = beside(page)
    near = nearest(page, found["stories"])
    research, of_lao = research_found(found)
    shown = iter(cards([*near, *found["courses"], *research], beside=found["goods"]))
    return {
        "facts": facts,
        "lao_url": next((profile.url for profile in found["profiles"]), ""),
        "sources": list(facts.story_sources.select_related("source")),
        "related": [next(shown) for _hit in near],
        "courses": [next(shown) for _hit in found["courses"]],
        "research": [next(shown) for _hit in research],
        "of_lao": of_lao,
        "goods": found["goods"],
    }
