"""What tests of reports stand on: makers of one LAO, sales off line and returns of the fiscal year 2025, an officer."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from cms.accounts.models import Affiliation, User
from cms.accounts.roles import Role
from cms.places.models import Lao
from cms.places.services import organisation_of
from shop.enterprises.models import Enterprise
from shop.reports import services
from shop.reports.models import AnnualReport
from shop.reports.returning import write_return
from shop.reports.returns import MonthlyReturn
from shop.sales.services import enter_sale
from tests.cast import Cast
from tests.pages_made import make_lao
from tests.shop import ground
from tests.shop.orders.ground import clock_at

YEAR = 2025  # 1 October 2024 to 30 September 2025
MAY = date(2025, 5, 1)
NOW = timezone.make_aware(datetime(2025, 11, 21, 10))
WORDS = {"summary_th": "ขายดีขึ้น", "summary_en": "Sales rose", "analysis_th": "ควรขยายตลาด", "analysis_en": ""}


def makers(cast: Cast, number: int, *, lao: Lao | None = None, **fields: Any) -> list[Enterprise]:
    """So many verified enterprises of the seller."""
    found = []
    for place in range(number):
        one = ground.enterprise(cast, name=f"กลุ่มที่ {place} {uuid4().hex[:4]}", **fields)
        Enterprise.objects.filter(pk=one.pk).update(lao=lao)
        found.append(Enterprise.objects.get(pk=one.pk))
    return found


def an_lao() -> Lao:
    """Some LAO of Khon Kaen."""
    ground.somewhere()
    return Lao.objects.filter(province="40").first() or make_lao()


def sold(one: Enterprise, actor: User, baht: int, day: date = MAY) -> None:
    """A sale off line of so many baht."""
    with clock_at(NOW):
        enter_sale(
            enterprise=one,
            actor=actor,
            variant=None,
            name="ข้าวโพดต้ม",
            pieces=1,
            total=baht * 100,
            sold_on=day,
            where="fair",
            key=uuid4().hex,
        )


def returned(
    one: Enterprise, actor: User, month: date = MAY, *, seen: int = 0, key: str = "", **figures: Any
) -> MonthlyReturn:
    """A return of the month."""
    said = figures or {"local_purchases": 100_000, "wages": 50_000, "jobs": 4, "raw_material_kg": 1_250}
    key = key or uuid4().hex
    with clock_at(NOW):
        return write_return(enterprise=one, actor=actor, month=month, figures=said, seen=seen, key=key)


def officer_of(cast: Cast, lao: Lao) -> User:
    """The officer of the cast, who speaks for this LAO."""
    organisation = organisation_of(lao)
    Affiliation.objects.get_or_create(user=cast.lao_officer, role=Role.LAO_OFFICER, organisation=organisation)
    return cast.lao_officer


def draft(cast: Cast, *, lao: Lao | None = None, **fields: Any) -> AnnualReport:
    """A report with words."""
    with clock_at(NOW):
        report = services.begin_report(year=YEAR, lao=lao, actor=cast.moderator, **fields)
        return services.save_words(report=report, actor=cast.moderator, words=WORDS)


def published(cast: Cast, **fields: Any) -> AnnualReport:
    """A report that everybody reads."""
    return services.publish(report=draft(cast, **fields), actor=cast.moderator)
