"""What happens to indicator sets and their versions: each function is one transaction, its arguments by keyword.

Whether the person may is asked by the views before.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from cms.accounts.models import User
from cms.indicators import queries
from cms.indicators.errors import AnotherIsPublished, ChangedMeanwhile, DraftExists, NoDraft, Unpublishable
from cms.indicators.instrument import Instrument
from cms.indicators.models import MOVES, IndicatorSet, State, Topic, Version, VersionEvent
from cms.indicators.rules import problems
from cms.indicators.writing import write_tree as write_tree
from cms.lifecycle.services import lock, move
from search.services import raise_generation

SET_FIELDS = ("kind", "name_th", "name_en", "about_th", "about_en", "source", "standing")
RULE_FIELDS = ("full_marks", "sdg_attained_from", "sdg_underway_from")


@transaction.atomic
def create_set(*, code: str, **said: Any) -> IndicatorSet:
    """A new set without versions; `said` are its other fields. Raises ValidationError by field."""
    made = IndicatorSet(code=code, **said)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def change_set(*, indicator_set: IndicatorSet, **said: Any) -> IndicatorSet:
    """Say something else of a set; its code stays. Raises ValidationError by field, TypeError for a field that is none."""
    if not said.keys() <= set(SET_FIELDS):
        raise TypeError(f"A set has no {sorted(said.keys() - set(SET_FIELDS))} to change.")
    lock(indicator_set)
    for name, value in said.items():
        setattr(indicator_set, name, value)
    indicator_set.full_clean()
    indicator_set.save()
    raise_generation()
    return indicator_set


@transaction.atomic
def create_version(*, indicator_set: IndicatorSet, note: str = "") -> Version:
    """An empty draft with the next number. Raises DraftExists."""
    # Locked, so that two who begin a draft at once are told apart.
    lock(indicator_set)
    if indicator_set.versions.filter(state=State.DRAFT).exists():
        raise DraftExists
    last = indicator_set.versions.aggregate(last=models.Max("number"))["last"] or 0
    return Version.objects.create(indicator_set=indicator_set, number=last + 1, note=note)


@transaction.atomic
def duplicate(*, version: Version, note: str = "") -> Version:
    """The next draft of the set, saying all that this version says. Raises DraftExists."""
    draft = create_version(indicator_set=version.indicator_set, note=note)
    return write_tree(version=draft, instrument=queries.instrument_of(version))


@transaction.atomic
def change_draft(
    *, version: Version, change: Callable[[Instrument], Instrument], part: Callable[[Instrument], object], seen: str
) -> Version:
    """Write what `change` makes of the draft as it is now.

    `part` takes out what was edited, `seen` is its `fingerprint` as it was shown: raises ChangedMeanwhile where it
    has become another since, TreeRefused and NoDraft as `write_tree` does.
    """
    lock(version)
    if version.state != State.DRAFT:
        raise NoDraft
    now = queries.instrument_of(version)
    if queries.fingerprint(part(now)) != seen:
        raise ChangedMeanwhile
    return write_tree(version=version, instrument=change(now))


@transaction.atomic
def change_version(
    *,
    version: Version,
    seen: str,
    note: str,
    full_marks: Decimal,
    sdg_attained_from: Decimal,
    sdg_underway_from: Decimal,
) -> Version:
    """Say what is new in a draft, how many marks there are, when a goal is attained and under way.

    `seen` is the `queries.fingerprint` of `said_of(version)` as it was shown. Raises ChangedMeanwhile, NoDraft and
    TreeRefused.
    """
    lock(version)
    if version.state != State.DRAFT:
        raise NoDraft
    if queries.fingerprint(said_of(version)) != seen:
        raise ChangedMeanwhile
    changed = replace(
        queries.instrument_of(version),
        full_marks=full_marks,
        sdg_attained_from=sdg_attained_from,
        sdg_underway_from=sdg_underway_from,
    )
    write_tree(version=version, instrument=changed)
    version.note = note
    version.save(update_fields=["note"])
    return version


def said_of(version: Version) -> tuple[object, ...]:
    """What `change_version` changes, as it is."""
    return (version.note, *(getattr(version, name) for name in RULE_FIELDS))


@transaction.atomic
def delete_draft(*, version: Version) -> None:
    """Remove a draft with its whole tree; its number is free again. Raises NoDraft."""
    lock(version)
    if version.state != State.DRAFT:
        raise NoDraft
    version.delete()


@transaction.atomic
def publish_version(*, version: Version, user: User | None, replacing: bool = False, reason: str = "") -> Version:
    """From now on assessments begin with this version, and nothing of it changes; its indicators become topics.

    Raises Unpublishable with every problem, MoveNotAllowed where it is no draft, and AnotherIsPublished where the set
    has a published version; with `replacing` that is retired in the same transaction, for `reason`, which becomes its
    event's (ReasonMissing without one).
    """
    lock(version.indicator_set)
    lock(version)
    if version.state == State.DRAFT and (wrong := problems(queries.instrument_of(version))):
        raise Unpublishable(wrong)
    other = version.indicator_set.versions.filter(state=State.PUBLISHED).exclude(pk=version.pk).first()
    if other is not None and version.state == State.DRAFT:
        if not replacing:
            raise AnotherIsPublished(other.number)
        retire_version(version=other, user=user, reason=reason)
    move(subject=version, to=State.PUBLISHED, lifecycle=MOVES, events=VersionEvent, actor=user, reason="")
    _name_topics(version)
    raise_generation()
    return version


@transaction.atomic
def retire_version(*, version: Version, user: User | None, reason: str) -> Version:
    """No assessment begins with it any more; those begun go on. Raises ReasonMissing and MoveNotAllowed."""
    move(subject=version, to=State.RETIRED, lifecycle=MOVES, events=VersionEvent, actor=user, reason=reason)
    version.indicator_set.topics.update(is_asked=False)
    raise_generation()
    return version


def _name_topics(version: Version) -> None:
    """Make or rename a topic for each indicator; those that this version does not ask stay, and say so."""
    asked = [
        Topic(indicator_set=version.indicator_set, code=row.code, name_th=row.name_th, name_en=row.name_en)
        for row in version.indicators.all()
    ]
    version.indicator_set.topics.update(is_asked=False)
    Topic.objects.bulk_create(
        asked,
        update_conflicts=True,
        unique_fields=["indicator_set", "code"],
        update_fields=["name_th", "name_en", "is_asked"],
    )


__all__ = [
    "RULE_FIELDS",
    "SET_FIELDS",
    "change_draft",
    "change_set",
    "change_version",
    "create_set",
    "create_version",
    "delete_draft",
    "duplicate",
    "publish_version",
    "retire_version",
    "said_of",
    "write_tree",
]
