"""Says at start what a PDF of a receipt lacks here."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning, register

from shop.receipts.pdf import missing


@register("receipts", deploy=True)
def can_be_drawn(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Pango and a Thai font are there; without them receipts have no PDF."""
    packages = " ".join(missing())
    if not packages:
        return []
    hint = f"Install them: apt-get install {packages}"
    return [Warning("Receipts cannot be drawn as PDF on this machine.", hint=hint, id="shop_receipts.W001")]
