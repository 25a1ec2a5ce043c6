"""Invented villages, assessed by the ministry's criteria as the set ships them."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from django.db import transaction

from cms.accounts.roles import Role
from cms.assessment.demo import loading, rows
from cms.assessment.demo.invented import SEED, YEARS, table
from cms.assessment.given import AnswerGiven
from cms.assessment.models import State
from cms.assessment.publishing import Publication, Strong
from cms.indicators.instrument import Instrument
from cms.indicators.queries import instrument_of
from cms.places.models import VILLAGE, Organisation

SET = "moi-village"


def planned() -> list[dict[str, Any]]:
    """The villages as their file tells them."""
    found: list[dict[str, Any]] = table("villages")["village"]  # type: ignore[assignment]  # a TOML table
    return found


def count() -> int:
    """How many results of villages there are."""
    return sum(len(data["passed"]) for data in planned())


def key_of(data: Mapping[str, Any]) -> str:
    """The key of a village."""
    return f"demo-{data['name'][1].lower().replace(' ', '-')}"


def load() -> Iterator[str]:
    """Write what is missing, a year in a transaction; yields the key of every assessment."""
    version = loading.version_of(SET)
    instrument = instrument_of(version)
    pens = rows.pens_of(version, instrument)
    of = {key_of(data): _village(data) for data in planned()}
    for year in YEARS:
        found = [data for data in planned() if str(year) in data["passed"]]
        if not found:
            continue
        round = loading.round_of(version, year)
        if not round.assessments.filter(state=State.PUBLISHED).exists():
            publications = []
            for data in found:
                village = of[key_of(data)]
                speaker = pens.people[Role.COMMUNITY_REPRESENTATIVE]
                assessment = rows.begun(village, round, State.PUBLISHED, speaker)
                verified = _answers(instrument, data["passed"][str(year)], village.key)
                publications.append(
                    Publication(
                        assessment=assessment,
                        verified=verified,
                        own=verified,
                        strengths=_strengths(data, year),
                        at=rows.published_at(assessment),
                        by=pens.people[Role.MODERATOR],
                    )
                )
            loading.publish(publications, pens, Role.COMMUNITY_REPRESENTATIVE)
        yield from (key_of(data) for data in found)


@transaction.atomic
def _village(data: Mapping[str, Any]) -> Organisation:
    """The village, made where it is missing."""
    thai, english = data["name"]
    made, _new = Organisation.objects.select_related("province").get_or_create(
        key=key_of(data),
        defaults={
            "kind_id": VILLAGE,
            "name_th": thai,
            "name_en": english,
            "province_id": data["province"],
            "moo": data["moo"],
            "is_demo": True,
        },
    )
    return made


def _answers(instrument: Instrument, passed: int, key: str) -> dict[str, AnswerGiven]:
    """So many questions answered yes; those of an earlier year stay so."""
    codes = list(instrument.subs)
    Random(f"{SEED} {key}").shuffle(codes)  # noqa: S311 - the same everywhere
    yes = set(codes[:passed])
    return {code: AnswerGiven(points=int(code in yes)) for code in instrument.subs}


def _strengths(data: Mapping[str, Any], year: int) -> list[Strong]:
    """Told in the year in which everything is passed."""
    everything = data["passed"][str(year)] == max(data["passed"].values())
    return [Strong(*told) for told in data.get("strengths", ())] if everything else []
