"""When a failed task is tried again, and when it is given up."""

from datetime import timedelta

ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=30)
FACTOR = 5


def delay_after(attempts: int, first: timedelta = FIRST_DELAY) -> timedelta | None:
    """How long to wait after so many failed attempts (30 s, 2.5 min, 12.5 min, 62.5 min); None: given up."""
    if attempts >= ATTEMPTS:
        return None
    factor: int = FACTOR ** (attempts - 1)
    return first * factor
