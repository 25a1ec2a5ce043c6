"""An index that knows two shelves and nothing else."""

from collections.abc import Iterator

import pytest

from search.models import Entry, FacetCount
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


@pytest.fixture
def goods(db: None) -> Shelf:
    """The shelf of products."""
    return Shelf("product", "Products")


@pytest.fixture(autouse=True)
def shelves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Declares the shelves of the tests that use them; the index begins empty."""
    if not {"stories", "laos", "goods"} & set(request.fixturenames):
        yield
        return
    # The shelves open the database.
    sources = [request.getfixturevalue(name) for name in ("stories", "laos", "goods")]
    Entry.objects.all().delete()
    FacetCount.objects.all().delete()
    with registry.only(sources, [PROVINCE]):
        yield
