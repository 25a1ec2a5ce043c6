"""Who an organisation may learn from, and what there is to read and to learn of it.

Candidates come from the index of ranked scores, some of the same type and region and some from anywhere, so that the
cost does not grow with the organisations; likeness is told among these.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from cms.assessment import friends
from cms.assessment.friends import Candidate, Match, Somebody
from cms.assessment.models import Layer, ResultScore, ResultStrength, Standing
from cms.assessment.reading.published import IndicatorRead, Published
from cms.assessment.reading.rows import LONG
from cms.pages.lists import Card

# Candidates an indicator: of the same type and region, and from anywhere.
NEAR, ANYWHERE = 20, 10
MOST_FRIENDS = 4


@dataclass(frozen=True)
class Friend:
    """A friend for one indicator: where they stand, the two numbers, and their strength there. `query` names the round."""

    standing: Standing
    query: str
    percent: Decimal
    likeness: int
    strength: str


@dataclass(frozen=True)
class Lesson:
    """One weak indicator: from whom to learn it, and from what. `wanted` is the percentage from which a friend does well."""

    indicator: IndicatorRead
    wanted: Decimal
    friends: tuple[Friend, ...]
    pages: tuple[Card, ...]


@dataclass(frozen=True)
class Lessons:
    """What an organisation may learn. `others` counts who else stands in the round; told where a friend was not found."""

    lessons: tuple[Lesson, ...]
    others: int


def weak_of(published: Published) -> list[str]:
    """The codes of up to three indicators that it may learn, see `cms.assessment.friends.weakest`."""
    return friends.weakest(published.shares, _below_floors(published))


def lessons_of(
    standing: Standing,
    published: Published,
    pages: Mapping[str, tuple[Card, ...]],
    *,
    most: int = MOST_FRIENDS,
    with_strengths: bool = True,
) -> Lessons:
    """The weak indicators that `pages` names, each with its friends and what speaks to it; at most five queries."""
    matches = _matches(standing, published, list(pages), most)
    chosen = [match for found in matches.values() for match in found]
    strengths = _strengths(chosen, list(pages)) if with_strengths else {}
    standings = _standings([match.candidate.pk for match in chosen])
    by_code = {one.code: one for one in published.indicators}
    query = f"?set={published.instrument.set_code}&year={standing.year}"

    def friend(match: Match, code: str) -> Friend:
        pk = match.candidate.pk
        return Friend(standings[pk], query, match.percent, match.likeness, strengths.get((pk, code), ""))

    lessons = tuple(
        Lesson(
            by_code[code],
            friends.wanted(by_code[code].percent or Decimal(0)),
            tuple(friend(match, code) for match in matches[code]),
            cards,
        )
        for code, cards in pages.items()
    )
    return Lessons(lessons, 0 if all(one.friends for one in lessons) else _others(standing).count())


def _others(standing: Standing) -> QuerySet[Standing]:
    """Who else stands in the round; an invented organisation is a friend of invented ones only."""
    return Standing.objects.filter(round=standing.round_id, is_demo=standing.is_demo).exclude(pk=standing.pk)


def _below_floors(published: Published) -> set[str]:
    """The indicators of dimensions that are below a floor of the next level."""
    rank = published.result.level.rank if published.result.level else 0
    above = next((level for level in published.instrument.levels if level.rank > rank), None)
    needed = dict(above.floors) if above else {}
    return {
        indicator.code
        for one in published.dimensions
        if one.percent is not None and one.percent < needed.get(one.code, Decimal(0))
        for indicator in one.indicators
    }


def _matches(standing: Standing, published: Published, weak: Sequence[str], most: int) -> dict[str, Sequence[Match]]:
    """The friends by indicator: one query for who does well there, one for how they did elsewhere."""
    if not weak:
        return {}
    found = list(_doing_well(standing, published, weak))
    shares: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    rows = ResultScore.objects.filter(layer=Layer.INDICATOR, result__in={pk for pk, *_rest in found}).order_by()
    for pk, code, percent in rows.values_list("result_id", "code", "percent"):
        shares[pk][code] = percent
    candidates = {
        pk: Candidate(pk, key, Somebody(type_or_kind, region, shares[pk])) for pk, key, type_or_kind, region in found
    }
    own = Somebody(standing.lao_type, standing.region, published.shares)
    return {code: friends.friends(own, candidates.values(), code, most) for code in weak}


def _doing_well(standing: Standing, published: Published, weak: Sequence[str]) -> Sequence[tuple[int, str, str, str]]:
    """Result, key, type and region of those who do well at one of these; some of the same type and region, some of any."""
    others = Q(result__standing__is_demo=standing.is_demo) & ~Q(result=standing.result_id)
    near = Q(result__standing__region=standing.region, result__standing__lao_type=standing.lao_type)
    wished = Q()
    for code in weak:
        needed = friends.wanted(published.shares[code] or Decimal(0))
        ranked = ResultScore.objects.filter(
            others, round=standing.round_id, layer=Layer.INDICATOR, code=code, percent__gte=needed
        ).order_by("-percent")
        wished |= Q(pk__in=ranked.filter(near).values("pk")[:NEAR]) | Q(pk__in=ranked.values("pk")[:ANYWHERE])
    theirs = ("organisation__key", "lao_type", "region")
    rows = ResultScore.objects.filter(wished).order_by()
    return list(dict.fromkeys(rows.values_list("result_id", *(f"result__standing__{name}" for name in theirs))))


def _strengths(matches: Collection[Match], weak: Sequence[str]) -> dict[tuple[int, str], str]:
    rows = ResultStrength.objects.filter(result__in={match.candidate.pk for match in matches}, code__in=weak)
    return {(row.result_id, row.code): row.text for row in rows} if matches else {}


def _standings(results: Collection[int]) -> Mapping[int, Standing]:
    rows = Standing.objects.filter(result__in=results).select_related("organisation", "province", "result__level")
    return {row.result_id: row for row in rows.defer(*LONG)} if results else {}
