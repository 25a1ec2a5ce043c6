"""A live site for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.settings.engines import DATABASE_URL
from tests.databases import copy_of, drop, template
from tests.operations.processes import LiveSite


@pytest.fixture
def live_site(tmp_path: Path) -> Iterator[LiveSite]:
    """A site in a folder and database of its own."""
    database = copy_of(template(DATABASE_URL), tmp_path)
    yield LiveSite(tmp_path, database)
    drop(database)
