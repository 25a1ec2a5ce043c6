"""The good friend: who is most like an organisation, and does well where it is weak. Pure.

    likeness = 30 where the type is the same + 20 where the region is the same
             + 50 · (1 − mean of |its share − the other's share| / 100 over the other indicators)

of 100 points. The other indicators are all those but the one to learn, as far as they apply to both; where there are
none, nothing is known of their nearness and it counts 0. Nearness is one minus the normalised Manhattan distance
(Gower, A General Coefficient of Similarity, Biometrics 27, 1971); the three weights are the programme's choice, shown
wherever the number is. Shares are percentages from 0 to 100.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SAME_TYPE, SAME_REGION, NEARNESS = 30, 20, 50
# Does well: at least so many percent, and so many points more than who looks for a friend.
DOES_WELL, AHEAD = Decimal(80), Decimal(20)
MOST_WEAK = 3
Shares = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Somebody:
    """An organisation as likeness sees it: its type, its region, its shares by indicator."""

    type: str
    region: str
    shares: Shares


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be a friend; `pk` names their result, `key` their organisation, so that ties have an order."""

    pk: int
    key: str
    somebody: Somebody


@dataclass(frozen=True, slots=True)
class Match:
    """A friend for one indicator, with the two numbers that made the match: theirs there, and the likeness."""

    candidate: Candidate
    percent: Decimal
    likeness: int


def likeness(one: Somebody, other: Somebody, *, without: str) -> int:
    """How like they are, from 0 to 100, leaving the indicator `without` aside; see the module."""
    nearness = Decimal(0)
    gaps = [
        abs(share - theirs)
        for code, share in one.shares.items()
        if code != without and share is not None and (theirs := other.shares.get(code)) is not None
    ]
    if gaps:
        nearness = NEARNESS * (1 - sum(gaps, Decimal(0)) / len(gaps) / 100)
    points = SAME_TYPE * (one.type == other.type) + SAME_REGION * (one.region == other.region) + nearness
    return int(points.quantize(Decimal(1), ROUND_HALF_UP))


def wanted(own: Decimal) -> Decimal:
    """From how many percent on somebody does well enough to learn from, for who has `own`."""
    return max(DOES_WELL, own + AHEAD)


def weakest(shares: Shares, first: Collection[str] = ()) -> list[str]:
    """The codes of up to three indicators to learn: those of `first` before others, then the lowest shares.

    `first` are the indicators of dimensions below a floor of the next level. What does not apply, and what does well
    already, is left out.
    """
    low = [
        (code not in first, share, code) for code, share in shares.items() if share is not None and share < DOES_WELL
    ]
    return [code for _is_later, _share, code in sorted(low)[:MOST_WEAK]]


def friends(one: Somebody, candidates: Iterable[Candidate], code: str, most: int) -> Sequence[Match]:
    """Those who do well at `code`, the most like first; of the same likeness the better one, then by key."""
    own = one.shares.get(code)
    if own is None:
        return ()
    found = [
        Match(other, share, likeness(one, other.somebody, without=code))
        for other in candidates
        if (share := other.somebody.shares.get(code)) is not None and share >= wanted(own)
    ]
    return sorted(found, key=lambda match: (-match.likeness, -match.percent, match.candidate.key))[:most]
