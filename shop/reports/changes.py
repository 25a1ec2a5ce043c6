"""Why figures that were frozen differ from those that the books give today: what was changed since in their year."""

import json
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalogue.showing import visible
from shop.certification.models import Certificate, CertificateEvent
from shop.orders.models import Order, OrderEvent
from shop.reports import counting, rules
from shop.reports.models import FrozenFigures
from shop.reports.returns import ReturnRevision
from shop.reviews.surveys import Survey
from shop.sales.models import OfflineSale
from shop.sales.rules import span

_SALES = frozenset({"sales", "online", "offline", "active", "months"})
_RETURNS = frozenset({"local_purchases", "wages", "income", "jobs", "raw_material_kg", "returned_months", "active"})


def changed_since(frozen: FrozenFigures) -> list[str]:
    """What was changed in the books since, in words, so that staff see whether a new edition is due; nine queries."""
    return [words for words, _figures, is_so in _reasons(frozen) if is_so]


def unexplained(frozen: FrozenFigures) -> set[str]:
    """The names of figures that the books give otherwise today although nothing of theirs was changed since."""
    then, now = _flat(frozen.said), _flat(recounted(frozen))
    other = {name for name in {*then, *now} if then.get(name) != now.get(name)}
    if not other or frozen.counting != counting.VERSION:
        return set()
    return other.difference(*(figures for _words, figures, is_so in _reasons(frozen) if is_so))


def _flat(said: dict[str, Any]) -> dict[str, Any]:
    return {**said["lines"], "months": said["months"], "satisfaction": said["satisfaction"]}


def recounted(frozen: FrozenFigures) -> dict[str, Any]:
    """The figures of the same enterprises as the books give them today, as they would be read from JSON."""
    return dict(json.loads(json.dumps(counting.figures(frozen.enterprises, frozen.report.year))))


def _reasons(frozen: FrozenFigures) -> list[tuple[str, frozenset[str], bool]]:
    """What may have changed: in words, the figures that it may change, and whether it did."""
    report, at, ours = frozen.report, frozen.as_of, frozen.enterprises
    # The year before stands beside it.
    begins, ends = _first_and_end(report.year)
    first, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (begins, ends))
    orders = Order.objects.filter(enterprise__in=ours, placed_at__gte=first, placed_at__lt=end)
    sales = OfflineSale.objects.filter(enterprise__in=ours, sold_on__gte=begins, sold_on__lt=ends)
    answers = Survey.objects.filter(order__enterprise__in=ours, drawn_at__gte=first, drawn_at__lt=end)
    returned = ReturnRevision.objects.filter(
        subject__enterprise__in=ours, subject__month__gte=begins, subject__month__lt=ends
    )
    certified = Q(made_at__gt=at) | Q(pk__in=CertificateEvent.objects.filter(at__gt=at).values("subject"))
    gone_on = OrderEvent.objects.filter(subject__in=orders, at__gt=at)
    answered = answers.filter(Q(answered_at__gt=at) | Q(changed_at__gt=at) | Q(drawn_at__gt=at))
    certificates = Certificate.objects.filter(certified, enterprise__in=ours)
    entered = sales.filter(Q(at__gt=at) | Q(withdrawn_at__gt=at))
    return [
        (_("Orders of the time went on"), _SALES, gone_on.exists()),
        (_("Sales off line were entered or taken back"), _SALES, entered.exists()),
        (_("Monthly returns were written or corrected"), _RETURNS, returned.filter(at__gt=at).exists()),
        (_("Buyers answered or changed their answers"), frozenset({"satisfaction"}), answered.exists()),
        (_("Certificates were granted or revoked"), frozenset({"certificates"}), certificates.exists()),
        (_("Other enterprises would be counted"), frozenset(), _others(frozen)),
        # Products have no history of when they were shown: what differs here explains itself.
        (_("More or fewer products are shown"), frozenset({"products"}), _has_other_products(frozen)),
        (_("The way to count is another"), frozenset(), frozen.counting != counting.VERSION),
    ]


def _has_other_products(frozen: FrozenFigures) -> bool:
    shown = visible().filter(enterprise__in=frozen.enterprises).count()
    return bool(shown != frozen.said["lines"]["products"]["value"])


def _first_and_end(year: int) -> tuple[date, date]:
    return span(year - 1, begins=rules.YEAR_BEGINS)[0], span(year, begins=rules.YEAR_BEGINS)[1]


def _others(frozen: FrozenFigures) -> bool:
    report = frozen.report
    return bool(counting.counted_for(report.lao, is_demo=report.is_demo) != frozen.enterprises)
