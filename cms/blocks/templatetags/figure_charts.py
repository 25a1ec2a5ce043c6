"""`{% load figure_charts %}{% charts_of self as charts %}`: drawings of those figures of a brick that can be compared."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.blocks.comparing import Comparison, comparisons, ends
from themes.charts import Bar, bars
from themes.templatetags.thai_dates import thai_date

register = template.Library()


class Chart(NamedTuple):
    """A drawing with its caption; `note` says what differs beside the amounts."""

    caption: str
    drawing: SafeString
    note: str


@register.simple_tag
def charts_of(brick: Any) -> list[Chart]:
    """A chart for each unit that at least two of the brick's figures share."""
    heading = brick.get("heading") or ""
    return [_chart(comparison, heading) for comparison in comparisons(list(brick["metrics"]))]


def _chart(comparison: Comparison, heading: str) -> Chart:
    drawn = [_bar(metric, comparison.differing) for metric in comparison.metrics]
    unit = f"{comparison.unit} {_('per')} {comparison.per}" if comparison.per else comparison.unit
    caption = f"{comparison.shared_label} ({unit})" if comparison.shared_label else f"{_('Unit')}: {unit}"
    told = "; ".join(f"{bar.label}: {bar.amount}" for bar in drawn)
    drawing = bars(drawn, title=heading or caption, description=f"{caption}. {told}")
    return Chart(caption, drawing, _note(comparison))


def _note(comparison: Comparison) -> str:
    names = {"label": _("what is counted"), "area": _("area"), "period": _("period")}
    what = ", ".join(names[name] for name in comparison.unlike)
    return _("Not the same in all bars: %(what)s.") % {"what": what} if what else ""


def _bar(metric: Any, differing: Sequence[str]) -> Bar:
    low, high = ends(metric) or (None, Decimal(0))
    words = [str(metric.qualifier_words), metric.amount, metric.get("unit") or ""]
    return Bar(
        label=_label(metric, differing),
        amount=" ".join(word for word in words if word),
        high=high,
        low=low,
        moment=metric.get("moment") or "",
        is_forecast=metric.is_forecast,
    )


def _label(metric: Any, differing: Sequence[str]) -> str:
    """Before, after, forecast, and what else tells this figure from its neighbours."""
    told = {
        "label": metric.get("label"),
        "area": metric.get("area"),
        "period": metric.get("period"),
        "as_of": thai_date(metric.get("as_of")),
        "source": metric["source"].title if metric.get("source") else "",
        "line": f"{_('line')} {metric['line']}" if metric.get("line") else "",
    }
    marks = [metric.moment_words, _("Forecast") if metric.is_forecast else ""]
    parts = [*(told[name] for name in differing), *marks]
    return " · ".join(str(part) for part in parts if part) or str(metric.get("label") or "")
