"""What everybody may read of indicator sets: their published and retired versions, never a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from cms.indicators.instrument import Instrument, SdgLinkSpec, SubIndicatorSpec
from cms.indicators.models import IndicatorSet, State, Version
from cms.indicators.queries import instrument_of

MOST_SETS = 100  # one for each kind of organisation, and some
SHOWN = (State.PUBLISHED, State.RETIRED)


@dataclass(frozen=True, slots=True)
class SetCard:
    """A set in the list: its version to read (the published one, else the last), and the older ones."""

    indicator_set: IndicatorSet
    version: Version
    older: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class GoalShare:
    """A goal with what counts towards it: (sub-indicator, link) in order, and the sum of the links' weights."""

    goal: int
    parts: tuple[tuple[SubIndicatorSpec, SdgLinkSpec], ...]
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with everything its page says. `current` is the set's published number, None where it has none."""

    version: Version
    instrument: Instrument
    links: Mapping[str, tuple[SdgLinkSpec, ...]]
    goals: tuple[GoalShare, ...]
    current: int | None


def shown_versions() -> QuerySet[Version]:
    """Every version that is no draft, with its set."""
    return Version.objects.filter(state__in=SHOWN).select_related("indicator_set__kind")


def set_cards() -> list[SetCard]:
    """The sets that have something to read, by kind of organisation."""
    by_set: dict[int, list[Version]] = {}
    ordered = shown_versions().order_by("indicator_set__kind__order", "indicator_set__code", "-number")
    for version in ordered[: MOST_SETS * 10]:
        by_set.setdefault(version.indicator_set_id, []).append(version)
    return [_card(versions) for versions in list(by_set.values())[:MOST_SETS]]


def _card(versions: list[Version]) -> SetCard:
    chosen = next((version for version in versions if version.state == State.PUBLISHED), versions[0])
    older = tuple(version for version in versions if version is not chosen)
    return SetCard(chosen.indicator_set, chosen, older)


def version_of(code: str, number: int) -> Version | None:
    """A version by its set's code and its number; None for a draft and for what there is not."""
    return shown_versions().filter(indicator_set__code=code, number=number).first()


def shown(version: Version) -> Shown:
    """All that its page shows."""
    instrument = instrument_of(version)
    links: dict[str, tuple[SdgLinkSpec, ...]] = {}
    for link in instrument.links:
        links[link.sub_indicator] = (*links.get(link.sub_indicator, ()), link)
    numbers = version.indicator_set.versions.filter(state=State.PUBLISHED).values_list("number", flat=True)
    return Shown(version, instrument, links, _goals(instrument), numbers.first())


def _goals(instrument: Instrument) -> tuple[GoalShare, ...]:
    by_goal: dict[int, list[SdgLinkSpec]] = {}
    for link in instrument.links:
        by_goal.setdefault(link.goal, []).append(link)
    order = list(instrument.subs)
    return tuple(
        GoalShare(
            goal,
            tuple(
                (instrument.subs[link.sub_indicator], link)
                for link in sorted(links, key=lambda link: (order.index(link.sub_indicator), link.target))
            ),
            sum((link.weight for link in links), Decimal(0)),
        )
        for goal, links in sorted(by_goal.items())
    )
