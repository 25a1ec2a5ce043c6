"""Reminds enterprises once of the return of the month that is over."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import override

from cms.accounts.services import notify
from cms.lifecycle.services import lock
from shop.enterprises.models import Enterprise, State
from shop.enterprises.queries import members_to_tell
from shop.reports import rules
from shop.reports.returns import MonthlyReturn, ReturnReminder
from themes.templatetags.thai_dates import month_name, thai_year

# On the fifth, when who keeps books has closed the month.
DAY = 5
BATCH = 200


def remind(*, today: date, at_most: int = BATCH) -> int:
    """Tell the members of verified enterprises that have not returned last month; each in a transaction of its own.

    Returns how many enterprises were reminded. Safe to run twice; before the fifth nobody is.
    """
    if today.day < DAY:
        return 0
    month = rules.month_before(today)
    return sum(_reminded(pk, month) for pk in list(_waiting(month).values_list("pk", flat=True)[:at_most]))


def _waiting(month: date) -> QuerySet[Enterprise]:
    written = MonthlyReturn.objects.filter(enterprise=OuterRef("pk"), month=month)
    told = ReturnReminder.objects.filter(enterprise=OuterRef("pk"), month=month)
    rows: QuerySet[Enterprise] = Enterprise.objects.filter(~Exists(written), ~Exists(told), state=State.VERIFIED)
    return rows.order_by("pk")


@transaction.atomic
def _reminded(pk: int, month: date) -> bool:
    """Lock the enterprise and ask again: somebody may have written it meanwhile."""
    one = Enterprise.objects.filter(pk=pk).first()
    if one is None:
        return False
    lock(one)
    if not _waiting(month).filter(pk=pk).exists():
        return False
    ReturnReminder.objects.create(enterprise=one, month=month)
    with override("th"):
        words: dict[str, Any] = {"url": reverse("shop_desk_monthly_return", args=[one.slug, month.year, month.month])}
        thai = f"{month_name(month)} {thai_year(month)}"
    with override("en"):
        english = f"{month_name(month)} {thai_year(month)}"
    words["text_th"] = f"{one.name_th}: กรุณากรอกรายงานเดือน{thai} (การซื้อในพื้นที่ ค่าจ้าง การจ้างงาน วัตถุดิบ)"
    words["text_en"] = (
        f"{one.name_en}: please write the return of {english} (local purchases, wages, jobs, raw material)"
    )
    for member in members_to_tell(one):
        notify(recipient=member, kind="return_due", **words)
    return True
