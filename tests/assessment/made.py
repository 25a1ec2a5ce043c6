"""A small instrument, organisations of every kind, and their results, as publishing leaves them.

    version = small_set()                          # dimensions A and B, indicators A1 A2 B1 B2, sub-indicators A1a A1b …
    nong = organisation("หนองดี")                  # invented, a TAO in Khon Kaen
    published(nong, 2025, points=3, B1=1, B2b=None)  # everything 3 of 4, both of B1 one, B2b not applicable

The provinces are loaded by `tests.pages_made.provinces`.
"""

from collections.abc import Mapping
from decimal import Decimal

from cms.assessment import scoring
from cms.assessment.models import (
    Assessment,
    Layer,
    Result,
    ResultGoal,
    ResultScore,
    ResultStrength,
    Round,
    Standing,
    State,
)
from cms.assessment.scoring import Given, Outcome, Score
from cms.indicators import queries
from cms.indicators.instrument import Instrument
from cms.indicators.models import (
    Dimension,
    Indicator,
    IndicatorSet,
    Level,
    LevelFloor,
    SdgLink,
    SetStanding,
    Step,
    SubIndicator,
    Topic,
    Version,
)
from cms.places.models import Lao, Organisation

FULL = 4  # points of every sub-indicator
SET = "small"
SUBS = tuple(f"{dimension}{number}{letter}" for dimension in "AB" for number in "12" for letter in "ab")
# Sub-indicator, goal, target, weight.
LINKS = (("A1a", 1, "", 1), ("A1b", 1, "1.4", 3), ("A2a", 2, "", 1), ("B1a", 13, "", 1), ("B2a", 17, "", 1))
LEVELS = (("near", "เข้าข่าย", "Near", 40), ("knows", "เข้าใจ", "Knows", 60), ("lives", "เข้าถึง", "Lives", 80))


def small_set(code: str = SET, kind: str = "lao", standing: str = SetStanding.SAMPLE) -> Version:
    """The published version of a set: A has 60 marks, B 40; the highest level asks for 50 % in B. A1a always applies."""
    # Numbers of versions begin again with each test; what a process remembers of them would not.
    queries._remembered.cache_clear()
    indicator_set = IndicatorSet.objects.create(
        code=code, kind_id=kind, name_th="ชุดเล็ก", name_en="Small set", standing=standing
    )
    version = Version.objects.create(indicator_set=indicator_set, number=1)
    dimensions = [_dimension(version, letter, marks) for letter, marks in (("A", 60), ("B", 40))]
    for rank, (name, thai, english, cut_off) in enumerate(LEVELS, start=1):
        meaning = {"meaning_th": f"ความหมายของ{thai}", "meaning_en": f"What {english} means"}
        level = Level.objects.create(
            version=version, rank=rank, code=name, name_th=thai, name_en=english, cut_off=cut_off, **meaning
        )
    LevelFloor.objects.create(version=version, level=level, dimension=dimensions[1], percent=50)
    subs = {sub.code: sub for sub in version.sub_indicators.all()}
    for sub, goal, target, weight in LINKS:
        SdgLink.objects.create(version=version, sub_indicator=subs[sub], goal=goal, target=target, weight=weight)
    Version.objects.filter(pk=version.pk).update(state="published")
    version.refresh_from_db()
    return version


def _dimension(version: Version, letter: str, marks: int) -> Dimension:
    dimension = Dimension.objects.create(
        version=version, code=letter, name_th=f"ด้าน {letter}", name_en=f"Dimension {letter}", weight=marks
    )
    for number in (1, 2):
        code = f"{letter}{number}"
        names = {"name_th": f"ตัวชี้วัด {code}", "name_en": f"Indicator {code}"}
        indicator = Indicator.objects.create(
            version=version, dimension=dimension, code=code, weight=marks / 2, order=number, **names
        )
        Topic.objects.create(indicator_set=version.indicator_set, code=code, **names)
        for order, small in enumerate("ab"):
            _sub(indicator, f"{code}{small}", marks / 4, order)
    return dimension


def _sub(indicator: Indicator, code: str, marks: float, order: int) -> None:
    sub = SubIndicator.objects.create(
        version=indicator.version,
        indicator=indicator,
        code=code,
        name_th=f"ตัวชี้วัดย่อย {code}",
        name_en=f"Sub-indicator {code}",
        weight=Decimal(str(marks)),
        order=order,
        allows_na=code != "A1a",
    )
    Step.objects.bulk_create(
        Step(version=indicator.version, sub_indicator=sub, points=n, text_th=f"ขั้น {n}", text_en=f"Step {n}")
        for n in range(FULL + 1)
    )


def organisation(name: str = "ตัวอย่าง", province: str = "40", lao_type: str = "tao", kind: str = "lao") -> Organisation:
    """An invented organisation; its key is `demo-1` for the first, and so on."""
    number = Organisation.objects.count() + 1
    return Organisation.objects.create(
        key=f"demo-{number}",
        kind_id=kind,
        lao_type=lao_type if kind == "lao" else "",
        name_th=name,
        name_en=f"Example {number}",
        province_id=province,
        is_demo=True,
    )


