"""What a file would do, in the seller's words: every product that is new, every cell that becomes another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.places.models.areas import speaks_english
from shop import money
from shop.catalogue.models import Category, Product, Sale
from shop.desk.bulk.columns import BY_FIELD
from shop.desk.bulk.plan import Plan, ProductPlan
from shop.desk.bulk.present import Shelf, plain, words_of_variant

MOST_SHOWN = 200
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that becomes another; `variant` names whose, empty for the product itself."""

    variant: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One product that would change; `added` are names of new variants with their prices."""

    row: int
    name: str
    cells: tuple[Cell, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first MOST_SHOWN of each, and how many there are."""

    new: tuple[Shown, ...]
    changed: tuple[Shown, ...]
    new_count: int
    changed_count: int
    alone: int

    @property
    def does_something(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.new_count or self.changed_count)


def preview(plan: Plan) -> Preview:
    """The plan as a page shows it; one query for the names of categories."""
    names = {one.slug: one.name for one in Category.objects.all()}
    new, changed = plan.new, plan.changed
    return Preview(
        new=tuple(_shown(one, names) for one in new[:MOST_SHOWN]),
        changed=tuple(_shown(one, names) for one in changed[:MOST_SHOWN]),
        new_count=len(new),
        changed_count=len(changed),
        alone=plan.alone,
    )


def _shown(made: ProductPlan, categories: dict[str, str]) -> Shown:
    name = made.product.name if made.product else _name(made.words)
    cells = tuple(_cells(made, made.product, categories)) if made.product else ()
    added = tuple(_added(one.words, one.stock) for one in made.added)
    return Shown(made.row, name, cells, added)


def _name(words: dict[str, Any]) -> str:
    return str(words["name_en"] if speaks_english() else words["name_th"])


def _cells(made: ProductPlan, product: Product, categories: dict[str, str]) -> Iterator[Cell]:
    for name, value in made.words.items():
        yield Cell("", _title(name), _said(name, _old(product, name), categories), _said(name, value, categories))
    for change in made.changes:
        before, whose = words_of_variant(change.variant), change.variant.name
        for name, value in change.words.items():
            yield Cell(whose, _title(name), _said(name, before[name], categories), _said(name, value, categories))
        if change.stock is not None:
            yield Cell(whose, _title("stock"), f"{Shelf.available(change.variant):,}", f"{change.stock:,}")


def _old(product: Product, name: str) -> Any:
    return product.category.slug if name == "category" else plain(getattr(product, name))


def _title(name: str) -> str:
    column = BY_FIELD[name]
    return column.english if speaks_english() else column.thai


def _said(name: str, value: Any, categories: dict[str, str]) -> str:
    """A value as people read it, cut where it is long."""
    match name:
        case "category":
            return categories.get(str(value), str(value))
        case "price":
            return "—" if value is None else f"฿{money.baht(value)}"
        case "offered":
            return str(_("yes") if value else _("no"))
        case "sale":
            return str(Sale(value).label)
    text = "—" if value in (None, "") else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _added(words: Any, stock: int) -> str:
    name = (words["variant_en"] if speaks_english() else "") or words["variant_th"]
    price = _said("price", words["price"], {})
    parts = [name, price, _("%(number)s in stock") % {"number": f"{stock:,}"}]
    return " · ".join(part for part in parts if part)
