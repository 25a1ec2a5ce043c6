"""`{% load payouts %}{{ entry|entry_name }}`: entries of the ledger and bank accounts as people read them."""

from django import template

from shop.payments import banks, statements
from themes.templatetags.money import baht

register = template.Library()

register.filter("bank_name", banks.bank_name)
register.filter("masked_account", banks.masked)
register.filter("entry_name", statements.named)
register.filter("entry_note", statements.note)


@register.filter
def taken(satang: int) -> str:
    """A sum that is taken away: 125000 is "-฿1,250"; nothing stays "฿0"."""
    return baht(-satang)
