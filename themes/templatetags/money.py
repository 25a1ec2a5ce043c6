"""`{% load money %}{{ product.price|baht }}`: satang as people write them."""

from django import template

register = template.Library()

_SATANG = 100


@register.filter
def baht(satang: object) -> str:
    """125000 is "฿1,250", 125050 is "฿1,250.50"; what is no whole number of satang is nothing."""
    if not isinstance(satang, int) or isinstance(satang, bool):
        return ""
    whole, rest = divmod(abs(satang), _SATANG)
    sign = "-" if satang < 0 else ""
    return f"{sign}฿{whole:,}" + (f".{rest:02}" if rest else "")
