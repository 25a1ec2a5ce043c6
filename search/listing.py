"""Reads entries from the index and makes them ready to show."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search import tallies
from search.memory import remember
from search.models import Entry
from search.query import Query
from search.registry import registry
from search.results import Hit
from search.scope import Scope, Sql, all_of, scanned_facet, walked_facet, with_ids
from search.text.snippets import LENGTH, Parts, has_hit, highlight, snippet

_ORDERS = {
    "newest": "(d.published_at IS NULL), d.published_at DESC, d.id DESC",
    "oldest": "(d.published_at IS NULL), d.published_at, d.id",
    "title": "d.sort_key{collation}, d.id",
    "price": "(d.price IS NULL), d.price, d.id",
    "-price": "(d.price IS NULL), d.price DESC, d.id",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """The first `limit` entries of a scope in an order."""

    within: Scope
    order: str
    limit: int


def size() -> int:
    """How many entries the index holds."""
    return _number(Sql("SELECT count(*) FROM search_entry"))


def count(within: Scope) -> int:
    """How many entries are in the scope; what is kept by facet is not counted again."""
    if _is_kept(within) and (known := _kept_count(within)) is not None:
        return known
    condition = within.condition(scanned_facet if _is_kept(within) else None)
    return _number(Sql(f"SELECT count(*) FROM search_entry d WHERE {condition.text}", condition.params))  # noqa: S608 - only names of ours and placeholders


def rows(within: Scope, order: str, limit: int, offset: int) -> Iterator[Hit]:
    """Entries in the scope, ready to show. Raises ValueError for an order that is not known."""
    condition = within.condition(walked_facet if _is_soon_found(within, limit + offset) else None)
    entries = Entry.objects.raw(
        f"SELECT d.* FROM search_entry d WHERE {condition.text} ORDER BY {_by(order)} LIMIT %s OFFSET %s",  # noqa: S608 - only names of ours and placeholders
        [*condition.params, limit, offset],
    )
    for entry in entries:
        yield _hit(entry, within.locale)


def _is_kept(within: Scope) -> bool:
    """Whether `tallies` knows how many the facets of this scope have: one kind, of which each language has everything."""
    return within.is_translated and len(within.kinds) == 1


def _kept_count(within: Scope) -> int | None:
    """The number of entries where `tallies` says it: no choice, or one code of one facet; else None."""
    if within.without or within.without_ids or within.goods() or len(within.filters) > 1:
        return None
    name, codes = within.filters[0] if within.filters else (tallies.ALL, (tallies.ALL,))
    if len(codes) > 1:
        return None
    return tallies.sizes(within.kinds[0], within.locale, [(name, codes)])[0]


def _is_soon_found(within: Scope, wanted: int) -> bool:
    """Whether so many entries are met sooner by going through all in order than by gathering what a facet has first.

    Facets are taken to be independent of each other, which is near enough to choose by.
    """
    if not within.filters or not _is_kept(within):
        return False
    asked = [(tallies.ALL, (tallies.ALL,)), *within.filters]
    name = ("facet sizes", within.kinds, within.locale, within.filters)
    total, *sizes = remember(name, lambda: tallies.sizes(within.kinds[0], within.locale, asked))
    expected = float(wanted)
    for size in sizes:
        expected *= total / max(1, size)
    return expected < min(sizes)


def _by(order: str) -> str:
    if order not in _ORDERS:
        raise ValueError(f"{order!r} is no order; there are {', '.join(_ORDERS)}.")
    # The key is made to be compared by code point, which is what SQLite does.
    return _ORDERS[order].format(collation=' COLLATE "C"' if connection.vendor == "postgresql" else "")


def rows_of_each(cuts: Sequence[Cut]) -> list[tuple[Hit, ...]]:
    """The entries of each cut, ready to show, in one query. Raises ValueError for an order that is not known."""
    pieces = [_numbered(number, cut) for number, cut in enumerate(cuts)]
    found: list[list[tuple[int, Hit]]] = [[] for _cut in cuts]
    params = [param for piece in pieces for param in piece.params]
    rows: Any = Entry.objects.raw(" UNION ALL ".join(piece.text for piece in pieces), params) if pieces else ()
    for row in rows:
        found[row.cut].append((row.place, _hit(row, cuts[row.cut].within.locale)))
    return [tuple(hit for _place, hit in sorted(hits, key=lambda pair: pair[0])) for hits in found]


def _numbered(number: int, cut: Cut) -> Sql:
    """The entries of one cut, each with the cut's number and its place in it: a union keeps no order."""
    condition, by = cut.within.condition(), _by(cut.order)
    first = f"SELECT d.* FROM search_entry d WHERE {condition.text} ORDER BY {by} LIMIT %s"  # noqa: S608 - only names of ours and placeholders
    # Numbered after it is cut: numbering all of them first would read them all.
    text = f"SELECT d.*, {number:d} AS cut, ROW_NUMBER() OVER (ORDER BY {by}) AS place FROM ({first}) d"  # noqa: S608 - only names of ours and placeholders
    return Sql(text, (*condition.params, cut.limit))


