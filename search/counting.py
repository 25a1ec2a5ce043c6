"""How many results each kind and each facet's code would give, in one statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from search import tallies
from search.backends import backend
from search.memory import remember
from search.query import Query
from search.registry import registry
from search.results import Choice, FacetChoices
from search.scope import Scope, Sql, all_of, language, of_kinds, scope, visible, with_facet, with_ids
from search.sources import Facet

_KINDS = ""
# No facet's name: the choice of price and stock, which are counted nowhere and kept everywhere.
_GOODS = "\0goods"


@dataclass(slots=True)
class Tally:
    """Counts by kind and by facet; each leaves its own choice aside and keeps the others."""

    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def in_all_kinds(self) -> int:
        """Results before a kind is chosen."""
        return sum(self.kinds.values())

    def kind_choices(self, within: Scope) -> tuple[Choice, ...]:
        """Kinds with results, and those chosen, the fullest first."""
        choices = [
            Choice(kind, source.label, self.kinds.get(kind, 0), kind in within.kinds)
            for kind, source in registry.sources().items()
            if self.kinds.get(kind) or kind in within.kinds
        ]
        return tuple(sorted(choices, key=lambda choice: -choice.count))

    def facet_choices(self, within: Scope, names: Sequence[str]) -> tuple[FacetChoices, ...]:
        """Those of the named facets that have something to choose."""
        facets = registry.facets()
        return tuple(self._facet_choices([facets[name] for name in names if name in facets], dict(within.filters)))

    def _facet_choices(self, facets: Sequence[Facet], chosen: Mapping[str, tuple[str, ...]]) -> Iterator[FacetChoices]:
        for facet in facets:
            name = facet.name
            counts = self.facets.get(name, {})
            codes = [*counts, *(code for code in chosen.get(name, ()) if code not in counts)]
            labels = facet.labels(codes) if codes else {}
            if labels:
                choices = tuple(
                    Choice(code, label, counts.get(code, 0), code in chosen.get(name, ()))
                    for code, label in labels.items()
                )
                yield FacetChoices(name, facet.label, choices)


def tally(query: Query, by_title: Sequence[int], within: Scope, facets: Sequence[str]) -> Tally:
    """Counts over everything that the query matches and over the entries that only titles bring."""
    result = Tally()
    with connection.cursor() as cursor:
        statement = _statement(query, by_title, within, facets)
        cursor.execute(statement.text, statement.params)
        for name, code, count in cursor.fetchall():
            if name == _KINDS:
                result.kinds[code] = count
            else:
                result.facets.setdefault(name, {})[code] = count
    result.total = sum(count for kind, count in result.kinds.items() if not within.kinds or kind in within.kinds)
    return result


def facet_counts(kind: str, names: Sequence[str], locale: str | None = None) -> dict[str, dict[str, int]]:
    """How many things of this kind each code of these facets has, in `locale` (default: the active language).

    One query; remembered while nothing changes.
    """
    within = scope(locale or language(), kind, is_translated=registry.are_translated(kind))
    if within.is_translated:
        return remember(("facet counts", within, tuple(names)), lambda: tallies.counts(kind, within.locale, names))
    return remember(("facet counts", within, tuple(names)), lambda: _facet_counts(within, names))


def _facet_counts(within: Scope, names: Sequence[str]) -> dict[str, dict[str, int]]:
    condition = within.condition()
    places = ", ".join(["%s"] * len(names))
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.name, f.code, count(*) FROM search_entryfacet f JOIN search_entry d ON d.id = f.entry_id"  # noqa: S608 - only names of ours and placeholders
            f" WHERE f.name IN ({places}) AND {condition.text} GROUP BY f.name, f.code",
            (*names, *condition.params),
        )
        for name, code, number in cursor.fetchall():
            found[name][code] = number
    return found


def _statement(query: Query, by_title: Sequence[int], within: Scope, facets: Sequence[str]) -> Sql:
    """One set of what matches, with a flag for each choice, counted once for the kinds and once for each facet."""
    flags: dict[str, Sql] = {_KINDS: of_kinds(within.kinds)} if within.kinds else {}
    flags |= {name: with_facet(name, codes) for name, codes in within.filters}
    if goods := within.goods():
        flags[_GOODS] = all_of(goods)
    names = {name: f"chosen_{number}" for number, name in enumerate(flags)}
    matching, seen, titled = backend().matching(query), visible(within.locale), with_ids(by_title)
    columns = "".join(f", ({flag.text}) AS {names[name]}" for name, flag in flags.items())
    pieces = [
        Sql(
            f"WITH m AS (SELECT d.id, d.kind{columns} FROM search_entry d"  # noqa: S608 - only names of ours and placeholders
            f" WHERE d.id IN ({matching.text} UNION SELECT d.id FROM search_entry d WHERE {titled.text}) AND {seen.text})",
            (*(p for flag in flags.values() for p in flag.params), *matching.params, *titled.params, *seen.params),
        ),
        Sql(f" SELECT %s, m.kind, count(*) FROM m WHERE {_others(names, _KINDS)} GROUP BY m.kind", (_KINDS,)),  # noqa: S608 - only names of ours and placeholders
    ]
    pieces += [
        Sql(
            " UNION ALL SELECT f.name, f.code, count(*) FROM m JOIN search_entryfacet f ON f.entry_id = m.id"  # noqa: S608 - only names of ours and placeholders
            f" WHERE f.name = %s AND {_others(names, name)} GROUP BY f.name, f.code",
            (name,),
        )
        for name in facets
    ]
    return Sql("".join(piece.text for piece in pieces), tuple(p for piece in pieces for p in piece.params))


def _others(names: dict[str, str], own: str) -> str:
    """Every choice holds but the one that is being counted."""
    return " AND ".join(f"m.{column}" for name, column in names.items() if name != own) or "1 = 1"
