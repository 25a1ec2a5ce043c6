"""What search knows around an organisation: its profile, stories and goods from there, and pages that speak to indicators."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.pages.lists import Card, cards
from cms.places.models import Organisation
from search.results import Hit
from search.services import ShortList, browse_each

STORIES, GOODS = 3, 16
MOST_PAGES = 3  # of each kind
KINDS = ("story", "course", "research")


@dataclass(frozen=True)
class Around:
    """`profile` is None where the organisation has none; `pages` are by indicator, in the order asked for."""

    profile: Hit | None
    stories: tuple[Card, ...]
    goods: tuple[Hit, ...]
    pages: dict[str, tuple[Card, ...]]


def around_of(organisation: Organisation, set_code: str = "", indicators: Sequence[str] = ()) -> Around:
    """What visitors may see, in their language; one query, and one for all pictures."""
    lao = organisation.lao.key if organisation.lao is not None else ""
    wanted = {
        "profile": ShortList("lao", 1, {"lao": lao}),
        "stories": ShortList("story", STORIES, {"lao": lao}),
        "goods": ShortList("product", GOODS, {"lao": lao}),
        **{
            f"{kind} of {code}": ShortList(kind, MOST_PAGES, {"indicator": f"{set_code}:{code}"})
            for code in indicators
            for kind in KINDS
        },
    }
    found = browse_each(wanted)
    by_code = {code: [hit for kind in KINDS for hit in found[f"{kind} of {code}"]] for code in indicators}
    hits = [*found["stories"], *(hit for listed in by_code.values() for hit in listed)]
    shown = iter(cards(hits, with_places=False, beside=found["goods"]))
    stories = tuple(next(shown) for _hit in found["stories"])
    pages = {code: tuple(next(shown) for _hit in listed) for code, listed in by_code.items()}
    return Around(next(iter(found["profile"]), None), stories, found["goods"], pages)
