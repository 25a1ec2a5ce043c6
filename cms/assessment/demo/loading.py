"""Writes invented organisations and their published assessments, a year in a transaction of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from cms.accounts.roles import Role
from cms.assessment.demo import giving, rows, telling
from cms.assessment.demo.invented import YEARS, Assessed, Invented, assessed, organisations
from cms.assessment.demo.rows import Pens
from cms.assessment.models import Answer, Assessment, AssessmentEvent, Evidence, Phase, Round, State, Strength
from cms.assessment.publishing import Publication, freeze_many
from cms.indicators.models import State as VersionState
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.indicators.shipped import install
from cms.places.models import LAO, Lao, Organisation
from cms.places.rules import name_key

SET = "lao-sample"
BATCH = 1000
OPEN_FOR = timedelta(days=90)
M = TypeVar("M", bound=models.Model)


def version_of(code: str) -> Version:
    """The published version of a shipped set, installed where it is missing."""
    install(code=code)
    return Version.objects.select_related("indicator_set").get(indicator_set__code=code, state=VersionState.PUBLISHED)


def round_of(version: Version, year: int) -> Round:
    """The round of a year. The last one takes answers for three months from the first start, whenever that is."""
    closes = date(year, 9, 30)
    if year == YEARS[-1]:
        closes = max(date(year, 12, 31), timezone.localdate() + OPEN_FOR)
    made, _new = Round.objects.get_or_create(
        indicator_set=version.indicator_set,
        year=year,
        defaults={"version": version, "opens_on": date(year, 1, 15), "closes_on": closes},
    )
    return made


def planned() -> list[Invented]:
    """The organisations, none named as one that is registered."""
    return organisations(taken=frozenset(Lao.objects.values_list("name_th", flat=True)))


@transaction.atomic
def write_organisations(planned: Iterable[Invented]) -> dict[str, Organisation]:
    """Those of the plan, by key; made where they are missing."""
    Organisation.objects.bulk_create(
        (
            Organisation(
                key=one.key,
                kind_id=LAO,
                lao_type=one.lao_type,
                name_th=one.name_th,
                name_en=one.name_en,
                province_id=one.province,
                key_th=name_key(one.name_th),
                is_demo=True,
            )
            for one in planned
        ),
        ignore_conflicts=True,
    )
    found = Organisation.objects.filter(key__in=[one.key for one in planned], is_demo=True).select_related("province")
    return {of.key: of for of in found}


def load() -> Iterator[str]:
    """Write what is missing of organisations and of each year; yields the key of every assessment."""
    version = version_of(SET)
    plan = planned()
    of = write_organisations(plan)
    everything = assessed(plan)
    years = [round_of(version, year) for year in YEARS]
    missing = [round for round in years if not round.assessments.filter(state=State.PUBLISHED).exists()]
    written = _publications(version, of, everything) if missing else {}
    for round in years:
        if round in missing:
            publish(written[round.year], rows.pens_of(version, instrument_of(version)))
        yield from (row.organisation.key for row in everything if row.year == round.year)


def _publications(
    version: Version, of: Mapping[str, Organisation], everything: Sequence[Assessed]
) -> dict[int, list[Publication]]:
    """By year, computed from all years together: which strength is told by whom depends on all of them."""
    instrument = instrument_of(version)
    pens = rows.pens_of(version, instrument)
    given = [(row, *giving.answers(row, instrument)) for row in everything]
    told = telling.strengths(((row, verified) for row, _own, verified in given), instrument)
    rounds = {year: round_of(version, year) for year in YEARS}
    found: dict[int, list[Publication]] = {}
    for row, own, verified in given:
        one = of[row.organisation.key]
        assessment = rows.begun(one, rounds[row.year], State.PUBLISHED, pens.people[Role.LAO_OFFICER])
        found.setdefault(row.year, []).append(
            Publication(
                assessment=assessment,
                verified=verified,
                own=own,
                strengths=told.get((one.key, row.year), ()),
                at=rows.published_at(assessment),
                by=pens.people[Role.MODERATOR],
            )
        )
    return found


@transaction.atomic
def publish(publications: Sequence[Publication], pens: Pens, speaker: Role = Role.LAO_OFFICER) -> None:
    """Write these assessments as if they had been answered, verified and published; `speaker` answered for them."""
    own, second = pens.people[speaker], pens.people[Role.RESEARCHER]
    _write(Assessment, (one.assessment for one in publications))
    _write(AssessmentEvent, (row for one in publications for row in rows.events(one.assessment, pens, speaker)))
    for one in publications:
        _write(Answer, rows.answers(one.assessment, Phase.SELF, dict(one.own), own, pens))
        _write(Answer, rows.answers(one.assessment, Phase.VERIFIED, dict(one.verified), second, pens))
    _write(Evidence, (row for one in publications for row in rows.evidence(one.assessment, dict(one.own), own, pens)))
    _write(Strength, (row for one in publications for row in rows.strengths(one.assessment, one.strengths, own, pens)))
    freeze_many(publications)


def _write(model: type[M], made: Iterable[M]) -> None:
    model._default_manager.bulk_create(made, batch_size=BATCH)
