"""The engines under search; SEARCH_BACKEND names the one in use."""

from django.conf import settings

from search.backends.base import Backend
from search.backends.null import NullBackend
from search.backends.postgres import PostgresBackend
from search.backends.sqlite import SqliteBackend

BACKENDS: dict[str, type[Backend]] = {"sqlite": SqliteBackend, "postgres": PostgresBackend, "null": NullBackend}


def backend() -> Backend:
    """The engine in use. Raises KeyError for a name that no engine has; a system check tells of it first."""
    return BACKENDS[settings.SEARCH_BACKEND]()
