"""Which bytes of a file a request asks for (RFC 9110, section 14). Pure."""

import re

_RANGE = re.compile(r"bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range begins after the end of the file."""


def parse(header: str, size: int) -> tuple[int, int] | None:
    """Start and length in bytes of the part asked for; None where the whole file is the right answer.

    A header that makes no sense, and one that asks for several parts at once, is answered by the whole.
    Raises Unsatisfiable.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise Unsatisfiable
        return size - length, length
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return start, end - start + 1
