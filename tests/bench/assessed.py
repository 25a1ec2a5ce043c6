"""Grows Kalyanamitr to a number of organisations, each with 60 answers in each of five years.

Some two hundred are scored and frozen as publishing does it; the others are copies of them inside the database, under names
and in places of their own, so that millions of rows are there in minutes. All of it is as `assessment_check` wants it.
"""

import random
from collections.abc import Iterator
from datetime import date

from django.db import connection, models, transaction

from cms.accounts.models import User
from cms.assessment.given import AnswerGiven
from cms.assessment.models import (
    Answer,
    Assessment,
    AssessmentEvent,
    Origin,
    Phase,
    Result,
    ResultGoal,
    ResultScore,
    ResultStrength,
    Round,
    Standing,
    State,
)
from cms.assessment.publishing import Publication, freeze_many
from cms.assessment.sums import sum_up
from cms.indicators.instrument import Instrument
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.places.models import LAO, District, LaoType, Organisation
from search.indexing import sort_key

SET = "lao-sample"
YEARS = range(2031, 2036)  # after those of the demo
PATTERNS = 200
BATCH = 1000


def grow(count: int) -> None:
    """Insert organisations until so many have results; run again it inserts nothing. The index is to be rebuilt after it."""
    have = Organisation.objects.filter(key__startswith="bench-a-").count()
    if have >= count:
        return
    rng = random.Random(count)
    version = Version.objects.select_related("indicator_set").get(indicator_set__code=SET, state="published")
    rounds = [_round(version, year) for year in YEARS]
    with transaction.atomic():
        made = _organisations(range(have, count), rng)
        if not have:
            _publish(made[:PATTERNS], rounds, instrument_of(version), rng)
        patterns = Organisation.objects.filter(key__startswith="bench-a-").order_by("pk")[:PATTERNS]
        _copy(made[0 if have else PATTERNS :], list(patterns.values_list("pk", flat=True)), rng)
        sum_up(set(Standing.objects.order_by().values_list("round_id", "province_id").distinct()))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _round(version: Version, year: int) -> Round:
    dates = {"opens_on": date(year, 1, 1), "closes_on": date(year, 12, 31)}
    made, _new = Round.objects.get_or_create(
        indicator_set=version.indicator_set, year=year, defaults={"version": version, **dates}
    )
    return made


def _organisations(numbers: range, rng: random.Random) -> list[Organisation]:
    districts = list(District.objects.current().exclude(province_id="10").values_list("code", "name_th"))
    types = [LaoType.TAO] * 6 + [LaoType.SUBDISTRICT_MUNICIPALITY] * 3 + [LaoType.TOWN]
    made = []
    for number in numbers:
        code, name = rng.choice(districts)
        one = Organisation(
            key=f"bench-a-{number + 1}",
            kind_id=LAO,
            lao_type=rng.choice(types),
            name_th=f"ทดลอง{name}{number + 1}",
            name_en=f"Bench {number + 1}",
            province_id=code[:2],
            district_id=code,
            is_demo=True,
        )
        one.derive()
        made.append(one)
    Organisation.objects.bulk_create(made, batch_size=BATCH)
    return list(
        Organisation.objects.filter(key__in=[one.key for one in made]).select_related("province").order_by("pk")
    )


def _publish(of: list[Organisation], rounds: list[Round], instrument: Instrument, rng: random.Random) -> None:
    """The patterns: scored and frozen, a year at a time, as an import does it."""
    pen = User.objects.order_by("pk").first()
    subs = dict(rounds[0].version.sub_indicators.values_list("code", "pk"))
    for year, in_round in enumerate(rounds):
        begun = [
            Assessment(round=in_round, organisation=one, version=in_round.version, state=State.PUBLISHED) for one in of
        ]
        Assessment.objects.bulk_create(begun, batch_size=BATCH)
        AssessmentEvent.objects.bulk_create(
            AssessmentEvent(subject=one, from_state=State.DRAFT, to_state=State.PUBLISHED, actor=pen) for one in begun
        )
        answered = [_answers(instrument, rng, place + 4 * year) for place in range(len(begun))]
        Answer.objects.bulk_create(
            (
                Answer(
                    assessment=one,
                    sub_indicator_id=subs[code],
                    phase=Phase.VERIFIED,
                    points=given.points,
                    not_applicable=given.not_applicable,
                    value=given.value,
                    by=pen,
                )
                for one, answers in zip(begun, answered, strict=True)
                for code, given in answers.items()
            ),
            batch_size=BATCH,
        )
        freeze_many(
            [
                Publication(assessment=one, verified=answers, origin=Origin.IMPORTED_ANSWERS, by=pen)
                for one, answers in zip(begun, answered, strict=True)
            ]
        )


