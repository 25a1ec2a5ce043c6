"""Kalyanamitr as programs read it: rounds, results, organisations, sums, and indicator sets with their codes.

Only what is published is told: a result while its assessment stands published, a version once it is no draft.
"""

from dataclasses import replace
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from cms.assessment import api_shapes as shapes
from cms.assessment.api_told import (
    ROOT,
    instrument_told,
    organisation_told,
    result_told,
    round_told,
    text,
    version_told,
    whole_told,
)
from cms.assessment.findable import ORGANISATION, OVERVIEW
from cms.assessment.models import Standing
from cms.assessment.reading.filters import ORDERS, Filters
from cms.assessment.reading.lists import of_round
from cms.assessment.reading.rounds import RoundRead, choose, rounds
from cms.assessment.reading.rows import LONG
from cms.assessment.reading.tally import cells, dimension_means, total
from cms.indicators.queries import instrument_of
from cms.indicators.showing import shown_versions, version_of
from cms.places.models import Organisation
from search.api import known_codes, paging
from search.refusals import Fault, NonsenseParameter, NotThere
from search.shapes import Listing, absolute, read_whole_at

router = Router(tags=["assessment"])
ROUTERS = [("assessment", router)]
read_whole_at(ORGANISATION, "assessment/organisations")
read_whole_at(OVERVIEW, "assessment/summaries")

MOST = 200  # rounds, versions, and results of one organisation


@router.get("/", response=shapes.Rounds, summary="List rounds")
def list_rounds(request: HttpRequest) -> dict[str, Any]:
    """The rounds that have published results."""
    known = rounds()
    counted = cells([one.pk for one in known]) if known else {}
    return {"items": [round_told(one, total(counted[one.pk]).number) for one in known]}


@router.get("/results", response=Listing[shapes.AssessmentResultItem], summary="List results")
def list_results(request: HttpRequest, asked: Query[shapes.ResultFilters]) -> dict[str, Any]:
    """The published results of a round: of the newest of LAOs where none is named."""
    known_codes({"province": asked.province})
    one = _round(asked.set, asked.year)
    if one is None:
        return {"total": 0, **paging(request, page=asked.page, pages=1, per_page=asked.per_page), "items": []}
    filters = replace(
        Filters.of(QueryDict(), (one,))[0],
        region=asked.region or "",
        province=asked.province or "",
        type=asked.type or "",
        level="" if asked.level is None else str(asked.level),
        rose="1" if asked.rose else "",
        name=" ".join(asked.name.split()),
    )
    found = _with_all(of_round(one).filter(filters.condition())).order_by(*ORDERS[asked.sort])
    pages = Paginator(found, asked.per_page)
    numbers = paging(request, page=asked.page, pages=pages.num_pages, per_page=asked.per_page)
    return {"total": pages.count, **numbers, "items": [result_told(row) for row in pages.page(asked.page)]}


@router.get("/results/{id}", response=shapes.AssessmentResultShape, summary="A result")
def read_result(request: HttpRequest, id: Annotated[shapes.ResultId, Path()]) -> dict[str, Any]:
    """All of a published result: every score, goals, strengths, and the working."""
    standing = _with_all(Standing.objects.filter(result=int(id)), with_long=True).first()
    if standing is None:
        raise NotThere(_("There is no published result of this id."))
    return whole_told(standing, instrument_of(standing.result.version))


@router.get("/organisations/{key}", response=shapes.OrganisationShape, summary="An assessed organisation")
def read_organisation(request: HttpRequest, key: Annotated[shapes.OrganisationKey, Path()]) -> dict[str, Any]:
    """An organisation with all its published results."""
    organisation = Organisation.objects.select_related("province").filter(key=key).first()
    found = _with_all(Standing.objects.filter(organisation=organisation)).order_by("-year", "round_id")[:MOST]
    if organisation is None or not found:
        raise NotThere(_("There is no assessed organisation of this key."))
    return {
        **organisation_told(organisation),
        "id": organisation.key,
        "url": absolute(reverse("assessment:organisation", args=[organisation.key])),
        "api_url": absolute(f"{ROOT}/organisations/{organisation.key}"),
        "results": [result_told(standing) for standing in found],
    }


@router.get("/summaries/{key}", response=shapes.SummaryShape, summary="What a round adds up to")
def read_summary(
    request: HttpRequest, key: Annotated[shapes.SummaryKey, Path()], asked: Query[shapes.RoundFilters]
) -> dict[str, Any]:
    """Levels, means and who rose, in the country or a province."""
    one = _round(asked.set, asked.year)
    province = "" if key == "overview" else key
    counted = [cell for cell in cells([one.pk])[one.pk] if key in ("overview", cell.province)] if one else []
    if one is None or not counted:
        raise NotThere(_("There is no published result there."))
    whole, means = total(counted), dimension_means([one.pk], province)[one.pk]
    levels = [*((level.rank, level.name) for level in one.levels), (0, "")]
    return {
        "key": key,
        "set": one.set_code,
        "year": one.year,
        "number": whole.number,
        "mean": text(whole.mean),
        "risen": whole.risen,
        "with_before": whole.with_before,
        "demo": whole.demo,
        "levels": [{"rank": rank, "name": name, "number": whole.by_rank.get(rank, 0)} for rank, name in levels],
        "dimensions": [
            {"code": part.code, "name": part.name, "percent": text(mean.percent), "number": mean.number}
            for part in one.dimensions
            if (mean := means.get(part.code)) is not None
        ],
    }


@router.get("/versions", response=shapes.Versions, summary="List versions of indicator sets")
def list_versions(request: HttpRequest) -> dict[str, Any]:
    """Every version that is or was published."""
    found = shown_versions().order_by("indicator_set__kind__order", "indicator_set__code", "-number")[:MOST]
    return {"items": [version_told(version) for version in found]}


@router.get("/versions/{key}", response=shapes.VersionShape, summary="A version of an indicator set")
def read_version(request: HttpRequest, key: Annotated[shapes.VersionKey, Path()]) -> dict[str, Any]:
    """Everything a version asks, by code, with marks, levels and links to goals."""
    code, _dash, number = key.rpartition("-")
    version = version_of(code, int(number)) if number.isdigit() and len(number) < 6 else None
    if version is None:
        raise NotThere(_("There is no published version of this key."))
    return {**version_told(version), **instrument_told(instrument_of(version))}


def _round(set_code: str | None, year: int | None) -> RoundRead | None:
    """The round that is asked for; None where nothing is published. Raises NonsenseParameter."""
    known = rounds()
    if set_code is not None and not any(one.set_code == set_code for one in known):
        raise NonsenseParameter(Fault("set", _("No set of this code has published results.")))
    one = choose(known, set_code=set_code or "", year=str(year or ""))
    if one is not None and year is not None and one.year != year:
        raise NonsenseParameter(Fault("year", _("There is no round with published results in this year.")))
    return one


def _with_all(standings: QuerySet[Standing], *, with_long: bool = False) -> QuerySet[Standing]:
    """With what `result_told` says; one query."""
    related = ("organisation__province", "round__indicator_set", "result__level", "result__version__indicator_set")
    found = standings.select_related(*related)
    return found if with_long else found.defer(*LONG)
