"""Words beside a drawing, cut to the room there is, as a reader of Thai would cut them. Pure."""

import unicodedata

# Letters on one line of a label: what a screen of 360 pixels holds beside the page's margins.
LINE = 38
LINES = 2
_LEADING_VOWELS = "เแโใไ"


def wrapped(label: str, *, line: int = LINE, most: int = LINES) -> list[str]:
    """The label on at most so many lines of so many letters; what does not fit ends in dots and stands whole in the table."""
    lines: list[str] = []
    rest = " ".join(label.split())
    while rest and len(lines) < most:
        cut = _cut(rest, line)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        lines[-1] = f"{lines[-1][: _cut(lines[-1], line - 1)].rstrip()}…"
    return lines


def _cut(text: str, most: int) -> int:
    """Where a line of at most `most` cells ends: at a space where one is near, else before a letter that can begin a line."""
    cells = end = space = 0
    for place, letter in enumerate(text):
        stands_alone = not unicodedata.combining(letter) and unicodedata.category(letter) != "Mn"
        if stands_alone and cells >= most:
            break
        if letter == " ":
            space = place
        # A line may end before this letter: it is no mark, and no vowel that is written first waits for its consonant.
        if stands_alone and (place == 0 or text[place - 1] not in _LEADING_VOWELS):
            end = place
        cells += stands_alone
    else:
        return len(text)
    if text[place - 1] not in _LEADING_VOWELS:
        end = place
    return space if space > most // 2 else end or place
