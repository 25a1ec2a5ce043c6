"""What a seller taps when something was sold: what they sell most stands first."""

from dataclasses import dataclass
from datetime import date, timedelta

from shop.catalogue.models import State, Variant
from shop.enterprises.models import Enterprise
from shop.sales.queries import most_sold

# Large ones; the rest is one tap further.
LARGE = 8
MOST_OFFERED = 200
LOOKS_BACK = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Button:
    """A variant to tap; `is_large` where it stands in front."""

    variant: Variant
    in_stock: int
    is_large: bool

    @property
    def name(self) -> str:
        """The product, and which of it, in the language of the moment."""
        return f"{self.variant.product.name} {self.variant.name}".strip()


def buttons(enterprise: Enterprise, *, today: date) -> list[Button]:
    """Its variants, those entered most often lately first, then the newest products; two queries."""
    often = {key: place for place, key in enumerate(most_sold(enterprise, since=today - LOOKS_BACK))}
    mine = Variant.objects.filter(product__enterprise=enterprise, is_active=True).exclude(
        product__state=State.WITHDRAWN
    )
    rows = list(
        mine.select_related("product", "stock").order_by("-product__created_at", "product", "sort_order", "pk")[
            :MOST_OFFERED
        ]
    )
    rows.sort(key=lambda one: often.get(one.pk, len(often)))
    return [Button(one, _there(one), place < LARGE) for place, one in enumerate(rows)]


def _there(variant: Variant) -> int:
    return variant.stock.available if hasattr(variant, "stock") else 0
