"""One stock at the desk: its history, and corrections with the reason why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from shop.catalogue import stocking
from shop.catalogue.models import Variant
from shop.catalogue.stock import BY_ORDERS, StockItem, StockMove, Why
from shop.enterprises.models import Enterprise

# What a seller may say; the other reasons are written by orders and sales.
REASONS = (Why.COUNTED, Why.BROKEN, Why.GIVEN_AWAY)


class MovedMeanwhile(ValidationError):
    """The stock has changed since the page was made; `available` is how many there are now."""

    def __init__(self, available: int) -> None:
        self.available = available
        super().__init__(
            _("The stock changed while you were counting: %(now)s now. Please count again."),
            code="moved_meanwhile",
            params={"now": f"{available:,}"},
        )


class MoreThanThere(ValidationError):
    """More pieces are said to be gone than there are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a stock as the desk lists it; `after` is how many there were then, `order` its order's number."""

    move: StockMove
    after: int
    order: str
    who: str


def variant_of(enterprise: Enterprise, product: str, pk: int) -> Variant | None:
    """The enterprise's variant of this key, of the product of this address; None where it is another's or nobody's."""
    mine = Variant.objects.select_related("product", "stock").filter(product__enterprise=enterprise)
    return mine.filter(product__slug=product, pk=pk).first()


def moves_of(variant: Variant) -> "QuerySet[StockMove]":
    """Every change of its stock, the latest first."""
    return StockMove.objects.filter(item__variant=variant).select_related("actor").order_by("-pk")


def entries(variant: Variant, moves: Sequence[StockMove]) -> list[Entry]:
    """These changes, which follow one another, with what there was after each; one query however long the history is."""
    if not moves:
        return []
    earlier = StockMove.objects.filter(item=moves[0].item_id, pk__lte=moves[0].pk).aggregate(there=Sum("change"))
    after, found = int(earlier["there"] or 0), []
    for move in moves:
        is_order = move.why in BY_ORDERS
        # Of an order the buyer may be the one who moved it: their name stands with the order, and nowhere else.
        who = "" if is_order or move.actor is None else str(move.actor)
        found.append(Entry(move, after, move.reference if is_order else "", who))
        after -= move.change
    return found


def last_move(variant: Variant) -> int:
    """The primary key of the latest change of its stock; 0 where there was none."""
    return StockMove.objects.filter(item__variant=variant).order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def correct(*, variant: Variant, why: Why, pieces: int, seen: int, actor: User) -> None:
    """Write down how many there are (COUNTED), or how many are gone and why; `seen` is the last change the page showed.

    So a form that is sent twice counts once. Raises MovedMeanwhile, MoreThanThere, NotACount; then nothing has changed.
    """
    item = StockItem.objects.select_for_update().filter(variant=variant).first()
    available = item.available if item else 0
    if last_move(variant) != seen:
        raise MovedMeanwhile(available)
    if why == Why.COUNTED:
        stocking.count(variant=variant, available=pieces, actor=actor)
        return
    if pieces > available:
        words = _("There are only %(available)s pieces.")
        raise MoreThanThere(words, code="more_than_there", params={"available": f"{available:,}"})
    stocking.lose(variant=variant, pieces=pieces, why=why, actor=actor)
