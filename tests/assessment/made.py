"""A small instrument, organisations of every kind, and their results, frozen as publishing freezes them.

    version = small_set()                          # dimensions A and B, indicators A1 A2 B1 B2, sub-indicators A1a A1b …
    nong = organisation("หนองดี")                  # invented, a TAO in Khon Kaen
    published(nong, 2025, points=3, B1=1, B2b=None)  # everything 3 of 4, both of B1 one, B2b not applicable

The provinces are loaded by `tests.pages_made.provinces`.
"""

from collections.abc import Mapping
from decimal import Decimal

from cms.assessment.given import AnswerGiven
from cms.assessment.models import Assessment, Round, Standing, State
from cms.assessment.publishing import Publication, Strong, freeze_many
from cms.indicators import queries
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
    """The published version of a set: A has 60 marks, B 40; A1a always applies.

    The highest level asks for 50 % in B, the lowest for 10 % in A.
    """
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
    lowest = version.levels.get(rank=1)
    LevelFloor.objects.create(version=version, level=lowest, dimension=dimensions[0], percent=10)
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


def answers(points: int | None = 3, **by_code: int | None) -> dict[str, AnswerGiven]:
    """An answer to everything: `points`, or what is said by an indicator's or a sub-indicator's code; None: not applicable."""
    said = {sub: by_code.get(sub, by_code.get(sub[:-1], points)) for sub in SUBS}
    return {sub: AnswerGiven(number, not_applicable=number is None) for sub, number in said.items()}


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
    """The published result of an organisation in a year, see `answers`. `self_points`: what it said of itself, everywhere."""
    in_round = round_of(year, version)
    assessment = Assessment.objects.create(
        round=in_round, organisation=of, version=in_round.version, state=State.PUBLISHED
    )
    publication = Publication(
        assessment=assessment,
        verified=answers(points, **by_code),
        own=answers(points, **by_code) if self_points is None else answers(self_points),
        strengths=[Strong(code, text) for code, text in (strengths or {}).items()],
    )
    [result] = freeze_many([publication])
    return Standing.objects.select_related("organisation", "round", "result").get(result=result)