def registered(lao: Lao) -> Organisation:
    """The organisation of an LAO of the registry."""
    found = Organisation.objects.filter(lao=lao).first()
    return found or Organisation.objects.create(key=lao.key, kind_id="lao", lao=lao)


def round_of(year: int, version: Version | None = None) -> Round:
    """The round of that year, by the small set where no version is named."""
    version = version or Version.objects.select_related("indicator_set").get(indicator_set__code=SET)
    made, _ = Round.objects.get_or_create(
        indicator_set=version.indicator_set,
        year=year,
        defaults={"version": version, "opens_on": f"{year}-01-01", "closes_on": f"{year}-12-31"},
    )
    return made


def answers(points: int | None = 3, **by_code: int | None) -> dict[str, Given]:
    """An answer to everything: `points`, or what is said by an indicator's or a sub-indicator's code; None: not applicable."""
    said = {sub: by_code.get(sub, by_code.get(sub[:-1], points)) for sub in SUBS}
    return {sub: Given(number, applies=number is not None) for sub, number in said.items()}


def published(
    of: Organisation,
    year: int = 2025,
    points: int | None = 3,
    *,
    self_points: int | None = None,
    version: Version | None = None,
    strengths: Mapping[str, str] | None = None,
    **by_code: int | None,
) -> Standing:
    """The published result of an organisation in a year, see `answers`. `self_points`: what it said of itself, everywhere.

    Years are published in their order, else `before` would not know the round before.
    """
    in_round = round_of(year, version)
    instrument = queries.instrument_of(in_round.version)
    given = answers(points, **by_code)
    said = given if self_points is None else answers(self_points)
    outcome, own = scoring.score(instrument, given), scoring.score(instrument, said)
    assessment = Assessment.objects.create(
        round=in_round, organisation=of, version=in_round.version, state=State.PUBLISHED
    )
    result = Result.objects.create(
        assessment=assessment,
        number=1,
        version=in_round.version,
        marks=scoring.rounded(outcome.marks),
        percent=scoring.percent(outcome.share or 0),
        self_percent=scoring.percent(own.share or 0),
        level=in_round.version.levels.filter(code=outcome.level.code).first() if outcome.level else None,
        scores=_scores(instrument, given, outcome, own),
    )
    _freeze(result, in_round, outcome, own, strengths or {})
    return _stand(assessment, result)


def _scores(instrument: Instrument, given: Mapping[str, Given], outcome: Outcome, own: Outcome) -> dict[str, object]:
    def text(number: Decimal | None) -> str | None:
        return None if number is None else str(number)

    return {
        code: {
            "points": given[code].points,
            "full": instrument.subs[code].full_points,
            "percent": text(score.percent),
            "self_percent": text(own.subs[code].percent),
            "weight": str(score.weight),
            "effective": str(scoring.rounded(score.effective)),
            "na": not given[code].applies,
            "value": None,
        }
        for code, score in outcome.subs.items()
    }


def _freeze(result: Result, in_round: Round, outcome: Outcome, own: Outcome, strengths: Mapping[str, str]) -> None:
    def row(layer: Layer, score: Score, its_own: Score) -> ResultScore:
        return ResultScore(
            result=result,
            round=in_round,
            layer=layer,
            code=score.code,
            weight=score.weight,
            effective=scoring.rounded(score.effective),
            percent=score.percent,
            self_percent=its_own.percent,
        )

    layers = (
        (Layer.DIMENSION, outcome.dimensions, own.dimensions),
        (Layer.INDICATOR, outcome.indicators, own.indicators),
    )
    ResultScore.objects.bulk_create(
        row(layer, score, theirs[code]) for layer, scores, theirs in layers for code, score in scores.items()
    )
    ResultGoal.objects.bulk_create(
        ResultGoal(result=result, goal=goal.goal, percent=goal.percent, attainment=goal.attainment)
        for goal in outcome.goals
    )
    ResultStrength.objects.bulk_create(
        ResultStrength(result=result, code=code, text_th=text) for code, text in strengths.items()
    )


def _stand(assessment: Assessment, result: Result) -> Standing:
    of = assessment.organisation
    earlier = Standing.objects.filter(
        organisation=of, round__indicator_set=assessment.round.indicator_set, year__lt=assessment.round.year
    )
    before = earlier.order_by("-year").first()
    return Standing.objects.create(
        assessment=assessment,
        result=result,
        round=assessment.round,
        year=assessment.round.year,
        organisation=of,
        kind=of.kind,
        lao_type=of.lao_type,
        region=of.province.region,
        province=of.province,
        name_key=of.key_th,
        percent=result.percent,
        rank=result.level.rank if result.level else 0,
        before=before.rank if before else None,
        is_demo=of.is_demo,
    )
