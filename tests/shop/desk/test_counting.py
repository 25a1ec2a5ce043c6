"""Stock is counted at the desk, and never on a number that an order has overtaken."""

from pathlib import Path
from typing import Any

import pytest

from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, filled, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def act(cast: Cast, product: Product, **said: Any) -> Any:
    return cast.client("seller").post(at(product.enterprise, "product_act", product.slug), said)


def test_a_count_that_an_order_overtook_is_refused_and_what_was_typed_stays(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, stock=8)
    said = {"variants-0-seen": "10", "variants-0-stock": "12"}
    answer = cast.client("seller").post(at(one, "product", product.slug), filled(product, name_th="ใหม่", **said))
    assert answer.status_code == 422
    assert answer.context["variants"].forms[0]["stock"].value() == "12"
    product.refresh_from_db()
    assert (product.name_th, made.in_stock(made.variant(product))) == ("เห็ดนางฟ้าสด", 8)


def test_stock_is_counted_in_place_for_every_variant(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, variants=[VariantDraft(name_th=name, price=100, stock=5) for name in ("เล็ก", "ใหญ่")])
    small, large = made.variant(product), made.variant(product, 1)
    said = {f"stock-{small.pk}": "๗", f"seen-{small.pk}": "5", f"stock-{large.pk}": "5", f"seen-{large.pk}": "5"}
    act(cast, product, act="count", **said)
    assert (made.in_stock(small), made.in_stock(large)) == (7, 5)


@pytest.mark.parametrize("typed", ["-1", "2.5", "มาก", "", "100001", "9" * 20, "\0"])
def test_a_count_that_is_none_changes_nothing(cast: Cast, one: Enterprise, typed: str) -> None:
    product = made.product(one)
    variant = made.variant(product)
    answer = act(cast, product, act="count", **{f"stock-{variant.pk}": typed, f"seen-{variant.pk}": "10"})
    assert answer.status_code == 302
    assert made.in_stock(variant) == 10


def test_a_count_in_place_that_an_order_overtook_changes_nothing(cast: Cast, one: Enterprise) -> None:
    product = made.product(one, stock=8)
    variant = made.variant(product)
    act(cast, product, act="count", **{f"stock-{variant.pk}": "12", f"seen-{variant.pk}": "10"})
    assert made.in_stock(variant) == 8