def inside(within: Scope, entries: Sequence[int]) -> list[int]:
    """Those among the entries that are in the scope."""
    if not entries:
        return []
    condition = all_of([within.condition(), with_ids(entries)])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT d.id FROM search_entry d WHERE {condition.text}", condition.params)  # noqa: S608 - only names of ours and placeholders
        return [entry for (entry,) in cursor.fetchall()]


def resolved(references: Collection[tuple[str, str]], locale: str) -> dict[tuple[str, str], Hit]:
    """What these (kind, key) pairs name now, in this language where it exists in it; one query however many."""
    if not references:
        return {}
    kinds, keys = {kind for kind, _ in references}, {key for _, key in references}
    visible = Entry.objects.filter(kind__in=kinds, is_visible=True)
    same = visible.filter(key__in=keys).values("translation_key")
    entries = list(visible.filter(translation_key__in=same).order_by("pk"))
    in_locale = {(one.kind, one.translation_key): one for one in entries if one.locale == locale}
    named = {(one.kind, one.key): one for one in entries if (one.kind, one.key) in references}
    return {
        reference: _hit(in_locale.get((one.kind, one.translation_key), one), locale) for reference, one in named.items()
    }


def shown(query: Query, entries: Sequence[int], locale: str) -> Iterator[Hit]:
    """These entries in this order, with what the query hits marked."""
    found = Entry.objects.select_related("text").in_bulk(entries)
    for pk in entries:
        if entry := found.get(pk):
            text, is_cut = _snippet(entry, query.marked)
            yield _hit(entry, locale, highlight(entry.title, query.marked), text, is_cut=is_cut)


def _snippet(entry: Entry, terms: Sequence[str]) -> tuple[Parts, bool]:
    """From the summary where it is hit, else from the body, else the summary as it is; and whether its text goes on."""
    from_summary = snippet(entry.summary, terms, LENGTH)
    if not has_hit(from_summary):
        from_body = snippet(entry.text.body, terms, LENGTH)
        if has_hit(from_body) or not from_summary:
            return from_body, not _ends(entry.text.body, from_body)
    return from_summary, not _ends(entry.summary, from_summary)


def _ends(text: str, parts: Parts) -> bool:
    return text.rstrip().endswith("".join(part for part, _ in parts).rstrip())


def _hit(entry: Entry, locale: str, title: Parts = (), text: Parts = (), *, is_cut: bool = False) -> Hit:
    source = registry.sources().get(entry.kind)
    return Hit(
        kind=entry.kind,
        kind_label=source.label if source else entry.kind,
        key=entry.key,
        locale=entry.locale,
        lang=entry.locale if entry.locale != locale else "",
        title=entry.title,
        url=entry.url,
        summary=entry.summary,
        photo_id=entry.photo_id,
        facets={name: tuple(codes) for name, codes in entry.facets.items()},
        published_at=entry.published_at,
        price=entry.price,
        in_stock=entry.in_stock,
        title_parts=title,
        snippet=text,
        is_cut=is_cut,
        translation_key=entry.translation_key,
    )


def _number(statement: Sql) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        return int(cursor.fetchone()[0])
