"""Who still shows a picture or a document: each room that publishes some says so, and none knows of the others."""

from collections.abc import Callable, Collection
from typing import TypeAlias

Keys: TypeAlias = Collection[int]

# Of these pictures and these documents (by primary key), those that visitors see there now; one query for each kind.
Used: TypeAlias = Callable[[Keys, Keys], tuple[set[int], set[int]]]

_rooms: dict[str, Used] = {}


def register(room: str, used: Used) -> None:
    """Ask this room before anything is withdrawn; called once when the apps are ready."""
    _rooms[room] = used


def still_used(photos: Keys, files: Keys) -> tuple[set[int], set[int]]:
    """Those that some room shows now."""
    seen_photos: set[int] = set()
    seen_files: set[int] = set()
    for used in _rooms.values():
        more_photos, more_files = used(photos, files)
        seen_photos |= more_photos
        seen_files |= more_files
    return seen_photos, seen_files
