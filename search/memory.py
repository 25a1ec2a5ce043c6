"""Small things that every page shows and few changes touch, remembered by each process for one generation.

The generation number rises with every change a visitor could see, so nothing here outlives one. Within one request the
number is read once.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.core.signals import request_finished, request_started
from django.db import transaction

from search.services import generation

T = TypeVar("T")

MOST = 500

_seen = threading.local()
_kept: dict[Hashable, Any] = {}
_kept_for = -1
_lock = threading.Lock()


def remember(name: Hashable, make: Callable[[], T]) -> T:
    """What `make` gave under this name in the present generation; asked again in the next.

    `name` says everything that the answer depends on, its language too. Inside a transaction nothing is remembered: what
    it sees may never come true.
    """
    if not getattr(_seen, "in_request", False) or transaction.get_connection().in_atomic_block:
        return make()
    number = present()
    with _lock:
        if number == _kept_for and name in _kept:
            return cast(T, _kept[name])
    made = make()
    _keep(number, name, made)
    return made


def _keep(number: int, name: Hashable, made: object) -> None:
    global _kept_for
    with _lock:
        if number != _kept_for or len(_kept) >= MOST:
            _kept.clear()
            _kept_for = number
        _kept[name] = made


def present() -> int:
    """The generation, read once a request; outside of one, each time."""
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


def listen() -> None:
    """Follow requests; called once when the apps are ready."""
    request_started.connect(_begin, dispatch_uid="search.memory.begin")
    request_finished.connect(_end, dispatch_uid="search.memory.end")
