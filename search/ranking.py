"""The best candidates in a better order: how much of the query, run of letters by run of letters, a title and a body hold.

Words alone miss what is typed half, typed wrong, or stands inside a longer word; runs of three letters see it. Pure.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.query import Query, trigrams

# An entry that no word matches is kept only where its title holds this share of the query's trigrams.
LEAST_SHARE = 0.6
LEAST_SHARE_ALONE = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may answer the query: scores of its words and title, and its texts without spaces."""

    entry: int
    words: float
    title_match: float
    title: str
    body: str


def title_share(query: Query, title: str) -> float:
    """Which share of the query's trigrams stands in the title (without spaces)."""
    return sum(gram in title for gram in query.trigrams) / len(query.trigrams) if query.trigrams else 0.0


def ranked(query: Query, candidates: Sequence[Candidate], total: int) -> list[int]:
    """The candidates' entries, best first; `total` is the number of entries in the index."""
    weights = _weights(query, candidates)
    scale = 0.5 * math.log(total + 1) * len(query.trigrams)
    scored = [(-_score(query, candidate, weights, scale), -candidate.entry) for candidate in candidates]
    return [-entry for _, entry in sorted(scored)]


def _weights(query: Query, candidates: Sequence[Candidate]) -> dict[str, float]:
    """A trigram weighs a half, and up to a half more the rarer it is among the candidates."""
    most = math.log(len(candidates) + 1) or 1.0
    weights = {}
    for gram in query.trigrams:
        holders = sum(gram in candidate.title or gram in candidate.body for candidate in candidates)
        weights[gram] = 0.5 + 0.5 * math.log((len(candidates) + 1) / (holders + 1)) / most
    return weights


def _score(query: Query, candidate: Candidate, weights: dict[str, float], scale: float) -> float:
    everything = sum(weights.values())
    if not everything:
        return candidate.words
    in_title = {gram for gram in weights if gram in candidate.title}
    title_cover = sum(weights[gram] for gram in in_title) / everything
    cover = sum(weight for gram, weight in weights.items() if gram in in_title or gram in candidate.body) / everything
    own = trigrams(candidate.title)
    of_title = sum(gram in weights for gram in own) / len(own) if own else 0.0
    same = (candidate.title == query.flat) + candidate.title.startswith(query.flat) + (query.flat in candidate.title)
    return (
        candidate.words
        + 0.5 * scale * cover
        + 0.4 * scale * title_cover * of_title
        + 0.5 * candidate.title_match * title_cover**2
        + 0.6 * scale * same
    )
