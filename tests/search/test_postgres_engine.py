"""PostgreSQL keeps the contract of engines."""

import pytest
from django.db import connection

from search.backends import backend
from tests.search.engine_contract import EngineContract
from tests.search.shelf import Shelf

if connection.vendor != "postgresql":
    pytest.skip("DATABASE_URL names no PostgreSQL (Debian: apt-get install postgresql).", allow_module_level=True)


class TestPostgresEngine(EngineContract):
    """The contract, and what only this engine promises."""

    def test_a_lost_index_is_reported_and_made_again(self, stories: Shelf) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX search_entrytext_words_vector")
        assert backend().problems() == ["The index search_entrytext_words_vector is missing or broken."]
        backend().rebuild()
        assert backend().problems() == []
