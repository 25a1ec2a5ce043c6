"""The charts of a result, with the words for those who do not see them. Their tables stand beside them in the templates."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.assessment.models import Standing
from cms.assessment.reading.published import DimensionRead, Published
from cms.assessment.reading.words import percent_words
from cms.indicators.instrument import Instrument
from cms.indicators.sdgs import Goal
from themes.charts import Band, Moment, Segment, Series, Spoke, history, radar, wheel
from themes.templatetags.localised import localised
from themes.templatetags.thai_dates import thai_year

# Fewer spokes than this make no polygon; bars say it then.
FEWEST_SPOKES = 3
SMALL = 84  # pixels: the radius of a radar beside other things
MOST_YEARS = 8


def dimensions_radar(dimensions: Sequence[DimensionRead], *, name: str, small: bool = False) -> SafeString:
    """The dimensions of one result, the self-assessment beside the verification; nothing where there are too few."""
    verified = Series(_("Verified"), tuple(one.percent for one in dimensions))
    own = Series(_("Self-assessed"), tuple(one.self_percent for one in dimensions))
    both = says_both(dimensions) and not small
    return spokes_radar(dimensions, [verified, own] if both else [verified], name=name, small=small)


def says_both(dimensions: Sequence[DimensionRead]) -> bool:
    """Whether the self-assessment says anything else than the verification."""
    return any(one.self_percent is not None and one.self_percent != one.percent for one in dimensions)


def spokes_radar(
    dimensions: Sequence[DimensionRead], drawn: Sequence[Series], *, name: str, small: bool = False
) -> SafeString:
    """Several series over the same dimensions; nothing where there are too few dimensions."""
    if len(dimensions) < FEWEST_SPOKES:
        return SafeString()
    told = "; ".join(
        f"{series.name}: "
        + ", ".join(f"{one.mark} {percent_words(value)}" for one, value in zip(dimensions, series.values, strict=True))
        for series in drawn
    )
    spokes = [Spoke(one.mark, one.name) for one in dimensions]
    title = _("Dimensions of %(name)s") % {"name": name}
    return radar(spokes, drawn, title=title, description=told, **({"radius": SMALL} if small else {}))


def goals_wheel(published: Published, *, name: str) -> SafeString:
    """The seventeen goals, those without a figure empty; nothing where no goal has one."""
    if not published.goals:
        return SafeString()
    by_number = {goal.number: goal for goal in published.goals}
    segments = [
        Segment(
            str(goal.value), f"{goal.value}. {goal.label}: {percent_words(one.percent)}", one.percent, one.attainment
        )
        if (one := by_number.get(goal.value)) is not None
        else Segment(str(goal.value), f"{goal.value}. {goal.label}")
        for goal in Goal
    ]
    instrument = published.instrument
    return wheel(
        segments,
        title=_("Sustainable Development Goals of %(name)s") % {"name": name},
        description="; ".join(one.name for one in segments if one.value is not None),
        rings=(instrument.sdg_underway_from, instrument.sdg_attained_from),
    )


def years(past: Sequence[Standing], instrument: Instrument, *, name: str) -> SafeString:
    """The last years of one organisation on the levels of this version; nothing where there is one year only."""
    shown = past[-MOST_YEARS:]
    if len(shown) < 2:
        return SafeString()
    bands = [Band(localised(one, "name"), 100 * one.cut_off / instrument.full_marks) for one in instrument.levels]
    moments = [_moment(one) for one in shown]
    told = "; ".join(f"{moment.label}: {moment.amount}" for moment in moments)
    return history(moments, bands, title=_("%(name)s over the years") % {"name": name}, description=told)


def _moment(standing: Standing) -> Moment:
    change = (
        "" if standing.before is None or standing.rank == standing.before else "up" if standing.has_risen else "down"
    )
    # The era is said above the chart: a phone has no room for it under every point.
    label = thai_year(standing.year).rsplit(" ", 1)[-1]
    return Moment(label, standing.percent, f"{standing.percent.quantize(Decimal('0.1'))}", change)
