"""Rounds: opened and changed by staff, each function one transaction; and what they say of versions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.assessment.models import Round
from cms.indicators.models import IndicatorSet, Version
from cms.indicators.models import State as VersionState
from cms.lifecycle.services import lock
from search.services import raise_generation


class VersionOfAnotherSet(ValidationError):
    """A round asks by a version of its own set."""

    def __init__(self) -> None:
        super().__init__({"version": _("This version belongs to another set.")})


class VersionNotChoosable(ValidationError):
    """A round asks by a published version."""

    def __init__(self) -> None:
        super().__init__({"version": _("Choose the published version of the set; only with that assessments begin.")})


class SetIsFixed(ValidationError):
    """Assessments were begun in this round: its set and year stay."""

    def __init__(self, field: str) -> None:
        super().__init__({field: _("Assessments were begun in this round: its set and year stay.")})


@transaction.atomic
def create_round(*, indicator_set: IndicatorSet, version: Version, year: int, opens_on: date, closes_on: date) -> Round:
    """A new round. Raises ValidationError by field: VersionOfAnotherSet, VersionNotChoosable, or what the model says."""
    made = Round(indicator_set=indicator_set, version=version, year=year, opens_on=opens_on, closes_on=closes_on)
    _check(made)
    made.full_clean()
    made.save()
    raise_generation()
    return made


@transaction.atomic
def change_round(
    *, round: Round, indicator_set: IndicatorSet, version: Version, year: int, opens_on: date, closes_on: date
) -> Round:
    """Another version, year or time for a round; assessments that were begun keep the version they began with.

    A version that the round has already may stay though it is retired. Raises as `create_round` does, and SetIsFixed
    where something was begun and set or year would change.
    """
    lock(round)
    begun = round.assessments.exists()
    if begun and indicator_set.pk != round.indicator_set_id:
        raise SetIsFixed("indicator_set")
    if begun and year != round.year:
        raise SetIsFixed("year")
    kept = round.version_id == version.pk and round.indicator_set_id == indicator_set.pk
    round.indicator_set, round.version, round.year = indicator_set, version, year
    round.opens_on, round.closes_on = opens_on, closes_on
    if not kept:
        _check(round)
    round.full_clean()
    round.save()
    raise_generation()
    return round


def _check(round: Round) -> None:
    # The version as it is now, and as it stays until this transaction ends.
    lock(round.version)
    if round.version.indicator_set_id != round.indicator_set_id:
        raise VersionOfAnotherSet
    if round.version.state != VersionState.PUBLISHED:
        raise VersionNotChoosable


def rounds_with_counts() -> QuerySet[Round]:
    """Every round with its set, its version and `begun`, how many assessments it has."""
    return Round.objects.select_related("indicator_set", "version__indicator_set").annotate(begun=Count("assessments"))


def under_way(version: Version, today: date | None = None) -> QuerySet[Round]:
    """The rounds by this version that are not closed yet; each with `begun`, which go on, and the others cannot begin."""
    on = today or timezone.localdate()
    begun = Count("assessments", filter=Q(assessments__version=version))
    rows = version.rounds.filter(closes_on__gte=on).select_related("indicator_set").annotate(begun=begun)
    return rows.order_by("-year", "pk")


def needs_version(round: Round, today: date | None = None) -> bool:
    """Whether a round that is not closed asks by a version that is published no more: nothing can begin in it."""
    on = today or timezone.localdate()
    return round.closes_on >= on and round.version.state != VersionState.PUBLISHED
