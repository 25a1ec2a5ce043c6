"""Finds: words to candidates, candidates ranked once more, a page of them made ready to show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from search import counting, listing
from search.backends import backend
from search.memory import remember
from search.models import EntryText
from search.query import Query, parse
from search.ranking import LEAST_SHARE, LEAST_SHARE_ALONE, Candidate, ranked, title_share
from search.registry import registry
from search.results import Hit, Results
from search.scope import Scope, language, scope

MOST_PAGES = 500
MOST_PER_PAGE = 100
_TITLE_CANDIDATES = 20
_BODY_SEEN = 6_000
# A word in more than this share of a large index tells nothing beside a rarer one.
_COMMON_SHARE = 0.1
_LARGE = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """What matches: the query as it was asked of the engine, entries that only titles bring, and the best, in order."""

    query: Query
    by_title: tuple[int, ...] = ()
    head: tuple[int, ...] = ()
    by_words: int = 0


def find(
    text: str,
    kinds: Sequence[str] | str | None = None,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    locale: str | None = None,
    page: int = 1,
    per_page: int = 20,
    facets: Sequence[str] = (),
    *,
    price_from: int | None = None,
    price_to: int | None = None,
    in_stock: bool = False,
) -> Results:
    """One page of what a visitor finds by `text`, best first; blank text finds nothing.

    Prices are in satang, both ends among them; with a price or `in_stock` only what has one is found. Shows things in
    `locale` (default: the active language) and those that exist in the first language only. Pages beyond 500 or the
    last one give the last; more than 100 a page are not given. Any text is accepted. Results by kind are always counted,
    results by the codes of a facet for those named in `facets`.
    """
    per_page = max(1, min(per_page, MOST_PER_PAGE))
    query = parse(text)
    within = scope(locale or language(), kinds, filters, price_from=price_from, price_to=price_to, in_stock=in_stock)
    if not query:
        return Results(typed=query.typed, per_page=per_page)
    # The same for every page of the results, and for everybody who types these words.
    found, tally = remember(
        ("found", query, within, tuple(facets)), lambda: _counted(query, within, facets), is_asked=True
    )
    last = min(MOST_PAGES, max(1, -(-tally.total // per_page)))
    page = max(1, min(page, last))
    ids = _page_of(found, within, (page - 1) * per_page, per_page)
    hits = tuple(listing.shown(query, ids, within.locale))
    return _results(query, hits, tally, within, facets=facets, page=page, per_page=per_page)


def browse(
    kind: Sequence[str] | str | None = None,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    order: str = "newest",
    locale: str | None = None,
    page: int = 1,
    per_page: int = 20,
    without: Sequence[tuple[str, str]] = (),
    count: bool = True,
    *,
    price_from: int | None = None,
    price_to: int | None = None,
    in_stock: bool = False,
) -> Results:
    """One page of what there is, by kinds, facets, price (satang, both ends) and stock: one query, one more to count.

    `order` is newest, oldest, title, price or -price; `without` leaves out (kind, key) pairs. Raises ValueError for
    another order.
    """
    per_page = max(1, min(per_page, MOST_PER_PAGE))
    within = scope(
        locale or language(),
        kind,
        filters,
        without,
        price_from=price_from,
        price_to=price_to,
        in_stock=in_stock,
        is_translated=registry.are_translated(kind),
    )
    total = remember(("count", within), lambda: listing.count(within)) if count else 0
    last = min(MOST_PAGES, max(1, -(-total // per_page))) if count else MOST_PAGES
    page = max(1, min(page, last))
    hits = tuple(listing.rows(within, order, per_page, (page - 1) * per_page))
    return Results(
        typed="", hits=hits, total=total if count else len(hits), in_all_kinds=total, page=page, per_page=per_page
    )


def resolve(references: Collection[tuple[str, str]], locale: str | None = None) -> dict[tuple[str, str], Hit]:
    """What references to things of another world name now, in `locale` (default: the active language) where they can.

    A reference is (kind, key). What is withdrawn, or never was, is left out.
    """
    return listing.resolved(references, locale or language())


def _results(
    query: Query,
    hits: tuple[Hit, ...],
    tally: counting.Tally,
    within: Scope,
    *,
    facets: Sequence[str],
    page: int,
    per_page: int,
) -> Results:
    return Results(
        typed=query.typed,
        hits=hits,
        total=tally.total,
        in_all_kinds=tally.in_all_kinds,
        kinds=tally.kind_choices(within),
        facets=tally.facet_choices(within, facets),
        page=page,
        per_page=per_page,
    )


def _counted(query: Query, within: Scope, facets: Sequence[str]) -> tuple[Found, counting.Tally]:
    with backend().reading():
        found = _found(query, within)
        return found, counting.tally(found.query, found.by_title, within, facets)


def _found(query: Query, within: Scope) -> Found:
    engine = backend()
    total = listing.size()
    if total > _LARGE:
        query = query.rarer_than(total * _COMMON_SHARE, engine.frequencies(query.terms))
    words = {match.entry: match.score for match in engine.match(query, within, limit=engine.candidates)}
    # Asked without kinds and facets, so that counts beside the choices speak of the same entries.
    titles = {match.entry: match.score for match in engine.titles(query, within.unfiltered, limit=_TITLE_CANDIDATES)}
    texts = _texts([*words, *titles])
    least = LEAST_SHARE if words else LEAST_SHARE_ALONE
    by_title = tuple(entry for entry in titles if entry in texts and title_share(query, texts[entry][0]) >= least)
    late = listing.inside(within, [entry for entry in by_title if entry not in words])
    candidates = [
        Candidate(entry, words.get(entry, 0.0), titles.get(entry, 0.0), *texts[entry])
        for entry in [*words, *late]
        if entry in texts
    ]
    return Found(query, by_title, tuple(ranked(query, candidates, total)), len(words))


def _texts(entries: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Title and body without spaces, by entry."""
    rows = EntryText.objects.filter(entry__in=entries).values_list("entry_id", "title_words", "body_words")
    return {entry: (title.replace(" ", ""), body[:_BODY_SEEN].replace(" ", "")) for entry, title, body in rows}


def _page_of(found: Found, within: Scope, start: int, size: int) -> list[int]:
    """Entries of one page: first those ranked once more, behind them the others in the engine's order."""
    ids = list(found.head[start : start + size])
    engine = backend()
    if len(ids) < size and found.by_words == engine.candidates:
        rest = within.leaving(found.head)
        behind = max(0, start - len(found.head))
        with engine.reading():
            ids += [match.entry for match in engine.match(found.query, rest, limit=size - len(ids), offset=behind)]
    return ids
