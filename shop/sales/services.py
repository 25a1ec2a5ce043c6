"""What members write down of their sales off line: an entry, and that it was wrong."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.lifecycle.rules import ReasonMissing
from cms.lifecycle.services import lock
from shop import money
from shop.catalogue import stocking
from shop.catalogue.models import Variant
from shop.catalogue.stock import Why
from shop.enterprises.models import Enterprise
from shop.sales import rules
from shop.sales.models import MOST_PIECES, OfflineSale, Where


class NotASale(ValidationError):
    """Something of the entry makes no sense; `error_dict` names the field."""


class TakenBackBefore(ValidationError):
    """The entry was taken back already."""


@transaction.atomic
def enter_sale(
    *,
    enterprise: Enterprise,
    actor: User,
    variant: Variant | None,
    name: str = "",
    pieces: int,
    total: int | None,
    sold_on: date,
    where: str,
    key: str,
    takes_stock: bool = False,
) -> OfflineSale:
    """Write down a sale; of the same `key` one is made, however often it is sent.

    `name` is for what is no variant. `total` is in satang; None is the variant's price a piece. Raises NotASale, and
    NotEnough where stock is to be taken and too little is there; then nothing has changed.
    """
    before = _entered(enterprise, key)
    if before is not None:
        return before
    if variant is not None and variant.product.enterprise_id != enterprise.pk:
        raise NotASale({"what": _("Choose one of your own products.")})
    sale = OfflineSale(
        enterprise=enterprise,
        variant=variant,
        name=called(variant) if variant else _tidy(name),
        pieces=pieces,
        total=_total(variant, pieces, total),
        sold_on=sold_on,
        where=where,
        takes_stock=takes_stock and variant is not None,
        key=key,
        actor=actor,
    )
    _refuse(sale)
    sale.save()
    if sale.takes_stock and variant is not None:
        stocking.take_many(orders={sale.reference: {variant.pk: pieces}}, actor=actor, why=Why.SOLD)
    return sale


@transaction.atomic
def take_back(*, sale: OfflineSale, actor: User, reason: str) -> None:
    """The entry was wrong: nothing counts it any more, and its pieces are in stock again.

    Raises ReasonMissing, TakenBackBefore.
    """
    why = " ".join(reason.split())[:300]
    if not why:
        raise ReasonMissing({"reason": _("Please say why.")})
    lock(sale)
    if sale.is_withdrawn:
        raise TakenBackBefore(_("This entry was taken back already."), code="taken_back_before")
    sale.withdrawn_at, sale.withdrawn_by, sale.withdrawn_reason = timezone.now(), actor, why
    sale.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    if sale.takes_stock:
        pieces = {int(sale.variant_id or 0): sale.pieces}
        stocking.give_back(items=pieces, reference=sale.reference, actor=actor, why=Why.SALE_UNDONE)


def called(variant: Variant) -> str:
    """What a variant is called in the books of its seller: the product, and which of it; in Thai."""
    return f"{variant.product.name_th} {variant.name_th}".strip()[: rules.LONGEST_NAME]


def _tidy(name: str) -> str:
    return " ".join(name.split())[: rules.LONGEST_NAME]


def _entered(enterprise: Enterprise, key: str) -> OfflineSale | None:
    """The sale that this form made before; two that send one form at once wait for each other here."""
    Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
    return OfflineSale.objects.filter(enterprise=enterprise, key=key).first()


def _total(variant: Variant | None, pieces: int, total: int | None) -> int:
    if total is not None:
        return total
    price = variant.price if variant else None
    if price is None:
        raise NotASale({"total": _("Write how much you were paid.")})
    return price * pieces


def _refuse(sale: OfflineSale) -> None:
    """Raises NotASale."""
    problems = {}
    if not sale.name:
        problems["name"] = _("Write what was sold.")
    if not 1 <= sale.pieces <= MOST_PIECES:
        problems["pieces"] = _("Between 1 and %(most)s pieces.") % {"most": f"{MOST_PIECES:,}"}
    if not 1 <= sale.total <= money.MOST:
        problems["total"] = _("Write how much you were paid.") if sale.total < 1 else _("This amount is too large.")
    if not rules.is_a_day_of_sale(sale.sold_on, today=timezone.localdate()):
        problems["sold_on"] = _("Choose today or a day of the last three years.")
    if sale.where not in Where.values:
        problems["where"] = _("Choose where it was sold.")
    if problems:
        raise NotASale(problems)
