"""What a PromptPay QR code says: EMVCo's merchant-presented format, with the amount locked in. Pure.

A code is a row of fields, each a two-digit tag, a two-digit length and a value; some values are rows of fields again.
"""

import binascii
import re

from shop.money import MOST

_PROMPTPAY = "A000000677010111"
_ONCE = "12"  # a code for one payment; "11" would be one without an amount
_BAHT = "764"
_CRC_TAG = "63"
_FIELD = re.compile(r"[0-9]{4}")


class NotPayable(ValueError):
    """No such account, or no such amount: the caller's mistake, for both are judged before."""


class NotFields(ValueError):
    """The text is no row of tags, lengths and values."""


def payload(target: str, amount: int) -> str:
    """The text of a QR code that pays `amount` satang to `target`, a PromptPay number of digits only.

    Raises NotPayable for an amount outside 1 satang to 100 million baht, and for a number of another form.
    """
    if not 0 < amount <= MOST:
        raise NotPayable(f"{amount} satang")
    whole, rest = divmod(amount, 100)
    said = [
        field("00", "01"),
        field("01", _ONCE),
        field("29", field("00", _PROMPTPAY) + account(target)),
        field("58", "TH"),
        field("53", _BAHT),
        field("54", f"{whole}.{rest:02}"),
    ]
    return sealed("".join(said), _CRC_TAG)


def account(target: str) -> str:
    """The field that names the account: a telephone (10 digits), a national or tax number (13), an e-wallet (15)."""
    if not target.isascii() or not target.isdigit():
        raise NotPayable("not digits only")
    if len(target) == 10 and target.startswith("0"):
        return field("01", "0066" + target[1:])
    if len(target) == 13:
        return field("02", target)
    if len(target) == 15:
        return field("03", target)
    raise NotPayable(f"{len(target)} digits")


def field(tag: str, value: str) -> str:
    """One field."""
    return f"{tag}{len(value):02}{value}"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE over the text, four capital hexadecimal digits."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def sealed(text: str, tag: str) -> str:
    """The text with its check sum, which counts the check sum's own tag and length too."""
    open_end = f"{text}{tag}04"
    return open_end + crc(open_end)


def fields(text: str) -> dict[str, str]:
    """The fields of a text by tag. Raises NotFields where lengths do not come out even, or a tag comes twice."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if not _FIELD.fullmatch(head) or head[:2] in found:
            raise NotFields(text)
        end = at + 4 + int(head[2:])
        if end > len(text):
            raise NotFields(text)
        found[head[:2]] = text[at + 4 : end]
        at = end
    return found
