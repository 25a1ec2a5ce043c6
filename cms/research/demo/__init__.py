"""The demo's research: the tree of programmes, then the results, one file each and some with a translation."""

from collections.abc import Iterator

from cms.pages.demo import Desk, Wish
from cms.research.demo import programmes, results
from cms.research.demo.institutions import load_institutions


def wishes() -> Iterator[Wish]:
    """The pictures that results ask for."""
    yield from results.wishes()


def count() -> int:
    """How many things `load` tells of: programmes and results, each with its translation."""
    return len(programmes.entries("th")) + len(results.names())


def load(desk: Desk) -> Iterator[str]:
    """Write what is not there yet, Thai first; yields each name."""
    load_institutions()
    placed = {}
    for key, page in programmes.load(desk):
        placed[key] = page
        yield key
    yield from results.load(desk, placed)
