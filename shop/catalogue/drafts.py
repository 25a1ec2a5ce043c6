"""What somebody wants a product to consist of, before it is kept."""

from dataclasses import dataclass
from typing import Final

# No number of pieces: what was said of it before stays.
UNSAID: Final = -1


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """A variant as it shall be. `pk` names one that exists; without it a new one is made.

    `price` is satang, `weight` grams packed. `stock` is how many were counted just now; None leaves the number alone.
    `low_at` is at how many pieces the seller is warned, None never, UNSAID as before.
    """

    pk: int | None = None
    name_th: str = ""
    name_en: str = ""
    sku: str = ""
    price: int | None = None
    weight: int = 500
    stock: int | None = None
    is_active: bool = True
    low_at: int | None = UNSAID


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A selling point as it shall be."""

    text_th: str
    text_en: str = ""