def _answers(instrument: Instrument, rng: random.Random, strength: int) -> dict[str, AnswerGiven]:
    """Better ones for who is stronger."""
    found = {}
    for code, sub in instrument.subs.items():
        if sub.allows_na and rng.random() < 0.05:
            found[code] = AnswerGiven(None, not_applicable=True)
            continue
        steps = sorted(sub.steps, key=lambda step: step.points)
        step = steps[min(len(steps) - 1, round(rng.random() * len(steps) * (0.7 + strength % 60 / 70)))]
        bounds = [other.bound for other in steps if other.bound is not None]
        value = None
        if sub.scale == "measured":
            worst = min(bounds) - 1 if sub.better == "higher" else max(bounds) + 1
            value = step.bound if step.bound is not None else worst
        found[code] = AnswerGiven(step.points, value=value)
    return found


def _copy(of: list[Organisation], patterns: list[int], rng: random.Random) -> None:
    """For each organisation all rows of one of the patterns, inside the database."""
    twins = [
        (one.pk, rng.choice(patterns), one.province_id, one.province.region, one.lao_type, sort_key(one.name_th))
        for one in of
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE twin (organisation BIGINT PRIMARY KEY, pattern BIGINT, province_id VARCHAR(2), "
            "region VARCHAR(10), lao_type VARCHAR(30), name_key VARCHAR(200))"
        )
        cursor.executemany("INSERT INTO twin VALUES (%s, %s, %s, %s, %s, %s)", twins)
        for statement in _statements():
            cursor.execute(statement)
        for name in ("twin", "twin_assessment", "twin_result"):
            cursor.execute(f"DROP TABLE {name}")


def _statements() -> Iterator[str]:
    """What copies, table by table; each new assessment and result is paired with the one it repeats."""
    mine = "JOIN twin ON twin.pattern = old.organisation_id"
    yield _insert(Assessment, mine, organisation_id="twin.organisation")
    yield (
        "CREATE TEMPORARY TABLE twin_assessment AS SELECT new.id AS new, old.id AS old, twin.organisation FROM twin "
        "JOIN assessment_assessment new ON new.organisation_id = twin.organisation "
        "JOIN assessment_assessment old ON old.organisation_id = twin.pattern AND old.round_id = new.round_id"
    )
    yield "CREATE INDEX twin_assessment_old ON twin_assessment (old)"
    pairs = "JOIN twin_assessment pair ON pair.old = old.{}_id"
    yield _insert(AssessmentEvent, pairs.format("subject"), subject_id="pair.new")
    yield _insert(Answer, pairs.format("assessment"), assessment_id="pair.new")
    yield _insert(Result, pairs.format("assessment"), assessment_id="pair.new")
    yield (
        "CREATE TEMPORARY TABLE twin_result AS SELECT new.id AS new, old.id AS old, pair.new AS assessment FROM "
        "twin_assessment pair JOIN assessment_result new ON new.assessment_id = pair.new "
        "JOIN assessment_result old ON old.assessment_id = pair.old AND old.number = new.number"
    )
    yield "CREATE INDEX twin_result_old ON twin_result (old)"
    for model in (ResultScore, ResultGoal, ResultStrength):
        yield _insert(model, "JOIN twin_result pair ON pair.old = old.result_id", result_id="pair.new")
    own = {name: f"twin.{name}" for name in ("province_id", "region", "lao_type", "name_key")}
    yield _insert(
        Standing,
        "JOIN twin_result pair ON pair.old = old.result_id JOIN twin ON twin.organisation = "
        "(SELECT organisation_id FROM assessment_assessment WHERE id = pair.assessment)",
        **{**own, "assessment_id": "pair.assessment", "result_id": "pair.new", "organisation_id": "twin.organisation"},
    )


def _insert(model: type[models.Model], joined: str, **instead: str) -> str:
    """Rows of a model once more, with other columns instead of some."""
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    chosen = ", ".join(instead.get(name, f'old."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {model._meta.db_table} ({names}) SELECT {chosen} FROM {model._meta.db_table} old {joined}"  # noqa: S608 - names of our own
