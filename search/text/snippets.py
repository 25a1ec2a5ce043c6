"""The piece of a text that shows why it was found, and where in it the words stand.

Everything here returns the original text, cut between letters with their marks, never inside one.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from search.text.normalise import aligned, joins_left
from search.text.thai import words

Parts = tuple[tuple[str, bool], ...]

LENGTH = 200
_BEFORE = 50
_SLACK = 25
_RUN = 60
_SHORT = 3
_MOST_MATCHES = 100
_MOST_WINDOWS = 5
_LEADING = "เแโใไ"


def highlight(text: str, terms: Sequence[str]) -> Parts:
    """The whole text as (text, is_hit) pairs.

    `terms` are normalised words. A short Thai term must be a word of its own, so that ชา is not marked in ชาวบ้าน.
    """
    return _split(text, _ranges(text, terms), 0, len(text))


def snippet(text: str, terms: Sequence[str], length: int = LENGTH) -> Parts:
    """At most `length` characters around the best hits, or the beginning where nothing is hit; empty for no text.

    The joined parts are a piece of `text` that does not begin with a mark.
    """
    for position in _windows(text, terms, length):
        begin = _begin(text, max(0, position - _BEFORE))
        end = _end(text, begin, begin + length)
        ranges = _ranges(text[begin:end], terms)
        if ranges:
            return _split(text, [(begin + start, begin + stop) for start, stop in ranges], begin, end)
    begin = _begin(text, 0)
    return _split(text, (), begin, _end(text, begin, begin + length))


def has_hit(parts: Parts) -> bool:
    """Whether anything is marked."""
    return any(is_hit for _, is_hit in parts)


def _windows(text: str, terms: Sequence[str], length: int) -> list[int]:
    """Positions in the text behind which most is to be seen, best first."""
    if not terms or not text:
        return []
    plain, origin = aligned(text)
    found: list[tuple[int, str]] = []
    for match in _pattern(tuple(terms)).finditer(plain):
        found.append((match.start(), match.group()))
        if len(found) == _MOST_MATCHES:
            break
    scored = []
    for index, (start, _) in enumerate(found):
        inside = list(takewhile(lambda hit: hit[0] < start + length - _BEFORE, found[index:]))  # noqa: B023 (used at once)
        scored.append((-sum(map(len, {term for _, term in inside})), -len(inside), start))
    return [origin[start][0] if origin else start for _, _, start in sorted(scored)[:_MOST_WINDOWS]]


def _ranges(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text: (start, end), in order, not overlapping, on whole letters."""
    plain, origin = aligned(text)
    spans = [match.span() for match in _pattern(tuple(t for t in terms if not _is_short(t))).finditer(plain)]
    short = {term for term in terms if _is_short(term)}
    if any(term in plain for term in short):
        spans += [span for word, span in _word_spans(plain) if word in short]
    if origin:
        spans = [(origin[start][0], origin[stop - 1][1]) for start, stop in spans]
    return _merged(sorted(_whole(text, start, stop) for start, stop in spans))


def _whole(text: str, start: int, stop: int) -> tuple[int, int]:
    """The range with the marks and leading vowels that belong to its first and last letter."""
    while stop < len(text) and joins_left(text[stop]):
        stop += 1
    return _cut(text, start), stop


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _word_spans(plain: str) -> list[tuple[str, tuple[int, int]]]:
    spans, position = [], 0
    for word in words(plain):
        start = plain.find(word, position)
        if start >= 0:
            position = start + len(word)
            spans.append((word, (start, position)))
    return spans


def _is_short(term: str) -> bool:
    return len(term) <= _SHORT and not term.isascii()


@lru_cache(maxsize=256)
def _pattern(terms: tuple[str, ...]) -> "re.Pattern[str]":
    """Matches any of the terms, the longest first; Latin words and numbers only whole, 1500 also as 1,500."""
    choices = []
    for term in sorted(terms, key=len, reverse=True):
        if term.isdigit() and term.isascii():
            choices.append(r"(?<!\d)" + ",?".join(term) + r"(?!\d)")
        elif term.isascii():
            choices.append(rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])")
        else:
            choices.append(re.escape(term))
    return re.compile("|".join(choices) if choices else r"(?!)")


def _split(text: str, ranges: Iterable[tuple[int, int]], begin: int, end: int) -> Parts:
    parts: list[tuple[str, bool]] = []
    position = begin
    for start, stop in ranges:
        if start < position or stop > end:
            continue
        if start > position:
            parts.append((text[position:start], False))
        parts.append((text[start:stop], True))
        position = stop
    if position < end:
        parts.append((text[position:end], False))
    return tuple(parts)


def _begin(text: str, position: int) -> int:
    """A good place to begin near `position`: the start, behind a space, or where a word begins."""
    if position > 0:
        space = re.compile(r"\s").search(text, position, position + _SLACK)
        position = space.end() if space else _word_edge(text, position)
    while position < len(text) and (text[position].isspace() or joins_left(text[position])):
        position += 1
    return position


def _end(text: str, begin: int, position: int) -> int:
    """A good place to end at or before `position`: the end, before a space, or where a word ends."""
    if position >= len(text):
        return len(text.rstrip()) if text[begin:].strip() else begin
    for index in range(position, max(begin, position - _SLACK), -1):
        if text[index].isspace():
            return index
    edge = _word_edge(text, position)
    return edge if edge > begin else max(begin, _cut(text, position))


def _word_edge(text: str, position: int) -> int:
    """Where the word at `position` begins; Thai is cut from the space before it, or from not too far before."""
    start = position
    while start > max(0, position - _RUN) and not text[start - 1].isspace():
        start -= 1
    start = _cut(text, start)
    plain, origin = aligned(text[start : position + _SLACK])
    edges = [origin[edge][0] if origin else edge for _, (edge, _) in _word_spans(plain)]
    return _cut(text, max((start + edge for edge in edges if start + edge <= position), default=position))


def _cut(text: str, position: int) -> int:
    """The nearest place at or before `position` between two letters."""
    while 0 < position < len(text) and (joins_left(text[position]) or text[position - 1] in _LEADING):
        position -= 1
    return position
