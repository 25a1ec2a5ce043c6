"""One spelling for what looks the same, in the index and in a query alike."""

import re
import unicodedata

# Zero-width, direction and joining marks, soft hyphens: invisible, and typed by chance.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(
    chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_CONTROLS = "".join(chr(point) for point in (*range(0x09), *range(0x0E, 0x20), 0x7F))
_SAME = {
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_CONTROLS, " "),
    **dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)),
}
_ODD = re.compile(f"[{re.escape(''.join(_SAME))}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")

_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"
_TONES = "\u0e48-\u0e4b"
_SIGNS = "\u0e4c\u0e4e"
MARKS = f"{_VOWELS}{_TONES}{_SIGNS}\u0300-\u036f"
_MISPLACED = re.compile(
    f"[{_TONES}{_SIGNS}][{_VOWELS}]|[{_SIGNS}][{_TONES}]|([{_VOWELS}{_TONES}{_SIGNS}])[{_VOWELS}{_TONES}{_SIGNS}]*\\1|เเ|\u0e4d[{_TONES}]?า|ำ[{_TONES}]"
)
_RUN = re.compile(f"[{_VOWELS}{_TONES}{_SIGNS}]{{2,}}")
_NIKHAHIT_AA = re.compile(f"\u0e4d([{_TONES}]?)า")
_AM_TONE = re.compile(f"ำ([{_TONES}])")
_CLUSTER = re.compile(
    f"[เแโใไ{_INVISIBLE}]*"  # leading vowels
    f"[^เแโใไ{_INVISIBLE}]?"
    f"[{MARKS}ะาำๅ{_INVISIBLE}]*"
)
_JOINS_LEFT = re.compile(f"[{MARKS}ะาำๅ{_INVISIBLE}]")


def clean(text: str) -> str:
    """The text without what no database takes: NUL and halves of surrogate pairs."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")


def normalise(text: str) -> str:
    """One spelling: composed, folded, Arabic digits, marks in one order and once, nothing invisible.

    Applied twice it gives the same as applied once.
    """
    text = _plain_letters(unicodedata.normalize("NFC", clean(text))).casefold()
    text = unicodedata.normalize("NFC", text)
    while _MISPLACED.search(text):
        text = text.replace("เเ", "แ")
        text = _RUN.sub(_ordered, text)
        text = _AM_TONE.sub(r"\1ำ", _NIKHAHIT_AA.sub(r"\1ำ", text))
    return text


def _plain_letters(text: str) -> str:
    return _ODD.sub(lambda match: _SAME[match.group()], text)


def _ordered(match: "re.Match[str]") -> str:
    """Vowel marks, then tones, then signs, each mark once."""
    marks = dict.fromkeys(match.group())
    return "".join(sorted(marks, key=_rank))


def _rank(mark: str) -> int:
    if "\u0e48" <= mark <= "\u0e4b":
        return 1
    return 2 if mark in _SIGNS else 0


def clusters(text: str) -> list[tuple[str, int, int]]:
    """Pieces of the text that must not be torn: (normalised, start, end), in order and without gaps.

    A piece holds a letter with its leading vowels and all its marks, so that a cut between two pieces never leaves a
    mark without its letter.
    """
    return [(normalise(match.group()), *match.span()) for match in _CLUSTER.finditer(text) if match.group()]


def aligned(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The normalised text, and for each of its characters the (start, end) of the piece of `text` it comes from.

    None instead of the list says that both texts agree character by character, as nearly all texts do.
    """
    plain = normalise(text)
    if len(plain) == len(text) and not _HIDDEN.search(text) and plain == _plain_letters(text).lower():
        return plain, None
    pieces = clusters(text)
    return "".join(piece for piece, _, _ in pieces), [(a, b) for piece, a, b in pieces for _ in piece]


def joins_left(character: str) -> bool:
    """Whether the character belongs to the letter before it: a mark, or a vowel written behind its consonant."""
    return bool(_JOINS_LEFT.match(character)) or (character > "\u0e7f" and unicodedata.category(character)[0] == "M")
