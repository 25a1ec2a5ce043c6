"""`{% load wishes %}{% wish_button product_id slug %}` and `{% seen_lately product_id %}` on a product's page."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("shop/wishes/button.html", takes_context=True)
def wish_button(context: template.Context, product_id: int, slug: str) -> dict[str, Any]:
    """The button as it stands for somebody who wished for nothing; the script asks for the rest."""
    return {"request": context.get("request"), "product_id": product_id, "slug": slug, "is_on": False, "is_kept": True}


@register.inclusion_tag("shop/wishes/lately.html")
def seen_lately(product_id: int) -> dict[str, Any]:
    """The place where the script shows what this browser has seen before."""
    return {"product_id": product_id}
