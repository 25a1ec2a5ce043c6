"""Which tests run in which process, when, and on which databases: long ones first, and what shares a browser and a site
in one process.
"""

import pytest
from xdist.scheduler import LoadFileScheduling

BROWSER = "tests/journeys/"
# Whoever asks for one of these, however indirectly, asks a database.
ASK_A_DATABASE = {"db", "transactional_db", "django_db_setup", "live_site"}
CHECKERS = "tests/architecture/test_house_rules.py"


class FilesInOrder(LoadFileScheduling):
    """A file of tests stays in one process, with its fixtures; all journeys stay in one, with their running site."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else str(super()._split_scope(nodeid))


def long_ones_first(items: list[pytest.Item]) -> None:
    """Journeys, then the checkers, then whatever is marked slow, then the rest, so that no process ends long after the other.

    The checkers ask no database: they run while the first process that needs one still migrates its template.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def turn(item: pytest.Item) -> int:
        if item.nodeid.startswith(BROWSER):
            return 0
        if item.nodeid.startswith(CHECKERS):
            return 1
        return 2 if item.path in slow else 3

    items.sort(key=turn)


def mark_what_one_database_proves(items: list[pytest.Item]) -> None:
    """Marked are journeys, whose views the other tests ask on every database, and what asks none at all."""
    for item in items:
        asks = item.get_closest_marker("django_db") or ASK_A_DATABASE & set(getattr(item, "fixturenames", ()))
        if item.nodeid.startswith(BROWSER) or not (asks or item.get_closest_marker("every_database")):
            item.add_marker(pytest.mark.one_database)
