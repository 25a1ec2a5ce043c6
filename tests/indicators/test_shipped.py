"""The shipped sets: whole in both languages, free of mistakes, installed once and never touched again."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from cms.indicators.instrument import Instrument
from cms.indicators.models import IndicatorSet, SetStanding, State, Step, Topic
from cms.indicators.queries import instrument_of
from cms.indicators.rules import problems
from cms.indicators.services import create_set
from cms.indicators.shipped import codes, install, read

LAO, VILLAGE = "lao-sample", "moi-village"
THAI = re.compile(r"[ก-๙]")


def pairs(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Every Thai text with its English."""
    for level in instrument.levels:
        yield level.name_th, level.name_en
        yield level.meaning_th, level.meaning_en
    for dimension in instrument.dimensions:
        yield dimension.name_th, dimension.name_en
        for indicator in dimension.indicators:
            yield indicator.name_th, indicator.name_en
            yield indicator.guidance_th, indicator.guidance_en
            for sub in indicator.subs:
                yield sub.name_th, sub.name_en
                yield sub.guidance_th, sub.guidance_en
                yield sub.evidence_th, sub.evidence_en
                yield sub.unit_th, sub.unit_en
                yield from ((step.text_th, step.text_en) for step in sub.steps)


def in_order(instrument: Instrument) -> Instrument:
    """The same, its links in an order of their own: the database's goes by goals."""
    links = sorted(instrument.links, key=lambda link: (link.sub_indicator, link.goal, link.target))
    return replace(instrument, links=tuple(links))


def test_there_are_a_sample_for_laos_and_the_ministrys_for_villages() -> None:
    assert codes() == [LAO, VILLAGE]
    assert read(LAO).about["standing"] == SetStanding.SAMPLE
    assert read(VILLAGE).about["standing"] == SetStanding.TO_CHECK
    assert "ไม่ใช่ตัวชี้วัด" in read(LAO).about["about_th"]
    assert "not the programme's official indicators" in read(LAO).about["about_en"]


@pytest.mark.parametrize("code", [LAO, VILLAGE])
def test_a_shipped_set_can_be_published_and_says_everything_in_both_languages(code: str) -> None:
    instrument = read(code).instrument

    assert [f"{problem.path}: {problem}" for problem in problems(instrument)] == []
    for thai, english in pairs(instrument):
        assert bool(thai) == bool(english), thai or english
        assert not thai or THAI.search(thai), thai
        assert not THAI.search(english), english


def test_the_sample_is_as_large_and_as_mixed_as_was_promised() -> None:
    instrument = read(LAO).instrument
    subs = list(instrument.subs.values())
    scales = Counter(sub.scale for sub in subs)

    assert (len(instrument.dimensions), len(instrument.indicators), len(subs)) == (5, 20, 60)
    assert scales["rubric"] > 30
    assert min(scales["yes_no"], scales["measured"]) >= 5
    assert all(sub.full_points == 4 and len(sub.steps) == 5 for sub in subs if sub.scale == "rubric")
    assert {sub.better for sub in subs if sub.scale == "measured"} == {"higher", "lower"}
    assert sum(sub.allows_na for sub in subs) >= 5
    assert sum(sub.evidence_required for sub in subs) >= 3
    assert all(sub.evidence_th for sub in subs)
    assert all(indicator.guidance_th for indicator in instrument.indicators)
    assert {link.sub_indicator for link in instrument.links} == set(instrument.subs)
    assert {link.goal for link in instrument.links} == set(range(1, 18))
    assert [(level.name_th, int(level.cut_off)) for level in instrument.levels] == [
        ("เข้าข่าย", 50),
        ("เข้าใจ", 65),
        ("เข้าถึง", 80),
    ]
    assert [len(level.floors) for level in instrument.levels] == [0, 5, 5]


def test_no_two_sentences_of_the_sample_are_alike() -> None:
    for language in (0, 1):
        said = Counter("".join(pair[language].lower().split()) for pair in pairs(read(LAO).instrument))
        del said[""]
        assert {text for text, times in said.items() if times > 1} == set()


def test_the_ministrys_has_four_areas_with_23_questions_and_three_levels() -> None:
    instrument = read(VILLAGE).instrument

    assert [len(dimension.indicators) for dimension in instrument.dimensions] == [7, 5, 7, 4]
    assert {sub.scale for sub in instrument.subs.values()} == {"yes_no"}
    assert len(instrument.subs) == instrument.full_marks == 23
    assert [(level.name_th, int(level.cut_off)) for level in instrument.levels] == [
        ("พออยู่ พอกิน", 10),
        ("อยู่ดี กินดี", 17),
        ("มั่งมี ศรีสุข", 23),
    ]


@pytest.mark.every_database
@pytest.mark.django_db
def test_shipped_twice_is_shipped_once() -> None:
    said = StringIO()
    call_command("indicators_ship", stdout=said)
    steps = Step.objects.count()
    call_command("indicators_ship", stdout=said)

    assert said.getvalue().count("installed") == 2
    assert said.getvalue().count("left as it is") == 2
    assert Step.objects.count() == steps
    assert Topic.objects.count() == 43
    for code in (LAO, VILLAGE):
        version = IndicatorSet.objects.get(code=code).versions.get()
        assert version.state == State.PUBLISHED
        assert in_order(instrument_of(version)) == in_order(read(code).instrument)


@pytest.mark.django_db
def test_a_set_of_that_code_is_left_alone_even_without_a_version() -> None:
    create_set(code=LAO, kind_id="lao", name_th="ของเรา", name_en="Ours")

    assert not install(code=LAO)
    assert not IndicatorSet.objects.get(code=LAO).versions.exists()
