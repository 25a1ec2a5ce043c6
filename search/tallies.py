"""How many entries each code of each facet has, kept with every write, so that no list counts all there is.

Only what a visitor may see is counted. `search_check` proves the numbers, and mends them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Count, Q

from search.generations import hold
from search.models import Entry, EntryFacet, FacetCount

# No facet and no code: everything of a kind in a language.
ALL = ""
_BATCH = 500

# Language, facet, code.
Name = tuple[str, str, str]


def of(entries: Iterable[Entry]) -> "Counter[Name]":
    """What these entries count for."""
    return Counter(
        name
        for entry in entries
        if entry.is_visible
        for name in (
            (entry.locale, ALL, ALL),
            *((entry.locale, facet, str(code)) for facet, codes in entry.facets.items() for code in set(codes)),
        )
    )


def add(kind: str, before: "Counter[Name]", after: "Counter[Name]") -> None:
    """Write down that what counted for `before` counts for `after` now; inside the transaction of the change."""
    after = Counter(after)
    after.subtract(before)
    changed = sorted((name, number) for name, number in after.items() if number)
    if not changed:
        return
    hold()
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_facetcount (kind, locale, name, code, number) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (kind, locale, name, code) DO UPDATE SET number = search_facetcount.number + EXCLUDED.number",
            [(kind, *name, number) for name, number in changed],
        )


def counts(kind: str, locale: str, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """The numbers of these facets by code; one query, as long as there are codes and no longer."""
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    rows = FacetCount.objects.filter(kind=kind, locale=locale, name__in=names, number__gt=0)
    for name, code, number in rows.values_list("name", "code", "number"):
        found[name][code] = number
    return found


def sizes(kind: str, locale: str, asked: Sequence[tuple[str, Sequence[str]]]) -> list[int]:
    """How many entries have one of the codes of each of these (facet, codes), at most; one query."""
    wanted = Q()
    for name, codes in asked:
        wanted |= Q(name=name, code__in=codes)
    rows = FacetCount.objects.filter(wanted, kind=kind, locale=locale).values_list("name", "code", "number")
    numbers = {(name, code): number for name, code, number in rows}
    return [sum(numbers.get((name, code), 0) for code in codes) for name, codes in asked]


def problems() -> Iterator[tuple[str, str]]:
    """Kinds whose numbers differ from the entries, with what differs."""
    kept = {(row.kind, row.locale, row.name, row.code): row.number for row in FacetCount.objects.all() if row.number}
    true = _true()
    for key in sorted(kept.keys() | true.keys()):
        if kept.get(key, 0) != true.get(key, 0):
            kind, *rest = key
            yield kind, f"{' '.join(rest)}: {kept.get(key, 0)} in place of {true.get(key, 0)}"


def rebuild() -> None:
    """Count everything anew."""
    with transaction.atomic():
        hold()
        FacetCount.objects.all().delete()
        FacetCount.objects.bulk_create(
            [
                FacetCount(kind=kind, locale=locale, name=name, code=code, number=number)
                for (kind, locale, name, code), number in _true().items()
            ],
            batch_size=_BATCH,
        )


def _true() -> Mapping[tuple[str, str, str, str], int]:
    seen = Entry.objects.filter(is_visible=True).order_by()
    rows = EntryFacet.objects.filter(entry__is_visible=True).order_by()
    facets = rows.values_list("entry__kind", "entry__locale", "name", "code").annotate(number=Count("pk"))
    every = seen.values_list("kind", "locale").annotate(number=Count("pk"))
    return {
        **{(kind, locale, name, code): number for kind, locale, name, code, number in facets},
        **{(kind, locale, ALL, ALL): number for kind, locale, number in every},
    }
