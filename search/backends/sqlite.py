"""SQLite's FTS5 over words that are already cut.

The tables hold no text of their own: they index `search_entrytext`, and triggers keep them true. Words arrive joined by
spaces and hold letters, digits and marks only, so the `ascii` tokenizer leaves Thai whole, which FTS5's default does not.
"""

from collections.abc import Mapping, Sequence

from django.db import DatabaseError, connection, transaction

from search.backends.base import WEIGHTS, Backend, Match
from search.query import Query
from search.scope import Param, Scope, Sql

ROWS = "search_entrytext"
WORDS = "search_words"
TITLES = "search_titles"
_COLUMNS = {WORDS: tuple(WEIGHTS), TITLES: ("title_trigrams",)}
# FTS5 ranks every match; the rarest trigrams choose as well and match less.
_MOST_TRIGRAMS = 16
_BM25 = f"-bm25({WORDS}, {', '.join(str(weight) for weight in WEIGHTS.values())})"


class SqliteBackend(Backend):
    """Words in one FTS5 table, trigrams of titles in another."""

    def install(self) -> None:
        """Make the tables and triggers that are missing, and fill tables that were missing."""
        with transaction.atomic(), connection.cursor() as cursor:
            present = self._present()
            for table, columns in _COLUMNS.items():
                if table not in present:
                    cursor.execute(
                        f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns)}, content='{ROWS}',"
                        " content_rowid='entry_id', tokenize='ascii')"
                    )
                    cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 - only names of ours and placeholders
                if f"{table}_terms" not in present:
                    cursor.execute(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab('{table}', 'row')")
            for name, statement in _triggers().items():
                if name not in present:
                    cursor.execute(statement)

    def matching(self, query: Query) -> Sql:
        """A SELECT of rowids by MATCH."""
        return Sql(f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s", (_expression(query),))  # noqa: S608 - only names of ours and placeholders

    def match(self, query: Query, scope: Scope, *, limit: int, offset: int = 0) -> list[Match]:
        """Best first by BM25."""
        if not query:
            return []
        condition = scope.condition()
        return _matches(
            f"SELECT d.id, {_BM25} AS score FROM {WORDS} JOIN search_entry d ON d.id = {WORDS}.rowid"  # noqa: S608 - only names of ours and placeholders
            f" WHERE {WORDS} MATCH %s AND {condition.text} ORDER BY score DESC, d.id DESC LIMIT %s OFFSET %s",
            (_expression(query), *condition.params, limit, offset),
        )

    def titles(self, query: Query, scope: Scope, *, limit: int) -> list[Match]:
        """Best first by BM25 over trigrams."""
        if not query.trigrams:
            return []
        known = self._known(TITLES, query.trigrams)
        rarest = sorted(known, key=lambda gram: known[gram])[:_MOST_TRIGRAMS]
        if not rarest:
            return []
        condition = scope.condition()
        return _matches(
            f"SELECT d.id, -bm25({TITLES}) AS score FROM {TITLES} JOIN search_entry d ON d.id = {TITLES}.rowid"  # noqa: S608 - only names of ours and placeholders
            f" WHERE {TITLES} MATCH %s AND {condition.text} ORDER BY score DESC, d.id DESC LIMIT %s",
            (" OR ".join(_quoted(gram) for gram in rarest), *condition.params, limit),
        )

    def frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """From the index's own vocabulary."""
        return self._known(WORDS, terms)

    def problems(self) -> list[str]:
        """Tables and triggers that are missing, and tables that do not agree with the rows."""
        present = self._present()
        expected = [*_COLUMNS, *(f"{table}_terms" for table in _COLUMNS), *_triggers()]
        found = [f"{name} is missing from the database." for name in expected if name not in present]
        found += [
            f"{table} does not agree with {ROWS}." for table in _COLUMNS if table in present and not _agrees(table)
        ]
        return found

    def rebuild(self) -> None:
        """Make both tables anew; SQLite does it in one transaction."""
        self.install()
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _COLUMNS:
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")  # noqa: S608 - only names of ours and placeholders
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - only names of ours and placeholders

    def _known(self, table: str, terms: Sequence[str]) -> dict[str, int]:
        if not terms:
            return {}
        with connection.cursor() as cursor:
            places = ", ".join(["%s"] * len(terms))
            cursor.execute(f"SELECT term, doc FROM {table}_terms WHERE term IN ({places})", tuple(terms))  # noqa: S608 - only names of ours and placeholders
            return dict(cursor.fetchall())

    def _present(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
            return {name for (name,) in cursor.fetchall()}


def _triggers() -> dict[str, str]:
    """By name: the statements that keep both tables true to the rows."""
    forget = "".join(_forget(table, columns) for table, columns in _COLUMNS.items())
    learn = "".join(_learn(table, columns) for table, columns in _COLUMNS.items())
    watched = ", ".join(column for columns in _COLUMNS.values() for column in columns)
    events = {
        "added": ("INSERT", learn),
        "removed": ("DELETE", forget),
        "changed": (f"UPDATE OF {watched}", forget + learn),
    }
    return {
        f"{ROWS}_{name}": f"CREATE TRIGGER {ROWS}_{name} AFTER {event} ON {ROWS} BEGIN {body} END"
        for name, (event, body) in events.items()
    }


def _learn(table: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"new.{column}" for column in columns)
    return f"INSERT INTO {table}(rowid, {', '.join(columns)}) VALUES (new.entry_id, {values}); "  # noqa: S608 - only names of ours and placeholders


def _forget(table: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"old.{column}" for column in columns)
    return f"INSERT INTO {table}({table}, rowid, {', '.join(columns)}) VALUES ('delete', old.entry_id, {values}); "  # noqa: S608 - only names of ours and placeholders


def _agrees(table: str) -> bool:
    """Whether FTS5 finds its index equal to the rows it indexes."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - only names of ours and placeholders
    except DatabaseError:
        return False
    return True


def _expression(query: Query) -> str:
    """The MATCH expression: any term anywhere, or any phrase among the words."""
    choices = [_quoted(term) for term in query.terms]
    if query.phrases:
        phrases = " OR ".join(_quoted(" ".join(pair)) for pair in query.phrases)
        choices.append(f"{{title_words body_words}} : ({phrases})")
    return " OR ".join(choices)


def _quoted(token: str) -> str:
    """The token as an FTS5 string, in which nothing is an operator."""
    return '"' + token.replace('"', '""') + '"'


def _matches(statement: str, params: Sequence[Param]) -> list[Match]:
    with connection.cursor() as cursor:
        cursor.execute(statement, tuple(params))
        return [Match(entry, float(score)) for entry, score in cursor.fetchall()]
