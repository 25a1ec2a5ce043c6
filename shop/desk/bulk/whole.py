"""Whether a product, as a file would leave it, is whole: its numbers and names tell its variants apart, and it can be sold."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_noop

from shop.catalogue.models import Sale, State
from shop.catalogue.services import MOST_VARIANTS
from shop.desk.bulk.plan import ProductPlan
from shop.desk.bulk.present import Shelf

SKU_TWICE = gettext_noop("Row %(row)s has the same number in this product.")
SKU_KEPT = gettext_noop("Another variant of this product has this number.")
NAME_TWICE = gettext_noop("Each variant of a product needs a name of its own.")
TOO_MANY = gettext_noop("A product has at most %(most)s variants.")
PRICE_NEEDED = gettext_noop("This product is on sale and published, so it needs a price.")
NONE_OFFERED = gettext_noop("This product is published, so at least one variant has to be offered.")

Fault = tuple[int, str, str, dict[str, Any]]


def flaws_of(made: ProductPlan, there: Shelf) -> Iterator[Fault]:
    """What would be wrong with it: the row, the field, the sentence and what is put into it."""
    if not made.does_something:
        return
    rows = _as_they_would_be(made, there)
    if len(rows) > MOST_VARIANTS:
        yield made.row, "variant", TOO_MANY, {"most": MOST_VARIANTS}
    numbers: dict[str, int] = {}
    for row, words in sorted(rows, key=lambda pair: pair[0]):
        sku = words["sku"]
        if sku and sku in numbers:
            other = numbers[sku]
            yield (row, "sku", SKU_TWICE, {"row": other}) if other else (row, "sku", SKU_KEPT, {})
        elif sku:
            numbers[sku] = row
    yield from _offered(made, [(row, words) for row, words in rows if words["offered"]])


def _as_they_would_be(made: ProductPlan, there: Shelf) -> list[tuple[int, dict[str, Any]]]:
    """Every variant with the row that speaks of it, 0 where none does."""
    changed = {change.variant.pk: change for change in made.changes}
    rows: list[tuple[int, dict[str, Any]]] = []
    for variant in there.of(made.product) if made.product else ():
        change = changed.get(variant.pk)
        words = there.words(variant)
        rows.append((change.row, {**words, **change.words}) if change else (0, dict(words)))
    return rows + [(one.row, dict(one.words)) for one in made.added]


def _offered(made: ProductPlan, rows: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    names = [words["variant_th"] for _row, words in rows]
    if len(rows) > 1:
        for row, words in rows:
            if not words["variant_th"] or names.count(words["variant_th"]) > 1:
                yield row or made.row, "variant_th", NAME_TWICE, {}
    if made.product is None or made.product.state != State.PUBLISHED:
        return
    if not rows:
        yield made.row, "offered", NONE_OFFERED, {}
    if made.words.get("sale", made.product.sale) == Sale.ON_SALE:
        for row, words in rows:
            if words["price"] is None:
                yield row or made.row, "price", PRICE_NEEDED, {}
