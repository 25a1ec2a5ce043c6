"""What a file comes to: products that are new, variants that say something else, and what is wrong with the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.places.workbooks import Flaw
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product, Variant


@dataclass(slots=True)
class NewVariant:
    """A variant that there is not yet, from one row."""

    row: int
    words: Mapping[str, Any]
    stock: int

    def draft(self) -> VariantDraft:
        """As the catalogue takes it."""
        return draft_of(self.words, None, self.stock)


@dataclass(slots=True)
class Change:
    """A variant whose row says something else than is true; `words` are only those that differ.

    `stock` is how many were counted, None where it was left alone.
    """

    row: int
    variant: Variant
    words: dict[str, Any]
    stock: int | None = None


@dataclass(slots=True)
class ProductPlan:
    """What becomes of one product: `product` is None where it is new; `words` are those of the product that differ."""

    row: int
    product: Product | None
    words: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    added: list[NewVariant] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return bool(self.words or self.changes or self.added)


@dataclass(slots=True)
class Plan:
    """Everything a file comes to; while there are flaws, nothing of it may be written. `alone`: rows without a change."""

    products: list[ProductPlan] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    alone: int = 0

    @property
    def new(self) -> list[ProductPlan]:
        """Products that there are not yet."""
        return [one for one in self.products if one.product is None]

    @property
    def changed(self) -> list[ProductPlan]:
        """Products that there are, and that become others."""
        return [one for one in self.products if one.product is not None and one.does_something]

    @property
    def size(self) -> int:
        """How many rows would be written."""
        return sum(max(1, len(one.changes) + len(one.added)) for one in (*self.new, *self.changed))


def draft_of(words: Mapping[str, Any], pk: int | None, stock: int | None) -> VariantDraft:
    """A variant as the catalogue takes it."""
    return VariantDraft(
        pk=pk,
        name_th=words["variant_th"],
        name_en=words["variant_en"],
        sku=words["sku"],
        price=words["price"],
        weight=words["weight"],
        stock=stock,
        is_active=words["offered"],
        low_at=words["low_at"],
    )
