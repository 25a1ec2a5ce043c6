"""SQLite's FTS5 keeps the contract of engines."""

import pytest
from django.db import connection

from search.backends import backend
from tests.search.engine_contract import EngineContract
from tests.search.shelf import Shelf

if connection.vendor != "sqlite":
    pytest.skip("This pass runs on another database.", allow_module_level=True)


class TestSqliteEngine(EngineContract):
    """The contract, and what only this engine promises."""

    def test_a_lost_trigger_is_reported_and_made_again(self, stories: Shelf) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER search_entrytext_added")
        stories.put("1", "กาแฟ")
        assert backend().problems() == [
            "search_entrytext_added is missing from the database.",
            "search_words does not agree with search_entrytext.",
            "search_titles does not agree with search_entrytext.",
        ]
        backend().rebuild()
        assert backend().problems() == []
