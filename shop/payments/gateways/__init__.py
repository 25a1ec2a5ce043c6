"""The ways to pay. Whatever the shop knows of one, it knows through `base.Gateway`."""

from shop.payments.gateways.base import Gateway
from shop.payments.gateways.card import Card
from shop.payments.gateways.cod import CashOnDelivery
from shop.payments.gateways.promptpay import PromptPay

GATEWAYS: list[Gateway] = [PromptPay(), Card(), CashOnDelivery()]


class UnknownGateway(LookupError):
    """No gateway has this code."""


def gateways() -> tuple[Gateway, ...]:
    """Every way to pay that this site has, in the order in which buyers see them."""
    return tuple(way for way in GATEWAYS if way.is_set_up)


def gateway(code: str) -> Gateway:
    """The gateway of this code. Raises UnknownGateway."""
    for candidate in GATEWAYS:
        if candidate.code == code:
            return candidate
    raise UnknownGateway(code)
