"""What is wrong inside a stream of bricks, as sentences."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError


def sentences(error: Any) -> list[str]:
    """Every message inside a brick's error, however deep, each once."""
    return list(dict.fromkeys(_messages(error)))


def _messages(error: Any) -> Iterator[str]:
    inner = _inner(error)
    for one in inner:
        yield from _messages(one)
    if not inner and isinstance(error, ValidationError):
        yield from error.messages


def _inner(error: Any) -> list[Any]:
    """The errors that this one is made of."""
    found: list[Any] = []
    for name in ("block_errors", "non_block_errors"):
        part = getattr(error, name, None)
        parts: Iterable[Any] = part.values() if isinstance(part, dict) else (part or ())
        found.extend(one for one in parts if one is not None)
    if isinstance(error, (list, tuple)):
        found.extend(error)
    return found
