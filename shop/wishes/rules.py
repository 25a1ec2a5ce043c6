"""How much a wish list holds, and what a list of products in an address or a cookie may say."""

# A member's list, and a visitor's: the latter lies in a cookie, of which browsers keep four kilobytes.
MOST_WISHES = 200
MOST_OF_A_VISITOR = 60
# Products seen lately, as the browser remembers them.
MOST_SEEN = 12
_LONGEST_KEY = 12


def keys(text: str, *, most: int) -> list[int]:
    """Primary keys written with dots between them, each once, the first `most`; whatever is none is left out."""
    found: dict[int, None] = {}
    for part in text.split(".")[: most * 2]:
        if part.isascii() and part.isdigit() and len(part) <= _LONGEST_KEY:
            found.setdefault(int(part))
    return list(found)[:most]
