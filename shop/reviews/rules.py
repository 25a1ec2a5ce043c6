"""When a review may be written and changed, what must wait for a moderator, and who is drawn to be asked. Pure."""

import hashlib
import hmac
import re
import unicodedata
from datetime import datetime, timedelta

# A review tells of what somebody still remembers.
WRITE_WITHIN = timedelta(days=365)
EDIT_FOR = timedelta(days=30)
MOST_PICTURES = 4

ASK_AFTER = timedelta(days=3)
ASK_UNTIL = timedelta(days=30)
REST = timedelta(days=90)
ANSWER_WITHIN = timedelta(days=60)
CHANGE_FOR = timedelta(days=14)

# What leads readers away from here or tells how somebody is reached: addresses, names of sites, e-mail, LINE, telephone numbers.
_LEADS_AWAY = re.compile(
    r"://|\bwww\.|\b[\w-]+\.(?:com|net|org|info|biz|shop|store|app|link|io|me|ly|co|th|asia|xyz|online)\b|@"
    r"|\bline\s*(?:id|:)|ไลน์|แอดไลน์|[0-9๐-๙](?:[\s.\-()_/|*]*[0-9๐-๙]){7,}",
    re.IGNORECASE,
)
_LEADING_VOWELS = "เแโใไ"


def leads_away(text: str) -> bool:
    """Whether the words name a way out of the platform, or tell of somebody how they are reached.

    Full-width letters and digits are read as people read them, and what nobody sees (zero-width spaces) is passed over.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return _LEADS_AWAY.search(plain) is not None


def must_wait(*, words: str, name: str, has_new_pictures: bool) -> bool:
    """Whether a moderator sees a review before others do: pictures can show people, links can lead anywhere."""
    return has_new_pictures or leads_away(words) or leads_away(name)


def may_write(received_at: datetime | None, now: datetime) -> bool:
    """Whether what was received then may be reviewed now."""
    return received_at is not None and now - received_at <= WRITE_WITHIN


def may_edit(written_at: datetime, now: datetime) -> bool:
    """Whether a review written then may still be changed."""
    return now - written_at <= EDIT_FOR


def initials(name: str) -> str:
    """The first consonant or letter of each of at most two words: “มานี มีนา” is “ม. ม.”; blank where there is none."""
    found = []
    for word in name.split()[:2]:
        letters = [letter for letter in word if letter.isalpha() and letter not in _LEADING_VOWELS]
        found += letters[:1]
    return " ".join(f"{letter.upper()}." for letter in found)


def is_drawn(number: str, *, secret: str, one_in: int) -> bool:
    """Whether the buyer of the order of this number is asked: one order in so many, by HMAC-SHA256 of its number.

    Nobody can choose, for nobody knows the secret, and the same order gives the same answer however often it is asked.
    """
    digest = hmac.new(secret.encode(), number.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % one_in == 0
