"""How a receipt is numbered, and how an amount is written out."""

from decimal import Decimal

from shop import money

_BUDDHIST_ERA = 543  # years between CE and พ.ศ.


def number_of(year: int, serial: int) -> str:
    """The number of a receipt: the year is CE here and พ.ศ. in the number, in every language."""
    return f"{year + _BUDDHIST_ERA}/{serial:05}"


def in_words(satang: int) -> str:
    """The amount in Thai words, as receipts have it: 12050 is หนึ่งร้อยยี่สิบบาทห้าสิบสตางค์, 12000 ends with ถ้วน.

    Raises ValueError for a negative amount, or more than `money.MOST`, which is more than floats hold to the satang.
    """
    if not 0 <= satang <= money.MOST:
        raise ValueError(satang)
    from pythainlp.util import bahttext  # noqa: PLC0415 - the worker starts without the segmenter, which comes with it

    words = str(bahttext(float(Decimal(satang) / money.SATANG)))
    return words.removeprefix("ศูนย์บาท") if 0 < satang < money.SATANG else words
