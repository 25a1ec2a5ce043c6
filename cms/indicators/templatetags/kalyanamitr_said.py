"""Words and numbers of an indicator set's plain values."""

from decimal import Decimal
from typing import Any

from django import template

from cms.indicators import problem
from cms.indicators.keeping import tree

register = template.Library()


@register.filter
def said(spec: Any, stem: str) -> str:
    """What it says in the reader's language: `spec|said:"guidance"`."""
    return tree.said(spec, stem)


@register.filter
def plain(number: Decimal) -> str:
    """A decimal without zeros that say nothing."""
    return problem.plain(number)
