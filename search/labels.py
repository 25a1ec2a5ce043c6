"""Names of a facet's codes as lists show them, remembered while nothing changes."""

from collections.abc import Collection

from django.utils.translation import get_language

from search.memory import remember
from search.registry import registry

PROVINCE = "province"
# Two digits, as the registry of places has them.
_PROVINCES = [f"{number:02}" for number in range(10, 100)]


def province_names(codes: Collection[str]) -> dict[str, str]:
    """Names of provinces by code in the language of the moment; a code that means nothing is left out.

    One query however many and however often: all of them are read together, for every list of the site.
    """
    if not codes:
        return {}
    names = remember(("province names", get_language()), _all_provinces)
    return {code: names[code] for code in codes if code in names}


def _all_provinces() -> dict[str, str]:
    facet = registry.facets().get(PROVINCE)
    return dict(facet.labels(_PROVINCES)) if facet is not None else {}
