"""What would keep search from working, told before the site starts."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from search.backends import BACKENDS
from search.registry import modules

_VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}


@register(Tags.compatibility)
def check_backend(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The engine is known and fits the database."""
    name = settings.SEARCH_BACKEND
    if name not in BACKENDS:
        accepted = ", ".join(BACKENDS)
        return [Error(f"SEARCH_BACKEND is {name!r}; accepted is one of {accepted}.", id="search.E001")]
    if _VENDORS.get(name, connection.vendor) != connection.vendor:
        return [Error(f"SEARCH_BACKEND {name!r} needs a {_VENDORS[name]} database.", id="search.E002")]
    if name == "sqlite" and not _has_fts5():
        return [Error("This Python's SQLite is built without FTS5.", hint="Use PostgreSQL.", id="search.E003")]
    return []


@register(Tags.models)
def check_sources(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every declared source has the shape of one, and no two share a kind."""
    declared = [source for module in modules() for source in getattr(module, "SOURCES", ())]
    return list(source_errors(declared))


def source_errors(declared: Sequence[object]) -> Iterator[CheckMessage]:
    """What is wrong with these sources."""
    for source in declared:
        lacking = [name for name in ("kind", "label", "keys", "documents") if not getattr(source, name, None)]
        if lacking:
            yield Error(f"{source!r} in SOURCES lacks {', '.join(lacking)}.", id="search.E004")
    kinds = Counter(getattr(source, "kind", None) for source in declared)
    for kind, count in kinds.items():
        if kind and count > 1:
            yield Error(f"{count} sources share the kind {kind!r}.", id="search.E005")


def _has_fts5() -> bool:
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()
    return True
