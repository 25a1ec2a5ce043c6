"""Which codes of a facet there are among what visitors may find."""

from search.models import EntryFacet


def codes(facet: str, *, kind: str, having: str) -> set[str]:
    """The codes of `facet` on visible things of a kind that have any code of the facet `having`; one query."""
    having_it = EntryFacet.objects.filter(name=having, entry__kind=kind, entry__is_visible=True)
    rows = EntryFacet.objects.filter(name=facet, entry__in=having_it.values("entry"))
    return set(rows.values_list("code", flat=True).distinct())
