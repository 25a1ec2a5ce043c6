"""Rows and plain values as the API says them."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from cms.assessment.models import Layer, Result, ResultScore, Standing
from cms.assessment.reading.rounds import RoundRead
from cms.indicators.instrument import Instrument, SubIndicatorSpec
from cms.indicators.models import SetStanding, Version
from cms.indicators.sdgs import Goal
from cms.places.api import place
from cms.places.models import Organisation
from search.shapes import absolute
from themes.templatetags.localised import localised

ROOT = "/api/v1/assessment"
NAMED = ("code", "name_th", "name_en")


def text(number: Decimal | None) -> str | None:
    """A decimal number as text, so that no digit is lost."""
    return None if number is None else f"{number:f}"


def version_key(set_code: str, number: int) -> str:
    """What names a version."""
    return f"{set_code}-{number}"


def round_told(one: RoundRead, number: int) -> dict[str, Any]:
    """A round with how many results it has."""
    return {
        "set": one.set_code,
        "set_name": one.set_name,
        "set_standing": one.standing_words,
        "is_official": one.is_official,
        "kind": one.kind,
        "year": one.year,
        "version": version_key(one.set_code, one.version),
        "results": number,
    }


def organisation_told(organisation: Organisation) -> dict[str, Any]:
    """An organisation, read with its province."""
    kind = organisation.lao_type
    return {
        "key": organisation.key,
        "name": organisation.full_name,
        "name_th": organisation.called(language="th"),
        "name_en": organisation.called(language="en"),
        "kind": organisation.kind_id,
        "type": {"code": kind, "label": str(organisation.get_lao_type_display())} if kind else None,
        "province": place(organisation.province),
        "is_demo": organisation.is_demo,
    }


def result_told(standing: Standing) -> dict[str, Any]:
    """A result in a list, read with its organisation, province, set, level and version."""
    result, level, set_code = standing.result, standing.result.level, standing.round.indicator_set.code
    page = reverse("assessment:organisation", args=[standing.organisation.key])
    return {
        "id": str(result.pk),
        "organisation": organisation_told(standing.organisation),
        "set": set_code,
        "year": standing.year,
        "version": version_key(set_code, result.version.number),
        "percent": text(standing.percent),
        "self_percent": text(result.self_percent),
        "level": {"rank": level.rank, "code": level.code, "name": level.name} if level else None,
        "rank_before": standing.before,
        "has_risen": standing.has_risen,
        "published_at": result.published_at,
        "url": absolute(f"{page}?year={standing.year}"),
        "api_url": absolute(f"{ROOT}/results/{result.pk}"),
    }


def whole_told(standing: Standing, instrument: Instrument) -> dict[str, Any]:
    """All of a result; three queries beside the standing's own."""
    result = standing.result
    layers: dict[str, list[dict[str, Any]]] = {Layer.DIMENSION: [], Layer.INDICATOR: []}
    names: dict[tuple[str, str], str] = {(Layer.DIMENSION, d.code): localised(d, "name") for d in instrument.dimensions}
    names |= {(Layer.INDICATOR, i.code): localised(i, "name") for i in instrument.indicators}
    for score in result.layers.all():
        layers[score.layer].append(_score(score, names.get((score.layer, score.code), "")))
    return {
        **result_told(standing),
        "marks": text(result.marks),
        "full_marks": text(instrument.full_marks),
        "origin": {"code": result.origin, "label": str(result.get_origin_display())},
        "dimensions": layers[Layer.DIMENSION],
        "indicators": layers[Layer.INDICATOR],
        "sub_indicators": _subs(result),
        "goals": [
            {
                "goal": {"code": str(goal.goal), "label": str(Goal(goal.goal).label)},
                "percent": text(goal.percent),
                "attainment": goal.attainment,
            }
            for goal in result.goals.all()
        ],
        "strengths": [
            {"indicator": one.code, "text_th": one.text_th, "text_en": one.text_en} for one in result.strengths.all()
        ],
        "working": result.working,
    }


def _score(score: ResultScore, name: str) -> dict[str, Any]:
    numbers = {field: text(getattr(score, field)) for field in ("percent", "self_percent", "weight", "effective")}
    return {"code": score.code, "name": name, **numbers}


def _subs(result: Result) -> list[dict[str, Any]]:
    names = ("points", "full", "percent", "self_percent")
    return [
        {"code": code, **{name: told.get(name) for name in names}, "not_applicable": bool(told.get("na"))}
        for code, told in result.scores.items()
    ]


def version_told(version: Version) -> dict[str, Any]:
    """A version in a list, read with its set."""
    of, key = version.indicator_set, version_key(version.indicator_set.code, version.number)
    return {
        "key": key,
        "set": of.code,
        "set_name": of.name,
        "number": version.number,
        "kind": of.kind_id,
        "set_standing": str(of.get_standing_display()),
        "is_official": of.standing == SetStanding.OFFICIAL,
        "state": {"code": version.state, "label": str(version.get_state_display())},
        "api_url": absolute(f"{ROOT}/versions/{key}"),
    }


def instrument_told(instrument: Instrument) -> dict[str, Any]:
    """Everything a version asks, by code."""
    return {
        "full_marks": text(instrument.full_marks),
        "dimensions": [
            {
                **_named(dimension),
                "indicators": [
                    {**_named(one), "sub_indicators": [_sub(sub) for sub in one.subs]} for one in dimension.indicators
                ],
            }
            for dimension in instrument.dimensions
        ],
        "levels": [
            {
                **{name: getattr(level, name) for name in ("rank", *NAMED, "meaning_th", "meaning_en")},
                "cut_off": text(level.cut_off),
                "floors": [{"dimension": code, "percent": text(percent)} for code, percent in level.floors],
            }
            for level in instrument.levels
        ],
        "sdg_links": [
            {"sub_indicator": one.sub_indicator, "goal": one.goal, "target": one.target, "weight": text(one.weight)}
            for one in instrument.links
        ],
    }


def _named(spec: Any) -> dict[str, Any]:
    return {**{name: getattr(spec, name) for name in NAMED}, "weight": text(spec.weight)}


def _sub(sub: SubIndicatorSpec) -> dict[str, Any]:
    return {
        **_named(sub),
        **{name: getattr(sub, name) for name in ("scale", "better", "unit_th", "unit_en", "evidence_required")},
        "allows_not_applicable": sub.allows_na,
        "steps": [
            {"points": s.points, "text_th": s.text_th, "text_en": s.text_en, "bound": text(s.bound)} for s in sub.steps
        ],
    }
