"""A live site for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.settings.engines import DATABASE_URL
from tests.operations.processes import LiveSite, copy_of, drop, migrated_template


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Migrated once for all tests of the session."""
    template = migrated_template(tmp_path_factory.mktemp("template"), DATABASE_URL)
    yield template
    drop(template)


@pytest.fixture
def live_site(template_database: str, tmp_path: Path) -> Iterator[LiveSite]:
    """A site in a folder and database of its own."""
    database = copy_of(template_database, tmp_path)
    yield LiveSite(tmp_path, database)
    drop(database)
