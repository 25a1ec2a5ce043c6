"""What the demo's enterprises return each month, and the programme's reports of two years: invented, and marked so."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.accounts import demo as people
from cms.accounts.models import User
from cms.accounts.roles import Role
from media.illustrations.album import Album, Wish
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.reports import queries, rules, services
from shop.reports.models import AnnualReport
from shop.reports.returns import MonthlyReturn, ReturnRevision
from shop.reports.services import WORDS, Chosen

STEP = "Returns and annual reports"
FOLDER = Path(__file__).parent
YEARS = 2
PICTURES = 3


def wishes() -> Iterator[Wish]:
    """No pictures of their own."""
    yield from ()


def count() -> int:
    """One thing an enterprise, and one a year."""
    return len(enterprises.files()) + YEARS


def load(album: Album) -> Iterator[str]:
    """Write returns, then publish the reports; yields the key of each. As rows at once, as with sales."""
    said = enterprises.read(FOLDER / "reports.toml")
    for place, key in enumerate(enterprises.files()):
        one = enterprises.enterprise(key)
        if not MonthlyReturn.objects.filter(enterprise=one).exists():
            _return(one, said, Random(said["seed"] + place))  # noqa: S311 - nothing secret
        yield key
    for year in reversed(rules.years(timezone.localdate())[:YEARS]):
        if not AnnualReport.objects.filter(queries.of_whom("programme"), year=year).exists():
            _publish(year, said["words"])
        yield str(year)


@transaction.atomic
def _return(one: Enterprise, said: Mapping[str, Any], lot: Random) -> None:
    actor = one.memberships.select_related("user").order_by("pk")[0].user
    today = timezone.localdate()
    rows = []
    for by in range(said["months"], 0, -1):
        much = said["growth"] ** (-by / 12)
        drawn = {name: round(lot.randint(*said[name]) * much) for name in rules.FIGURES}
        for name in ("local_purchases", "wages"):
            drawn[name] *= SATANG
        if lot.randrange(100) >= said["missing"]:
            rows.append(MonthlyReturn(enterprise=one, month=rules.month_before(today, by), **drawn))
    made = MonthlyReturn.objects.bulk_create(rows)
    ReturnRevision.objects.bulk_create(
        ReturnRevision(
            subject=row,
            number=1,
            key=f"demo{row.month:%Y%m}",
            actor=actor,
            at=row.changed_at,
            **{name: getattr(row, name) for name in rules.FIGURES},
        )
        for row in made
    )


@transaction.atomic
def _publish(year: int, words: Mapping[str, str]) -> None:
    moderator = User.objects.get(email=people.address(Role.MODERATOR))
    report = services.begin_report(year=year, lao=None, actor=moderator, is_demo=True)
    offered = queries.choices_of_pictures(report)[:PICTURES]
    pictures = [Chosen(photo.pk, photo.description[:200]) for photo in offered]
    services.save_words(report=report, actor=moderator, words={name: words[name] for name in WORDS}, pictures=pictures)
    services.publish(report=report, actor=moderator)
