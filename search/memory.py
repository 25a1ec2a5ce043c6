"""What many pages show and few changes touch, remembered by each process for one generation.

The generation number rises with every change a visitor could see, so nothing here outlives one. Within one request the
number is read once. What was not asked for longest goes first when there is no more room.
"""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeVar, cast

from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models.signals import post_migrate

from search.generations import generation

T = TypeVar("T")

MOST_BYTES = 16_000_000  # in each process
MOST_ASKED_BYTES = 1_000_000  # of it for what anybody can name, such as words that are searched for
LARGEST = MOST_BYTES // 10  # what is larger is not kept
NO_TEXT = 4_000  # bytes that a thing counts for which is no text

_seen = threading.local()
_lock = threading.Lock()


class Memory:
    """Things by name, all of one generation, bounded by the bytes that they take."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.generation = 0
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, number: int, name: Hashable) -> tuple[Any, int] | None:
        """What is kept under this name, with its size in bytes; None where nothing is, or of another generation."""
        with _lock:
            if number != self.generation or name not in self._kept:
                return None
            self._kept.move_to_end(name)
            return self._kept[name]

    def keep(self, number: int, name: Hashable, made: object) -> None:
        """Keep `made`; what was kept of another generation goes."""
        size = sys.getsizeof(made) if isinstance(made, str) else NO_TEXT
        if size > LARGEST:
            return
        with _lock:
            if number != self.generation:
                self._kept.clear()
                self.generation, self.size = number, 0
            self.size += size - self._kept.pop(name, (None, 0))[1]
            self._kept[name] = (made, size)
            while self.size > self.most:
                self.size -= self._kept.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Keep nothing of what was."""
        with _lock:
            self._kept.clear()
            self.size = 0


_memory = Memory(MOST_BYTES - MOST_ASKED_BYTES)
_asked = Memory(MOST_ASKED_BYTES)


def remember(
    name: Hashable, make: Callable[[], T], *, unless: Callable[[T], bool] | None = None, is_asked: bool = False
) -> T:
    """What `make` gave under this name in the present generation; asked again in the next.

    `name` says everything that the answer depends on, its language too; None is the name of what nobody may remember.
    What `unless` says yes of is for its asker only; what `is_asked` is named by visitors and drives out nothing else.
    Inside a transaction nothing is remembered: what it sees may never come true; nor while the generation cannot be
    read.
    """
    number = 0 if name is None else _usable()
    if number == 0:
        return make()
    memory = _asked if is_asked else _memory
    known = memory.get(number, name)
    if known is not None:
        return cast(T, known[0])
    made = make()
    if unless is None or not unless(made):
        memory.keep(number, name, made)
    return made


class Shelf:
    """Things of one sort, each remembered by its own key, as `remember` does."""

    def __init__(self, name: str) -> None:
        self.name = name

    def each(self, keys: Collection[Any], read: Callable[[Collection[Any]], Mapping[Any, Any]]) -> dict[Any, Any]:
        """Those of `keys` that there are; `read` is asked once, for those that are not remembered."""
        number = _usable()
        found = {} if number == 0 else {key: kept[0] for key in keys if (kept := _memory.get(number, (self.name, key)))}
        missing = [key for key in keys if key not in found]
        if missing:
            made = read(missing)
            self.keep(made)
            found |= made
        return found

    def keep(self, found: Mapping[Any, Any]) -> None:
        """Remember these too, which were read by the way."""
        number = _usable()
        for key, made in found.items() if number else ():
            _memory.keep(number, (self.name, key), made)


def _usable() -> int:
    """The generation under which something may be remembered now; 0 where nothing may."""
    if not getattr(_seen, "in_request", False) or _may_come_to_nothing():
        return 0
    return present()


def _may_come_to_nothing() -> bool:
    return bool(transaction.get_connection().in_atomic_block)


def present() -> int:
    """The generation, read once a request; outside of one, each time. 0 where it cannot be read."""
    if not getattr(_seen, "in_request", False):
        return generation()
    number: int | None = getattr(_seen, "number", None)
    if number is None:
        number = _seen.number = generation()
    return number


def _begin(**kwargs: Any) -> None:
    _seen.in_request, _seen.number = True, None


def _end(**kwargs: Any) -> None:
    _seen.in_request, _seen.number = False, None


def _forget(**kwargs: Any) -> None:
    # Other tables, or the same ones emptied: numbers begin again.
    _memory.forget()
    _asked.forget()


def listen() -> None:
    """Follow requests; called once when the apps are ready."""
    request_started.connect(_begin, dispatch_uid="search.memory.begin")
    request_finished.connect(_end, dispatch_uid="search.memory.end")
    post_migrate.connect(_forget, dispatch_uid="search.memory.forget")
