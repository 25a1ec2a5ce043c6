"""Research near a place: that which names its LAO; where there is none, that of its province."""

from collections.abc import Collection, Mapping

from search.results import Hit
from search.services import ShortList

RESEARCH = "research"
LENGTH = 3
_OF_LAO, _OF_PROVINCE = "research of the LAO", "research of the province"


def research_lists(*, lao: Collection[str], province: Collection[str]) -> dict[str, ShortList]:
    """What `browse_each` is to be asked: by keys of LAOs and by codes of provinces; where there is none, nothing is listed."""
    return {
        _OF_LAO: ShortList(RESEARCH, LENGTH, {"lao": tuple(lao)}),
        _OF_PROVINCE: ShortList(RESEARCH, LENGTH, {"province": tuple(province)}),
    }


def research_found(found: Mapping[str, tuple[Hit, ...]]) -> tuple[tuple[Hit, ...], bool]:
    """What it found, and whether it names the LAO itself."""
    return (found[_OF_LAO], True) if found[_OF_LAO] else (found[_OF_PROVINCE], False)
