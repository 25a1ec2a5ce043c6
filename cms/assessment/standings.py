"""The row by which a published result is read: what it repeats, and how it is kept true.

It repeats the result's percentage and level, and the organisation's names and place, so that lists need no join.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Subquery

from cms.assessment.findable import standings_changed
from cms.assessment.models import Result, Standing
from cms.assessment.sums import Place, earlier, places_of, sum_up
from cms.places.models import Organisation
from search.indexing import sort_key

BATCH = 500
# What a standing repeats of its organisation.
OF_ORGANISATION = ("kind_id", "lao_type", "region", "province_id", "name_key", "is_demo")


def standing_of(result: Result, rank: int) -> dict[str, Any]:
    """The columns of the standing of a result, but for its assessment and `before`. No query where all of it was read."""
    assessment = result.assessment
    return {
        "result_id": result.pk,
        "round_id": assessment.round_id,
        "year": assessment.round.year,
        "organisation_id": assessment.organisation_id,
        "percent": result.percent,
        "rank": rank,
        **repeated(assessment.organisation),
    }


def repeated(of: Organisation) -> dict[str, Any]:
    """What a standing repeats of an organisation, read with its province."""
    return {
        "kind_id": of.kind_id,
        "lao_type": of.lao_type,
        "region": of.province.region,
        "province_id": of.province_id,
        "name_key": sort_key(of.name_th),
        "is_demo": of.is_demo,
    }


def with_rank_before(rows: "QuerySet[Standing]") -> "QuerySet[Any]":
    """With `rank_before`: the rank that the last earlier round of the same set gave the organisation, None without one."""
    return rows.annotate(rank_before=Subquery(earlier().values("rank")[:1]))


def compare_with_before(organisations: Collection[int]) -> None:
    """Make `before` of all their standings what `with_rank_before` says; a few queries for five hundred of them."""
    for batch in batches(sorted(organisations)):
        rows = with_rank_before(Standing.objects.filter(organisation__in=batch))
        wrong: dict[int | None, list[int]] = {}
        for pk, before, rank in rows.values_list("pk", "before", "rank_before"):
            if before != rank:
                wrong.setdefault(rank, []).append(pk)
        for rank, keys in wrong.items():
            Standing.objects.filter(pk__in=keys).update(before=rank)


@transaction.atomic
def follow_organisations(organisations: Collection[int]) -> int:
    """Bring the standings of these organisations in line with their names and places. Returns how many had changed."""
    changed: list[Standing] = []
    left: set[Place] = set()
    for batch in batches(sorted(organisations)):
        rows = Standing.objects.filter(organisation__in=batch).select_related("organisation__province")
        for row in rows:
            true = repeated(row.organisation)
            if any(getattr(row, name) != value for name, value in true.items()):
                left.add((row.round_id, row.province_id))
                vars(row).update(true)
                changed.append(row)
    if changed:
        Standing.objects.bulk_update(changed, OF_ORGANISATION, batch_size=BATCH)
        sum_up(left | places_of({row.organisation_id for row in changed}))
        standings_changed({row.organisation_id for row in changed})
    return len(changed)


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, as many at a time as go into one query."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
