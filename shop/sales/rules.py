"""What can be said of a sale, and how sums of two years compare. Pure."""

from datetime import date, timedelta

# Entries are made within weeks; a year and more ago is a slip of the finger.
OLDEST = timedelta(days=3 * 366)
LONGEST_NAME = 240


def is_a_day_of_sale(day: date, *, today: date) -> bool:
    """Whether something can have been sold on this day: not in the future, not longer ago than OLDEST."""
    return today - OLDEST <= day <= today


def span(year: int, *, begins: int = 1) -> tuple[date, date]:
    """The first day of the year of twelve months, and the first after it.

    `begins` is its first month: a fiscal year (`begins=10`) is named after the calendar year in which it ends.
    """
    first = date(year if begins == 1 else year - 1, begins, 1)
    return first, first.replace(year=first.year + 1)


def months(year: int, *, begins: int = 1) -> list[date]:
    """The first days of the twelve months of the year."""
    first, _end = span(year, begins=begins)
    return [date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(12)]


def change(now: int, before: int) -> int | None:
    """By how many per cent `now` is more (or, negative, less) than `before`; None where there was nothing before."""
    if before <= 0:
        return None
    # Half a per cent counts as a whole one, as people round; floats would lose satang of large sums.
    return (2 * 100 * (now - before) + before) // (2 * before)
