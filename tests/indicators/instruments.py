"""Indicator sets as plain values: a small one that is right, and any that hypothesis thinks of.

In the order in which the database reads them: links by goal and target, steps by points, levels by rank.
"""

from decimal import Decimal

from hypothesis import strategies as st

from cms.indicators.instrument import (
    DimensionSpec,
    IndicatorSpec,
    Instrument,
    LevelSpec,
    SdgLinkSpec,
    StepSpec,
    SubIndicatorSpec,
)

D = Decimal
NO, YES = StepSpec(0, "ไม่มี", "No"), StepSpec(1, "มี", "Yes")
RUBRIC = (
    StepSpec(0, "ยังไม่เริ่ม", "Not begun"),
    StepSpec(1, "มีแผน", "There is a plan"),
    StepSpec(2, "ทำแล้ว", "Done"),
)
MEASURED = (StepSpec(0, "น้อยกว่านั้น"), StepSpec(1, "พอใช้", bound=D(50)), StepSpec(2, "ดี", bound=D("80.5")))


def small() -> Instrument:
    """Two dimensions, three indicators, four sub-indicators of every scale, three levels, a floor, two links."""
    plan = SubIndicatorSpec("A1.1", "มีแผนน้ำ", D(20), RUBRIC, name_en="A water plan", evidence_required=True)
    water = SubIndicatorSpec(
        *("A1.2", "ครัวเรือนมีน้ำสะอาด", D(20), MEASURED, "measured", "higher", "Households with clean water"),
        unit_th="ร้อยละ",
        unit_en="percent",
    )
    fund = SubIndicatorSpec("A2.1", "มีกองทุน", D(20), (NO, YES), "yes_no", allows_na=True)
    school = SubIndicatorSpec("B1.1", "มีศูนย์เรียนรู้", D(40), (NO, YES), "yes_no", guidance_th="นับศูนย์ที่เปิดอยู่")
    return Instrument(
        set_code="sample",
        number=1,
        full_marks=D(100),
        dimensions=(
            DimensionSpec(
                "A",
                "เศรษฐกิจ",
                D(60),
                (
                    IndicatorSpec("A1", "น้ำ", D(40), (plan, water), "Water"),
                    IndicatorSpec("A2", "ทุน", D(20), (fund,), "Capital"),
                ),
                "Economy",
            ),
            DimensionSpec("B", "ความรู้", D(40), (IndicatorSpec("B1", "การเรียนรู้", D(40), (school,)),), "Knowledge"),
        ),
        levels=(
            LevelSpec(1, "begun", "เข้าข่าย", D(0), "Begun"),
            LevelSpec(2, "understood", "เข้าใจ", D(50), "Understood", floors=(("A", D(40)),)),
            LevelSpec(3, "reached", "เข้าถึง", D(80), "Reached", floors=(("A", D(60)), ("B", D(50)))),
        ),
        links=(SdgLinkSpec("B1.1", 4, D(1)), SdgLinkSpec("A1.2", 6, D(2), "6.1")),
    )


def _steps(draw: st.DrawFn) -> dict[str, object]:
    scale = draw(st.sampled_from(["rubric", "yes_no", "measured"]))
    if scale == "yes_no":
        return {"scale": scale, "steps": (NO, YES)}
    points = [0, *sorted(draw(st.sets(st.integers(1, 20), min_size=1, max_size=4)))]
    if scale == "rubric":
        return {"scale": scale, "steps": tuple(StepSpec(number, f"ขั้น {number}") for number in points)}
    better = draw(st.sampled_from(["higher", "lower"]))
    several = st.sets(st.decimals(-1000, 1000, places=2), min_size=len(points) - 1, max_size=len(points) - 1)
    bounds = [None, *sorted(draw(several), reverse=better == "lower")]
    steps = tuple(StepSpec(n, f"ขั้น {n}", bound=bound) for n, bound in zip(points, bounds, strict=True))
    return {"scale": scale, "better": better, "unit_th": "คน", "steps": steps}


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Any version that is right: marks that add up in every layer, steps of every scale, levels, floors, links."""
    marks = st.decimals("0.01", 30, places=2)
    few = st.integers(1, 3)
    dimensions = []
    for a in range(1, draw(few) + 1):
        indicators = []
        for b in range(1, draw(few) + 1):
            subs = tuple(
                SubIndicatorSpec(
                    code=f"{a}.{b}.{c}",
                    name_th=f"ย่อย {a}.{b}.{c}",
                    weight=draw(marks),
                    allows_na=draw(st.booleans()),
                    **_steps(draw),  # type: ignore[arg-type]  # a dict of several kinds of value
                )
                for c in range(1, draw(few) + 1)
            )
            weight = sum((sub.weight for sub in subs), D(0))
            indicators.append(IndicatorSpec(f"{a}.{b}", f"ตัวชี้วัด {a}.{b}", weight, subs))
        weight = sum((item.weight for item in indicators), D(0))
        dimensions.append(DimensionSpec(f"{a}", f"ด้าน {a}", weight, tuple(indicators)))
    full = sum((item.weight for item in dimensions), D(0))
    codes = [sub.code for item in dimensions for indicator in item.indicators for sub in indicator.subs]
    goals = draw(st.dictionaries(st.sampled_from(codes), st.integers(1, 17), max_size=5))
    cut_offs = [D(0), *sorted(draw(st.sets(st.decimals("0.01", full, places=2), max_size=3)))]
    floor = draw(st.decimals("0.01", 50, places=2))
    levels = tuple(
        LevelSpec(rank, f"l{rank}", f"ระดับ {rank}", cut, floors=(("1", floor + rank),) if rank > 1 else ())
        for rank, cut in enumerate(cut_offs, 1)
    )
    links = sorted((SdgLinkSpec(code, goal, draw(marks)) for code, goal in goals.items()), key=lambda one: one.goal)
    return Instrument("any", 1, full, tuple(dimensions), levels, tuple(links))
