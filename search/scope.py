"""Which entries a visitor may see and has asked for, as a condition in SQL that every database here understands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import get_language

MOST_CODES = 100
_LARGEST = 2**63 - 1

Param = str | int | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters; the text holds names and placeholders only."""

    text: str
    params: tuple[Param, ...] = ()


FacetSql = Callable[[str, Sequence[str]], Sql]


@dataclass(frozen=True, slots=True)
class Scope:
    """The language a visitor reads, the kinds, facets, prices and stock they chose, and entries to leave out.

    `filters` maps a facet's name to codes of which one must hold; all names must hold. Prices are in satang, both ends
    among them; what has no price is in no range. `is_translated`: everything of these kinds exists in every language.
    """

    locale: str
    kinds: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    without_ids: tuple[int, ...] = ()
    price_from: int | None = None
    price_to: int | None = None
    in_stock: bool = False
    is_translated: bool = False

    def leaving(self, ids: Sequence[int]) -> "Scope":
        """The same scope without these entries."""
        return replace(self, without_ids=tuple(ids))

    @property
    def unfiltered(self) -> "Scope":
        """The same language, nothing chosen."""
        return Scope(self.locale)

    def goods(self) -> list[Sql]:
        """What must hold of price and stock; empty where nothing was chosen."""
        pieces = []
        if self.price_from is not None:
            pieces.append(Sql("d.price >= %s", (_in_range(self.price_from),)))
        if self.price_to is not None:
            pieces.append(Sql("d.price <= %s", (_in_range(self.price_to),)))
        if self.in_stock:
            pieces.append(Sql("d.in_stock"))
        return pieces

    def condition(self, facet: "FacetSql | None" = None) -> Sql:
        """What must hold of the entry `d`; `facet` says how a facet is asked for, `with_facet` where none is given."""
        facet = facet or with_facet
        pieces = [visible(self.locale, translated=self.is_translated)]
        if self.kinds:
            pieces.append(of_kinds(self.kinds))
        pieces += [facet(name, codes) for name, codes in self.filters]
        pieces += self.goods()
        pieces += [Sql("NOT (d.kind = %s AND d.key = %s)", pair) for pair in self.without]
        if self.without_ids:
            pieces.append(Sql(f"d.id NOT IN ({_places(self.without_ids)})", self.without_ids))
        return all_of(pieces)


def scope(
    locale: str,
    kinds: Sequence[str] | str | None = None,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    without: Sequence[tuple[str, str]] = (),
    *,
    price_from: int | None = None,
    price_to: int | None = None,
    in_stock: bool = False,
    is_translated: bool = False,
) -> Scope:
    """A scope from what callers have at hand: one kind or several, one code or several; blank filters do not filter."""
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds or ())
    chosen = []
    for name, codes in (filters or {}).items():
        listed = (codes,) if isinstance(codes, str) else tuple(codes)
        if kept := tuple(dict.fromkeys(code for code in listed if code))[:MOST_CODES]:
            chosen.append((name, kept))
    return Scope(
        locale,
        tuple(kind for kind in kinds if kind),
        tuple(chosen),
        tuple(without),
        price_from=price_from,
        price_to=price_to,
        in_stock=in_stock,
        is_translated=is_translated,
    )


def language() -> str:
    """The active language as documents name it, the first language where none is active."""
    active = get_language() or settings.LANGUAGE_CODE
    names = {code for code, _ in settings.LANGUAGES}
    return active if active in names else active.split("-")[0]


def all_of(pieces: Sequence[Sql]) -> Sql:
    """Every piece holds."""
    return Sql(" AND ".join(piece.text for piece in pieces), tuple(p for piece in pieces for p in piece.params))


def of_kinds(kinds: Sequence[str]) -> Sql:
    """The entry is of one of these kinds."""
    return Sql(f"d.kind IN ({_places(kinds)})", tuple(kinds))


def with_facet(name: str, codes: Sequence[str]) -> Sql:
    """The entry has one of these codes."""
    # Read once for the whole list; EXISTS would be asked of every entry.
    text = f"d.id IN (SELECT f.entry_id FROM search_entryfacet f WHERE f.name = %s AND f.code IN ({_places(codes)}))"  # noqa: S608 - only names of ours and placeholders
    return Sql(text, (name, *codes))


def scanned_facet(name: str, codes: Sequence[str]) -> Sql:
    """As `with_facet`, for whoever reads all entries by an index that holds no more than is asked."""
    found = with_facet(name, codes)
    # The sign keeps SQLite from fetching each entry by its number, which reads the whole of it.
    return Sql(f"+{found.text}", found.params)


def walked_facet(name: str, codes: Sequence[str]) -> Sql:
    """As `with_facet`, for whoever goes through entries in their order and stops early: each is asked by itself."""
    text = f"EXISTS (SELECT 1 FROM search_entryfacet f WHERE f.name = %s AND f.code IN ({_places(codes)}) AND f.entry_id = d.id)"  # noqa: S608 - only names of ours and placeholders
    return Sql(text, (name, *codes))


def with_ids(ids: Sequence[int]) -> Sql:
    """The entry is one of these; none where there are none."""
    return Sql(f"d.id IN ({_places(ids)})", tuple(ids)) if ids else Sql("1 = 0")


def _in_range(satang: int) -> int:
    """A number that every database here takes; no price is beyond it."""
    return max(0, min(satang, _LARGEST))


def _places(values: Sequence[Param]) -> str:
    return ", ".join(["%s"] * len(values))


def visible(locale: str, *, translated: bool = False) -> Sql:
    """Entries in this language, and those in the site's first language that are not translated into it.

    `translated`: there are none of the latter, which saves asking each.
    """
    first = settings.LANGUAGE_CODE
    if translated or locale == first:
        return Sql("d.is_visible AND d.locale = %s", (locale,))
    untranslated = (
        "NOT EXISTS (SELECT 1 FROM search_entry o WHERE o.kind = d.kind AND o.translation_key = d.translation_key"
        " AND o.locale = %s AND o.is_visible)"
    )
    return Sql(f"d.is_visible AND (d.locale = %s OR (d.locale = %s AND {untranslated}))", (locale, first, locale))
