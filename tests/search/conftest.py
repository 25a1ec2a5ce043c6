"""An index that knows two shelves and nothing else."""

from collections.abc import Iterator

import pytest

from search.registry import registry
from tests.search.shelf import PROVINCE, Shelf


@pytest.fixture
def stories(db: None) -> Shelf:
    """The shelf of stories."""
    return Shelf()


@pytest.fixture
def laos(db: None) -> Shelf:
    """The shelf of LAOs."""
    return Shelf("lao", "LAOs")


@pytest.fixture(autouse=True)
def shelves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Declares the shelves of the tests that use them."""
    if "stories" not in request.fixturenames and "laos" not in request.fixturenames:
        yield
        return
    sources = [request.getfixturevalue("stories"), request.getfixturevalue("laos")]
    with registry.only(sources, [PROVINCE]):
        yield
