"""Who keeps pictures that were read for a while: nobody, until a room that knows when they change offers to."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

Read = Callable[[Collection[int]], Mapping[int, Any]]


class Keeper(Protocol):
    """Keeps public pictures by primary key while nothing that a visitor sees changes."""

    def each(self, keys: Collection[int], read: Read) -> dict[int, Any]:
        """Those of `keys` that there are; `read` is asked once, for those that are not kept."""

    def keep(self, found: Mapping[int, Any]) -> None:
        """Keep these too, which were read by the way."""


class NoKeeper:
    """Reads anew each time."""

    def each(self, keys: Collection[int], read: Read) -> dict[int, Any]:
        """What is read."""
        return dict(read(keys))

    def keep(self, found: Mapping[int, Any]) -> None:
        """Nothing is kept."""


class _Kept:
    by: Keeper = NoKeeper()


def register(keeper: Keeper) -> None:
    """Let this one keep them; called once when the apps are ready."""
    _Kept.by = keeper


def keeper() -> Keeper:
    """Whoever keeps them."""
    return _Kept.by
