"""The shorter words that a long one is made of, so that ตำบล finds องค์การบริหารส่วนตำบล."""

from functools import lru_cache

from search.text.thai import WORD_LENGTH, Lexicon, lexicon

LEAST_COMPOUND = 6
LEAST_PART = 3
# Marks and vowels that stand behind or over a consonant, and the signs ๆ ฯ: no word begins with them.
_NO_BEGINNING = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎ฯ")


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """The fewest shorter dictionary words that cover the word wholly, and their own parts; empty where there are none."""
    if not LEAST_COMPOUND <= len(word) <= WORD_LENGTH or word.isascii():
        return ()
    cover = _cover(word, lexicon())
    return tuple(piece for part in cover for piece in (part, *parts(part)))


def _cover(word: str, dictionary: Lexicon) -> tuple[str, ...]:
    size = len(word)
    best: list[tuple[str, ...] | None] = [None] * size + [()]
    for start in range(size - LEAST_PART, -1, -1):
        if word[start] in _NO_BEGINNING:
            continue
        for piece in reversed(dictionary.prefixes(word, start)):
            rest = best[start + len(piece)]
            if rest is None or len(piece) < LEAST_PART or len(piece) == size:
                continue
            known = best[start]
            if known is None or len(rest) + 1 < len(known):
                best[start] = (piece, *rest)
    return best[0] or ()
