"""What a visitor typed, as the words, phrases and trigrams to look for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from search.text.compounds import parts
from search.text.normalise import clean, normalise
from search.text.stopwords import STOP_WORDS
from search.text.thai import words

LONGEST_QUERY = 200
MOST_TERMS = 40


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. Everything in it but `typed` consists of letters, digits and marks only.

    `whole` are the words that say something, `terms` these and the parts of compounds among them: alternatives.
    `phrases` are pairs of adjacent words, `flat` is the words without anything between them, `marked` what is
    highlighted in results.
    """

    typed: str
    flat: str
    terms: tuple[str, ...]
    whole: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]
    trigrams: tuple[str, ...]
    marked: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def rarer_than(self, often: float, known: Mapping[str, int]) -> "Query":
        """The same query without terms that occur more often; where none would be left, with its two rarest words."""
        rest = tuple(term for term in self.terms if known.get(term, 0) <= often)
        return replace(self, terms=rest or tuple(sorted(self.whole, key=lambda word: known.get(word, 0))[:2]))


def trigrams(flat: str) -> tuple[str, ...]:
    """The different runs of three characters, in order."""
    return tuple(dict.fromkeys(flat[start : start + 3] for start in range(len(flat) - 2)))


def without_stop_words(found: Iterable[str]) -> list[str]:
    """The words that say something; all of them where none does."""
    found = list(found)
    return [word for word in found if not _says_nothing(word)] or found


def _says_nothing(word: str) -> bool:
    # A single Thai letter is what is left of an abbreviation or of a word typed wrong.
    return word in STOP_WORDS or (len(word) == 1 and not word.isascii())


def parse(typed: str) -> Query:
    """Any text at all gives a query; one without letters and digits gives an empty one."""
    typed = " ".join(clean(typed)[:LONGEST_QUERY].split())
    found = words(normalise(typed))
    flat = "".join(found)
    whole = tuple(dict.fromkeys(without_stop_words(found)))[:MOST_TERMS]
    inner = [part for word in whole for part in parts(word) if part not in STOP_WORDS]
    terms = tuple(dict.fromkeys([*whole, *inner]))[:MOST_TERMS]
    phrases = dict.fromkeys(pair for pair in pairwise(found) if not STOP_WORDS.issuperset(pair))
    marked = dict.fromkeys([*whole, *inner, *([flat] if len(flat) > 2 else [])])
    return Query(typed, flat, terms, whole, tuple(phrases)[:MOST_TERMS], trigrams(flat), tuple(marked)[:MOST_TERMS])
