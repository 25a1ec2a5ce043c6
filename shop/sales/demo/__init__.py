"""What the demo's enterprises sold off line in two years: invented, from one seed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from cms.accounts.models import User
from media.illustrations.album import Album, Wish
from shop.catalogue.models import Variant
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Enterprise
from shop.money import SATANG
from shop.sales.models import OfflineSale
from shop.sales.services import called

STEP = "Sales off line"
FOLDER = Path(__file__).parent
YEARS_BEFORE = 2


def wishes() -> Iterator[Wish]:
    """No pictures."""
    yield from ()


def count() -> int:
    """One thing an enterprise."""
    return len(enterprises.files())


def load(album: Album) -> Iterator[str]:
    """Write down what was sold; yields the key of each enterprise.

    As rows at once, because two thousand entries one by one would keep whoever starts the demo waiting. The database
    judges them as it judges all.
    """
    said, today = enterprises.read(FOLDER / "sales.toml"), timezone.localdate()
    for place, key in enumerate(enterprises.files()):
        one = enterprises.enterprise(key)
        if not OfflineSale.objects.filter(enterprise=one).exists():
            OfflineSale.objects.bulk_create(_sales(one, said, Random(said["seed"] + place), today))  # noqa: S311 - nothing secret
        yield key


def _sales(one: Enterprise, said: dict[str, Any], lot: Random, today: date) -> list[OfflineSale]:
    variants = list(
        Variant.objects.filter(product__enterprise=one, is_active=True, price__isnull=False)
        .select_related("product")
        .order_by("pk")
    )
    actor = one.memberships.select_related("user").order_by("pk")[0].user
    places = [name for name, times in said["where"].items() for _time in range(times)]
    found = []
    for number, (day, much) in enumerate(_days(said, lot, today)):
        sold = _sold(one, variants, said["others"], lot, much)
        found.append(
            OfflineSale(**sold, sold_on=day, where=lot.choice(places), key=f"demo-{number}", **_entered(actor, day))
        )
    return found


def _days(said: dict[str, Any], lot: Random, today: date) -> Iterator[tuple[date, float]]:
    """Days of sale from the earliest, and how much more than usual was sold."""
    fewest, most = said["entries"]
    for year in range(today.year - YEARS_BEFORE, today.year + 1):
        for month, season in enumerate(said["season"], start=1):
            first = date(year, month, 1)
            days = sorted(lot.randrange(28) for _n in range(lot.randint(fewest, most)))
            much = season * said["growth"] ** (year - today.year + YEARS_BEFORE)
            yield from ((first + timedelta(days=n), much) for n in days if first + timedelta(days=n) <= today)


def _sold(
    one: Enterprise, variants: Sequence[Variant], others: Sequence[str], lot: Random, much: float
) -> dict[str, Any]:
    pieces = max(1, round(lot.randint(2, 14) * much))
    if not variants or lot.random() < 0.08:
        total = lot.randint(4, 40) * 10 * SATANG
        return {"enterprise": one, "name": lot.choice(others), "pieces": pieces, "total": total}
    # What stands first sells best.
    variant = variants[min(int(lot.expovariate(0.7)), len(variants) - 1)]
    total = (variant.price or 0) * pieces
    return {"enterprise": one, "variant": variant, "name": called(variant), "pieces": pieces, "total": total}


def _entered(actor: User, day: date) -> dict[str, Any]:
    moment = timezone.make_aware(datetime.combine(day, time(18)))
    return {"actor": actor, "at": moment}
