"""PostgreSQL's tsvector over words that are already cut, in the `simple` configuration.

Two generated columns beside the rows hold the vectors, so the database keeps them true. PostgreSQL has no BM25: its
`ts_rank` chooses candidates, and BM25 over these is counted here.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from search.backends.base import WEIGHTS, Backend, Match
from search.query import Query
from search.scope import Param, Scope, Sql

ROWS = "search_entrytext"
_VECTORS = {
    "words_vector": "setweight(to_tsvector('simple'::regconfig, title_words), 'A')"
    " || setweight(to_tsvector('simple'::regconfig, title_parts), 'B')"
    " || setweight(to_tsvector('simple'::regconfig, body_words), 'C')"
    " || setweight(to_tsvector('simple'::regconfig, body_parts), 'D')",
    "titles_vector": "array_to_tsvector(string_to_array(title_trigrams, ' '))",
}
_RANK = "ts_rank('{0.25, 0.25, 1.0, 1.0}', t.words_vector, %s::tsquery, 1)"
_K1, _B = 1.2, 0.75
_MOST_TRIGRAMS = 16


class PostgresBackend(Backend):
    """Words and trigrams of titles in two generated columns with GIN indexes."""

    candidates = 60

    def install(self) -> None:
        """Add the columns and indexes that are missing; where none is, no lock is taken."""
        columns, indexes = _columns(), _indexes()
        with transaction.atomic(), connection.cursor() as cursor:
            for column, expression in _VECTORS.items():
                if column not in columns:
                    cursor.execute(
                        f"ALTER TABLE {ROWS} ADD COLUMN {column} tsvector GENERATED ALWAYS AS ({expression}) STORED"
                    )
                    # More words in the statistics from which common ones are known.
                    cursor.execute(f"ALTER TABLE {ROWS} ALTER COLUMN {column} SET STATISTICS 500")
                if f"{ROWS}_{column}" not in indexes:
                    cursor.execute(f"DROP INDEX IF EXISTS {ROWS}_{column}")
                    cursor.execute(f"CREATE INDEX {ROWS}_{column} ON {ROWS} USING gin ({column})")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep the planner from reading whole rows: it does not know what unpacking every vector costs (370 ms or 4)."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            yield
            cursor.execute("SET LOCAL enable_seqscan = DEFAULT")

    def matching(self, query: Query) -> Sql:
        """A SELECT of ids by @@. Phrases are left to the ranking: the index would have to read every row for them."""
        return Sql(f"SELECT entry_id FROM {ROWS} WHERE words_vector @@ %s::tsquery", (_any(query.terms),))  # noqa: S608 - only names of ours and placeholders

    def match(self, query: Query, scope: Scope, *, limit: int, offset: int = 0) -> list[Match]:
        """In the order of ts_rank; the first ones carry BM25 as their score and are in its order."""
        if not query:
            return []
        condition = scope.condition()
        found = _rows(
            f"WITH m AS MATERIALIZED (SELECT t.entry_id, {_RANK} AS score FROM {ROWS} t"  # noqa: S608 - only names of ours and placeholders
            " WHERE t.words_vector @@ %s::tsquery) SELECT d.id, m.score FROM m JOIN search_entry d ON d.id = m.entry_id"
            f" WHERE {condition.text} ORDER BY m.score DESC, d.id DESC LIMIT %s OFFSET %s",
            (_ranking(query), _any(query.terms), *condition.params, limit, offset),
        )
        if offset:
            return [Match(entry, float(score)) for entry, score in found]
        return self._scored(query, [entry for entry, _ in found])

    def titles(self, query: Query, scope: Scope, *, limit: int) -> list[Match]:
        """Best first by how many of the query's rarer trigrams are shared; a shorter title wins."""
        if not query.trigrams:
            return []
        often = _common("titles_vector")
        rarest = sorted(query.trigrams, key=lambda gram: often.get(gram, 0.0))[:_MOST_TRIGRAMS]
        grams, condition = _any(rarest), scope.condition()
        found = _rows(
            "WITH m AS MATERIALIZED (SELECT t.entry_id, t.title_trigrams, ts_rank(t.titles_vector, %s::tsquery) AS score"  # noqa: S608 - only names of ours and placeholders
            f" FROM {ROWS} t WHERE t.titles_vector @@ %s::tsquery) SELECT d.id, m.title_trigrams, m.score"
            f" FROM m JOIN search_entry d ON d.id = m.entry_id WHERE {condition.text}"
            " ORDER BY m.score DESC, length(m.title_trigrams), d.id DESC LIMIT %s",
            (grams, grams, *condition.params, limit),
        )
        weight, wanted = 0.5 * math.log(_size() + 1), set(query.trigrams)
        return [Match(entry, weight * len(wanted.intersection(title.split()))) for entry, title, _ in found]

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Common words as the database's own statistics have them, rare ones counted through the index."""
        total = _size()
        known = {word: round(share * total) for word, share in _common("words_vector").items() if word in terms}
        rare = [term for term in terms if term not in known]
        if rare:
            one = f"SELECT %s, (SELECT count(*) FROM {ROWS} WHERE words_vector @@ %s::tsquery)"  # noqa: S608 - only names of ours and placeholders
            params = [value for term in rare for value in (term, _quoted(term))]
            known |= dict(_rows(" UNION ALL ".join([one] * len(rare)), params))
        return known

    def problems(self) -> list[str]:
        """Columns and indexes that are missing or broken; a generated column itself cannot disagree with its row."""
        columns, indexes = _columns(), _indexes()
        found = [f"{ROWS}.{column} is missing from the database." for column in _VECTORS if column not in columns]
        return found + [
            f"The index {ROWS}_{column} is missing or broken."
            for column in _VECTORS
            if f"{ROWS}_{column}" not in indexes
        ]

    def rebuild(self) -> None:
        """Make the indexes anew; searches go on meanwhile unless the caller is in a transaction."""
        self.install()
        how = "" if connection.in_atomic_block else "CONCURRENTLY "
        with connection.cursor() as cursor:
            for column in _VECTORS:
                cursor.execute(f"REINDEX INDEX {how}{ROWS}_{column}")
        self.refresh()

    def refresh(self) -> None:
        """Let the database count its words anew."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {ROWS}")

    def _scored(self, query: Query, entries: Sequence[int]) -> list[Match]:
        """BM25 of these entries as FTS5 counts it, best first."""
        if not entries:
            return []
        known = self.frequencies(query.terms)
        total = _size()
        rows = _rows(
            f"SELECT entry_id, {', '.join(WEIGHTS)} FROM {ROWS} WHERE entry_id = ANY(%s)",  # noqa: S608 - only names of ours and placeholders
            (list(entries),),
        )
        texts = {entry: dict(zip(WEIGHTS, columns, strict=True)) for entry, *columns in rows}
        sizes = {entry: 1 + sum(text.count(" ") + 1 for text in columns.values()) for entry, columns in texts.items()}
        mean = sum(sizes.values()) / len(sizes)
        found = [
            Match(entry, _bm25(query, columns, sizes[entry] / mean, known, total)) for entry, columns in texts.items()
        ]
        return sorted(found, key=lambda match: (-match.score, -match.entry))


def _bm25(query: Query, columns: Mapping[str, str], length: float, known: Mapping[str, int], total: int) -> float:
    counts = {name: Counter(text.split()) for name, text in columns.items()}
    score = 0.0
    for term in query.terms:
        often = sum(weight * counts[name][term] for name, weight in WEIGHTS.items())
        score += _saturated(often, length) * _idf(known.get(term, 0), total)
    for first, second in query.phrases:
        often = sum(
            WEIGHTS[name] * f" {columns[name]} ".count(f" {first} {second} ") for name in ("title_words", "body_words")
        )
        rare = min(known.get(first, total), known.get(second, total))
        score += _saturated(often, length) * _idf(rare // 2, total)
    return score


def _saturated(often: float, length: float) -> float:
    return often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * length)) if often else 0.0


def _idf(frequency: int, total: int) -> float:
    return max(1e-6, math.log((total - frequency + 0.5) / (frequency + 0.5))) if frequency < total else 1e-6


def _columns() -> set[str]:
    statement = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND NOT attisdropped"
    return {name for (name,) in _rows(statement, (ROWS,))}


def _indexes() -> set[str]:
    """Names of the indexes that are whole."""
    statement = (
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indrelid = %s::regclass AND i.indisvalid"
    )
    return {name for (name,) in _rows(statement, (ROWS,))}


def _size() -> int:
    return int(_rows(f"SELECT count(*) FROM {ROWS}", ())[0][0])  # noqa: S608 - only names of ours and placeholders


def _common(column: str) -> dict[str, float]:
    """Lexemes that ANALYZE found often, each with its share of the rows."""
    found = _rows(
        "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
        " WHERE schemaname = current_schema() AND tablename = %s AND attname = %s",
        (ROWS, column),
    )
    if not found or found[0][0] is None:
        return {}
    # Behind the shares stand the smallest, the largest and that of NULL.
    return dict(zip(found[0][0], found[0][1], strict=False))


def _any(tokens: Sequence[str]) -> str:
    """A tsquery: any of these."""
    return " | ".join(_quoted(token) for token in tokens)


def _ranking(query: Query) -> str:
    """A tsquery: any term anywhere, or any phrase among the words (weights A and C)."""
    phrases = [f"({_quoted(first)}:AC <-> {_quoted(second)}:AC)" for first, second in query.phrases]
    return " | ".join([_any(query.terms), *phrases])


def _quoted(token: str) -> str:
    """The token as a tsquery string, in which nothing is an operator."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _rows(statement: str, params: Sequence[Param]) -> list[tuple]:  # type: ignore[type-arg]  # columns differ by statement
    with connection.cursor() as cursor:
        cursor.execute(statement, tuple(params))
        return list(cursor.fetchall())
