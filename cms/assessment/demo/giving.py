"""What invented organisations answered, and what was verified. Pure; the same key and year give the same answers."""

from decimal import Decimal
from random import Random

from cms.assessment.demo.invented import BELOW, LIVING, ON_THE_WAY, SEED, UNDERSTANDING, Assessed, Invented
from cms.assessment.given import AnswerGiven
from cms.assessment.scoring import points_of
from cms.indicators.instrument import Instrument, SubIndicatorSpec

Answers = dict[str, AnswerGiven]

# The share of the marks around which the answers of a level are made.
_SHARES = {BELOW: (0.33, 0.46), ON_THE_WAY: (0.53, 0.62), UNDERSTANDING: (0.68, 0.77), LIVING: (0.86, 0.94)}
# How likely a sub-indicator does not apply, where that may be said at all.
_NOT_APPLICABLE, _MORE_OFTEN = 0.06, {"3.1.3": 0.3, "3.4.2": 0.2, "3.3.3": 0.12}
# A province runs no children's centre as a rule.
_OF_PROVINCES = {"3.3.3": 0.7}
# How often an organisation thinks better of itself than what is verified, or worse.
_BETTER, _WORSE = 0.2, 0.04
# What comes easier or harder to everybody, as shares.
_OF_DIMENSIONS = {"1": 0.04, "2": -0.02, "3": -0.05, "4": 0.01, "5": 0.03}
_EASIER = {"1.1": 0.05, "2.2": 0.05, "3.3": 0.06, "4.1": 0.06, "5.1": 0.03}
_HARDER = {"1.2": 0.06, "2.3": 0.07, "3.2": 0.04, "3.4": 0.03, "4.4": 0.08, "5.2": 0.06}
_NOTES = (
    "หลักฐานที่ส่งมาแสดงถึงขั้นนี้ ยังไม่พบส่วนที่เหลือ",
    "สัมภาษณ์เจ้าหน้าที่และประชาชนแล้วเห็นตรงกันที่ขั้นนี้",
    "ตัวเลขในเอกสารต่างจากที่กรอก ใช้ตัวเลขจากเอกสาร",
    "ลงพื้นที่แล้วพบว่าเริ่มทำแต่ยังไม่ครบทุกหมู่บ้าน",
    "ทำได้ดีกว่าที่องค์กรประเมินตนเอง มีผลงานยืนยัน",
    "เอกสารเป็นของปีก่อน จึงนับเท่าที่ยืนยันได้ในปีนี้",
)


def answers(of: Assessed, instrument: Instrument) -> tuple[Answers, Answers]:
    """By sub-indicators' codes: the organisation's own answers, and the verified ones."""
    random = Random(f"{SEED} {of.organisation.key} {of.year}")  # noqa: S311 - it must be the same everywhere
    around = random.uniform(*_SHARES[of.level])
    spread = 0.03 if of.level == LIVING else 0.06
    own: Answers = {}
    verified: Answers = {}
    for dimension in instrument.dimensions:
        here = around + _OF_DIMENSIONS.get(dimension.code, 0) + random.uniform(-spread, spread)
        for indicator in dimension.indicators:
            easier = _EASIER.get(indicator.code, 0) - _HARDER.get(indicator.code, 0)
            inclined = here + easier + random.gauss(0, 0.06)
            for sub in indicator.subs:
                own[sub.code], verified[sub.code] = _both(sub, inclined, of.organisation, random)
    return own, verified


def _both(sub: SubIndicatorSpec, inclined: float, of: Invented, random: Random) -> tuple[AnswerGiven, AnswerGiven]:
    if sub.allows_na and _does_not_apply(sub.code, of):
        nothing = AnswerGiven(not_applicable=True)
        return nothing, nothing
    found = answer(sub, _points(sub, inclined + random.gauss(0, 0.1), random), random)
    chance, points = random.random(), found.points or 0
    otherwise = points + 1 if chance < _BETTER else points - 1 if chance > 1 - _WORSE else points
    if otherwise == points or otherwise not in sub.points:
        return found, found
    said = answer(sub, otherwise, random)
    note = _NOTES[4] if otherwise < points else random.choice(_NOTES[:4] + _NOTES[5:])
    return said, AnswerGiven(found.points, found.value, note=note)


def _does_not_apply(code: str, of: Invented) -> bool:
    """The same in every year."""
    likely = _MORE_OFTEN.get(code, _NOT_APPLICABLE)
    if of.lao_type == "pao":
        likely = _OF_PROVINCES.get(code, likely)
    return Random(f"{SEED} {of.key} {code}").random() < likely  # noqa: S311 - it must be the same everywhere


def _points(sub: SubIndicatorSpec, share: float, random: Random) -> int:
    """The points of this share, rounded by chance so that the mean is kept."""
    exact = min(max(share, 0), 1) * sub.full_points
    return min(int(exact) + (random.random() < exact - int(exact)), sub.full_points)


def answer(sub: SubIndicatorSpec, points: int, random: Random) -> AnswerGiven:
    """An answer that gives these points; of a measured sub-indicator with a value that reaches them and no more."""
    if sub.scale != "measured":
        return AnswerGiven(points=points)
    return AnswerGiven(points=points, value=_value(sub, points, random))


def _value(sub: SubIndicatorSpec, points: int, random: Random) -> Decimal:
    bounds = {step.points: step.bound for step in sub.steps if step.bound is not None}
    sense = 1 if sub.better == "higher" else -1
    gap = abs(bounds[2] - bounds[1])
    least = bounds.get(points, bounds[1] - sense * gap)
    most = bounds.get(points + 1, least + sense * gap)
    value = least + (most - least) * Decimal(random.randrange(100)) / 100
    value = value.quantize(Decimal(1) if gap == int(gap) and gap < 5 else Decimal("0.1"))
    if "percent" in sub.unit_en and sense > 0:
        value = min(value, Decimal(100))
    if bounds[1] > 0:
        value = max(value, Decimal(0))
    if points_of(sub, value) == points:
        return value
    # Rounded out of its step: the bound itself is in it; below all bounds, what is furthest from them.
    return least
