"""A file of products held against what is true now: what is new, what changes, and everything that is wrong. Writes nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from cms.places.workbooks import Flaw
from shop.catalogue.models import Category, Product, Variant
from shop.catalogue.stocking import MOST_COUNTED
from shop.desk.bulk import cells
from shop.desk.bulk.columns import MOST_CHANGES, OF_PRODUCT, OF_VARIANT, PRODUCTS
from shop.desk.bulk.plan import Change, NewVariant, Plan, ProductPlan
from shop.desk.bulk.present import Shelf, mark_of, shelf
from shop.desk.bulk.reading import MOST_FLAWS, RowRead, Table
from shop.desk.bulk.whole import flaws_of
from shop.enterprises.models import Enterprise

NO_PRODUCT = gettext_noop("You have no product with this code.")
NO_VARIANT = gettext_noop("You have no variant with this code, or not in this product.")
SKU_OFTEN = gettext_noop("Several of your products have this number; write the product's code too.")
ROW_TWICE = gettext_noop("Row %(row)s names the same variant.")
NAME_TAKEN = gettext_noop("You have a product of this name; write its code to change it, or give another name.")
OTHERWISE = gettext_noop("Row %(row)s says something else of the same product.")
STALE = gettext_noop("This was changed at the desk since the file was downloaded; download it again.")
SOLD = gettext_noop("The stock has changed since the file was downloaded: %(now)s now. Count again.")
NOT_COUNTED = gettext_noop("To count, the file has to say how many there were; download it again.")
TOO_MUCH = gettext_noop("The file changes %(number)s rows; at most %(most)s can be changed at once.")
# Python reads no number of thousands of digits, and a cell holds as many.
_CODE = re.compile(r"[0-9]{1,18}")


@dataclass(slots=True)
class _Row:
    """A row with what its cells say; `variant` is the one it names, None for a new one."""

    number: int
    cells: Mapping[str, str]
    said: dict[str, Any] = field(default_factory=dict)
    product: Product | None = None
    variant: Variant | None = None
    stock: int | None = None


class _Judge:
    """Goes through one file once."""

    def __init__(self, table: Table, there: Shelf, categories: Mapping[str, str]) -> None:
        self.table, self.there, self.categories = table, there, categories
        self.plan = Plan(flaws=list(table.flaws))
        self.by_slug = {one.slug: one for one in there.products.values()}
        self.by_sku: dict[str, list[Variant]] = {}
        for variant in there.variants.values():
            if variant.sku:
                self.by_sku.setdefault(variant.sku, []).append(variant)
        self.named: dict[int, int] = {}

    def flaw(self, row: int, name: str, words: str, typed: str = "", params: Mapping[str, Any] | None = None) -> None:
        """One thing that is wrong."""
        if len(self.plan.flaws) < MOST_FLAWS:
            self.plan.flaws.append(self.table.flaw(row, name, words, params, typed))

    def judge(self) -> Plan:
        """The plan."""
        rows = [row for read in self.table.rows if (row := self._row(read)) is not None]
        groups: dict[object, list[_Row]] = {}
        for row in rows:
            key = row.product.pk if row.product else ("new", row.said["name_th"])
            groups.setdefault(key, []).append(row)
        names = {one.name_th.strip() for one in self.there.products.values()}
        for group in groups.values():
            first = group[0]
            if first.product is None and first.said["name_th"] in names:
                self.flaw(first.number, "name_th", NAME_TAKEN, first.said["name_th"])
                continue
            made = self._product(first, group)
            self.plan.products.append(made)
            for number, name, words, params in flaws_of(made, self.there):
                self.flaw(number, name, words, params=params)
        if self.plan.size > MOST_CHANGES:
            numbers = {"number": f"{self.plan.size:,}", "most": f"{MOST_CHANGES:,}"}
            self.plan.flaws.append(Flaw(PRODUCTS, 0, TOO_MUCH, numbers))
        self.plan.flaws.sort(key=lambda flaw: flaw.row)
        return self.plan

    def _row(self, read: RowRead) -> _Row | None:
        """The row with what it names and says; None where that is told as a flaw."""
        row = _Row(read.number, read.cells)
        before = len(self.plan.flaws)
        self._find(row)
        if len(self.plan.flaws) == before:
            for name in (*OF_PRODUCT, *OF_VARIANT):
                self._say(row, name)
        if len(self.plan.flaws) == before:
            self._count(row)
        return row if len(self.plan.flaws) == before else None

    def _find(self, row: _Row) -> None:
        """Which product and variant a row names: by the codes, else by the seller's own number."""
        slug, code, sku = (row.cells.get(name, "") for name in ("product", "variant", "sku"))
        row.product = self.by_slug.get(slug)
        if slug and row.product is None:
            return self.flaw(row.number, "product", NO_PRODUCT, slug)
        if code:
            row.variant = self.there.variants.get(int(code)) if _CODE.fullmatch(code) else None
            if row.variant is None or (row.product and row.variant.product_id != row.product.pk):
                return self.flaw(row.number, "variant", NO_VARIANT, code)
        elif sku:
            same = [one for one in self.by_sku.get(sku, ()) if not row.product or one.product_id == row.product.pk]
            if len(same) > 1:
                return self.flaw(row.number, "sku", SKU_OFTEN, sku)
            row.variant = same[0] if same else None
        if row.variant is not None:
            row.product = self.there.products[row.variant.product_id]
            if (other := self.named.setdefault(row.variant.pk, row.number)) != row.number:
                self.flaw(row.number, "variant" if code else "sku", ROW_TWICE, code or sku, {"row": other})
        return None

    def _say(self, row: _Row, name: str) -> None:
        typed = row.cells.get(name)
        # Without a mark the row was written by hand: what it leaves open stays as it is.
        left_open = typed is None or (not typed and (not row.cells.get("mark") or name == "weight"))
        if left_open and row.variant is not None:
            row.said[name] = self.there.words(row.variant)[name]
            return
        if left_open and row.product is not None and name in OF_PRODUCT:
            row.said[name] = self.there.product_words(row.product)[name]
            return
        try:
            row.said[name] = cells.said(name, typed or "", self.categories)
        except cells.Refused as refused:
            self.flaw(row.number, name, refused.words, typed or "", refused.params)

    def _count(self, row: _Row) -> None:
        """How many were counted, where the file says something else than it said when it was downloaded."""
        typed, seen = row.cells.get("stock", ""), row.cells.get("seen", "")
        if not typed:
            return
        try:
            pieces = cells.number(typed, 0, MOST_COUNTED)
            known = cells.number(seen, 0, 10 * MOST_COUNTED) if seen else None
        except cells.Refused as refused:
            self.flaw(row.number, "stock", refused.words, typed, refused.params)
            return
        if row.variant is None:
            row.stock = pieces
            return
        now = self.there.available(row.variant)
        if pieces == known or (known is None and pieces == now):
            return
        if known is None:
            self.flaw(row.number, "stock", NOT_COUNTED, typed)
        elif known != now:
            self.flaw(row.number, "stock", SOLD, typed, {"now": f"{now:,}"})
        elif pieces != now:
            row.stock = pieces

    def _product(self, first: _Row, group: Sequence[_Row]) -> ProductPlan:
        made = ProductPlan(first.number, first.product)
        now = self.there.product_words(first.product) if first.product else first.said
        made.words = {} if first.product else {name: first.said[name] for name in OF_PRODUCT}
        told: dict[str, int] = {}
        for row in group:
            if row.variant is not None and row.cells.get("mark") == mark_of(row.said):
                # As it was downloaded: whatever has become of it since stays.
                self._left_alone(made, row)
                continue
            if row.variant is not None and self._is_stale(row, row.variant):
                continue
            for name in OF_PRODUCT:
                if row.said[name] != now[name]:
                    self._differs(made, row, name, told)
            self._variant(made, row)
        return made

    def _differs(self, made: ProductPlan, row: _Row, name: str, told: dict[str, int]) -> None:
        if made.product is None and not row.cells.get(name):
            return  # left open: as the product's first row says
        if made.product is None or (name in told and made.words[name] != row.said[name]):
            self.flaw(row.number, name, OTHERWISE, str(row.said[name]), {"row": told.get(name, made.row)})
            return
        made.words[name] = row.said[name]
        told.setdefault(name, row.number)

    def _is_stale(self, row: _Row, variant: Variant) -> bool:
        mark = row.cells.get("mark", "")
        now = self.there.words(variant)
        if not mark or mark == mark_of(now) or row.said == now:
            return False
        self.flaw(row.number, "mark", STALE, mark)
        return True

    def _left_alone(self, made: ProductPlan, row: _Row) -> None:
        if row.stock is None or row.variant is None:
            self.plan.alone += 1
        else:
            made.changes.append(Change(row.number, row.variant, {}, row.stock))

    def _variant(self, made: ProductPlan, row: _Row) -> None:
        words = {name: row.said[name] for name in OF_VARIANT}
        if row.variant is None:
            made.added.append(NewVariant(row.number, words, row.stock or 0))
            return
        now = self.there.words(row.variant)
        differs = {name: value for name, value in words.items() if value != now[name]}
        if differs or row.stock is not None:
            made.changes.append(Change(row.number, row.variant, differs, row.stock))
        elif not any(row.said[name] != now[name] for name in OF_PRODUCT):
            self.plan.alone += 1


def judge(enterprise: Enterprise, table: Table) -> Plan:
    """What this file would do to the enterprise's products, in four queries however long it is."""
    categories = list(Category.objects.all())
    slugs = {one.pk: one.slug for one in categories}
    return _Judge(table, shelf(enterprise, slugs), _named(categories)).judge()


def _named(categories: Iterable[Category]) -> dict[str, str]:
    """Slugs by slug and by either name; a name that two have names none."""
    found: dict[str, str] = {}
    for one in categories:
        for name in (one.name_th, one.name_en):
            found[name.casefold()] = "" if found.get(name.casefold(), one.slug) != one.slug else one.slug
    return {**{name: slug for name, slug in found.items() if slug}, **{one.slug: one.slug for one in categories}}
