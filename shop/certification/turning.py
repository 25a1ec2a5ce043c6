"""What time does to certificates: they begin, their holders are warned, they end. Each turn is made once."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.lifecycle.services import lock
from shop.certification import letters, rules, showing
from shop.certification.models import Certificate, CertificateTurn, State, Turn
from shop.certification.services import InForceAlready, make_current, same_number

BATCH = 200


def turn(*, today: date, at_most: int = BATCH) -> int:
    """Let begin what begins, end what has ended, and warn a month before; each in a transaction of its own.

    Returns how many turned. Safe to run twice, and after days in which nothing ran.
    """
    steps: tuple[tuple[QuerySet[Certificate], Callable[[Certificate], bool]], ...] = (
        (_over(today), _end),
        (_due(today), _begin),
        (_near(today), _warn),
    )
    turned = 0
    for rows, act in steps:
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)[:at_most]):
            turned += _turned(rows, pk, act)
    return turned


@transaction.atomic
def _turned(rows: QuerySet[Certificate], pk: int, act: Callable[[Certificate], bool]) -> bool:
    """Lock the enterprise and ask again: somebody may have revoked or turned it meanwhile."""
    one = rows.select_related("enterprise").filter(pk=pk).first()
    if one is None:
        return False
    lock(one.enterprise)
    one = rows.select_related("enterprise", "product").filter(pk=pk).first()
    return one is not None and act(one)


def _over(today: date) -> QuerySet[Certificate]:
    found: QuerySet[Certificate] = Certificate.objects.filter(is_current=True, valid_until__lt=today)
    return found


def _due(today: date) -> QuerySet[Certificate]:
    began = CertificateTurn.objects.filter(certificate=OuterRef("pk"), turn=Turn.BEGAN)
    runs = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    found: QuerySet[Certificate] = Certificate.objects.filter(runs, ~Exists(began), state=State.GRANTED)
    return found


def _near(today: date) -> QuerySet[Certificate]:
    warned = CertificateTurn.objects.filter(certificate=OuterRef("pk"), turn=Turn.NEARS_END)
    ends = (today, today + rules.WARNED_BEFORE)
    found: QuerySet[Certificate] = Certificate.objects.filter(~Exists(warned), is_current=True, valid_until__range=ends)
    return found


def _end(one: Certificate) -> bool:
    one.is_current = False
    one.save(update_fields=["is_current"])
    _once(one, Turn.ENDED)
    letters.tell_members(one, "certificate_ended", letters.ended(one))
    showing.show(one)
    return True


def _begin(one: Certificate) -> bool:
    try:
        with transaction.atomic():
            make_current(one)
    except InForceAlready:
        # A longer one took its place before it began.
        _once(one, Turn.BEGAN)
        return False
    showing.show(one)
    return True


def _warn(one: Certificate) -> bool:
    _once(one, Turn.NEARS_END)
    if same_number(one).filter(state=State.GRANTED, valid_until__gt=one.valid_until).exists():
        return False
    letters.tell_members(one, "certificate_nears_end", letters.nears_end(one))
    return True


def _once(one: Certificate, what: Turn) -> None:
    CertificateTurn.objects.get_or_create(certificate=one, turn=what)
