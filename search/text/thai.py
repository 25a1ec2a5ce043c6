"""Words of a normalised text, Thai ones found by the dictionary.

newmm of PyThaiNLP does the cutting, over a dictionary of our own shape: a set of words and, for their first letters,
the lengths that occur. It gives the same words as PyThaiNLP's trie at a third of its memory. All of it is loaded
with the first text.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import cast

from search.text.normalise import MARKS, normalise

# Raised when the code here or in `normalise` and `compounds` changes what comes out.
_RULES = "1"
_DICTIONARY = Path(__file__).with_name("dictionary.txt")
_KEY = 3
WORD_LENGTH = 64

_WORD = re.compile(f"(?:[^\\W_][{MARKS}]*)+")
_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class Lexicon:
    """The dictionary in the shape that newmm asks for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._short = sorted({len(word) for word in self.words if len(word) < _KEY})
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            if len(word) >= _KEY:
                lengths.setdefault(word[:_KEY], set()).add(len(word))
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._lengths = {
            key: shared.setdefault(order, order) for key, order in ((k, tuple(sorted(v))) for k, v in lengths.items())
        }

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Every word that stands in `text` at `start`, shortest first."""
        words, found, size = self.words, [], len(text)
        for length in self._short:
            if start + length <= size and text[start : start + length] in words:
                found.append(text[start : start + length])
        for length in self._lengths.get(text[start : start + _KEY], ()):
            if start + length <= size and text[start : start + length] in words:
                found.append(text[start : start + length])
        return found


def _added_words() -> set[str]:
    """The project's own words and the names of provinces and districts."""
    import geothai  # noqa: PLC0415 (loaded with the first text)

    lines = _DICTIONARY.read_text(encoding="utf-8").splitlines()
    words = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    for province in geothai.provinces():
        names = [province.name_th, *(district.name_th for district in geothai.districts(province.code))]
        words.update(name.removeprefix("เขต") for name in names)
    return {normalise(word) for word in words if len(word) > 2}


@cache
def lexicon() -> Lexicon:
    """The whole dictionary: PyThaiNLP's and what is added to it."""
    from pythainlp.corpus import thai_words  # noqa: PLC0415 (0.3 s and 29 MB in all, paid with the first text)

    return Lexicon({*normalise("\n".join(thai_words())).split("\n")} | _added_words())


@cache
def _segment() -> Callable[[str, Lexicon], list[str]]:
    from pythainlp.tokenize.newmm import segment  # noqa: PLC0415 (see lexicon)

    return cast("Callable[[str, Lexicon], list[str]]", segment)


@cache
def text_version() -> str:
    """Names the rules and dictionaries under which words were cut; another name asks for a rebuild."""
    parts = [
        _RULES,
        metadata.version("pythainlp"),
        metadata.version("geothai"),
        _DICTIONARY.read_text(encoding="utf-8"),
    ]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def words(text: str) -> list[str]:
    """The words of an already normalised text, in order; each holds letters, digits and marks only."""
    cut, dictionary = _segment(), lexicon()
    found: list[str] = []
    for run in _NUMBER.sub("", text).split():
        if run.isascii():
            found.extend(_WORD.findall(run))
            continue
        for token in cut(run, dictionary):
            found.extend(_WORD.findall(token))
    return [word[:WORD_LENGTH] for word in found]
