"""`{% load indicator_words %}{{ sub|said:"guidance" }} {{ sub.weight|plainly }}`: an instrument in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from cms.indicators.instrument import Instrument, LevelSpec
from cms.indicators.problem import plain
from cms.indicators.sdgs import Goal
from themes.templatetags.localised import localised

register = template.Library()


@register.filter
def said(thing: object, attribute: str) -> str:
    """`<attribute>_th` or `_en` by language; the other one where the first is empty."""
    return localised(thing, attribute)


@register.filter
def plainly(number: object) -> str:
    """Marks and bounds without zeros that say nothing: 2.50 is "2.5"; nothing for what is no number."""
    return plain(number) if isinstance(number, Decimal) else ""


@register.filter
def goal_name(number: int) -> str:
    """The short name of a Sustainable Development Goal."""
    return str(Goal(number).label)


@register.filter
def of_code(found: Mapping[str, Any], code: str) -> Any:
    """What a mapping has for a code; nothing where it has nothing."""
    return found.get(code, ())


@register.filter
def same_floor(level: LevelSpec, instrument: Instrument) -> Decimal | None:
    """The percentage that every dimension needs for this level, where all need the same one; else None."""
    floors = dict(level.floors)
    every = floors.keys() == {dimension.code for dimension in instrument.dimensions}
    return level.floors[0][1] if every and len(set(floors.values())) == 1 else None
