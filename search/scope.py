"""Which entries a visitor may see and has asked for, as a condition in SQL that every database here understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

MOST_CODES = 100

Param = str | int | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters; the text holds names and placeholders only."""

    text: str
    params: tuple[Param, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """The language a visitor reads, the kinds and facets they chose, and entries to leave out.

    `filters` maps a facet's name to codes of which one must hold; all names must hold.
    """

    locale: str
    kinds: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[tuple[str, str], ...] = ()
    without_ids: tuple[int, ...] = ()

    def leaving(self, ids: Sequence[int]) -> "Scope":
        """The same scope without these entries."""
        return replace(self, without_ids=tuple(ids))

    @property
    def unfiltered(self) -> "Scope":
        """The same language, nothing chosen."""
        return replace(self, kinds=(), filters=())

    def condition(self) -> Sql:
        """What must hold of the entry `d`."""
        pieces = [visible(self.locale)]
        if self.kinds:
            pieces.append(of_kinds(self.kinds))
        pieces += [with_facet(name, codes) for name, codes in self.filters]
        pieces += [Sql("NOT (d.kind = %s AND d.key = %s)", pair) for pair in self.without]
        if self.without_ids:
            pieces.append(Sql(f"d.id NOT IN ({_places(self.without_ids)})", self.without_ids))
        return all_of(pieces)


def scope(
    locale: str,
    kinds: Sequence[str] | str | None = None,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    without: Sequence[tuple[str, str]] = (),
) -> Scope:
    """A scope from what callers have at hand: one kind or several, one code or several; blank filters do not filter."""
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds or ())
    chosen = []
    for name, codes in (filters or {}).items():
        listed = (codes,) if isinstance(codes, str) else tuple(codes)
        if kept := tuple(dict.fromkeys(code for code in listed if code))[:MOST_CODES]:
            chosen.append((name, kept))
    return Scope(locale, tuple(kind for kind in kinds if kind), tuple(chosen), tuple(without))


def all_of(pieces: Sequence[Sql]) -> Sql:
    """Every piece holds."""
    return Sql(" AND ".join(piece.text for piece in pieces), tuple(p for piece in pieces for p in piece.params))


def of_kinds(kinds: Sequence[str]) -> Sql:
    """The entry is of one of these kinds."""
    return Sql(f"d.kind IN ({_places(kinds)})", tuple(kinds))


def with_facet(name: str, codes: Sequence[str]) -> Sql:
    """The entry has one of these codes."""
    text = f"EXISTS (SELECT 1 FROM search_entryfacet f WHERE f.entry_id = d.id AND f.name = %s AND f.code IN ({_places(codes)}))"  # noqa: S608
    return Sql(text, (name, *codes))


def with_ids(ids: Sequence[int]) -> Sql:
    """The entry is one of these; none where there are none."""
    return Sql(f"d.id IN ({_places(ids)})", tuple(ids)) if ids else Sql("1 = 0")


def _places(values: Sequence[Param]) -> str:
    return ", ".join(["%s"] * len(values))


def visible(locale: str) -> Sql:
    """Entries in this language, and those in the site's first language that are not translated into it."""
    first = settings.LANGUAGE_CODE
    if locale == first:
        return Sql("d.is_visible AND d.locale = %s", (first,))
    untranslated = (
        "NOT EXISTS (SELECT 1 FROM search_entry o WHERE o.kind = d.kind AND o.translation_key = d.translation_key"
        " AND o.locale = %s AND o.is_visible)"
    )
    return Sql(f"d.is_visible AND (d.locale = %s OR (d.locale = %s AND {untranslated}))", (locale, first, locale))
