"""The doors of search: put in, take out, find."""

from collections.abc import Collection


def index(kind: str, keys: Collection[str]) -> None:
    """Make the index say what is true now of these things, inside the caller's transaction.

    What the source of this kind answers is written; what it leaves out is removed. Raises the generation number, so
    that no cached page of an older state is served.
    """


def generation() -> int:
    """The number of findable changes so far; part of every cached page's key."""
    return 0


def raise_generation() -> None:
    """Tell the page cache that something a visitor can see has changed."""
