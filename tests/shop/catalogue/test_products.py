"""Products are made, changed, published and withdrawn; a refusal changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.lifecycle.rules import MoveNotAllowed
from search.services import browse, find
from shop.catalogue import services
from shop.catalogue.models import Category, Product, ProductEvent, SellingPoint, State, StockItem, StockMove, Variant
from shop.catalogue.services import (
    NotATree,
    NotItsVariant,
    NotReady,
    PointDraft,
    TooMany,
    VariantDraft,
    change_product,
    create_product,
    keep_category,
    make_category,
    publish,
    withdraw,
)
from shop.catalogue.stocking import NotACount
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def maker(cast: Cast) -> Enterprise:
    return ground.enterprise(cast)


@pytest.fixture
def goods(maker: Enterprise) -> Product:
    return ground.product(maker, summary_th="สดทุกเช้า", selling_points=[PointDraft("ไม่ใช้สารเคมี", "No chemicals")])


def everything() -> list[Any]:
    models = (Product, Variant, StockItem, StockMove, SellingPoint, ProductEvent, Category)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(error: type[Exception], act: Callable[[], object]) -> None:
    before = everything()
    with pytest.raises(error), transaction.atomic():
        act()
    assert everything() == before


def test_a_product_begins_as_a_draft_with_one_variant_and_its_address(maker: Enterprise, cast: Cast) -> None:
    made = create_product(
        enterprise=maker, actor=cast.seller, category=ground.category(), name_th=" เห็ด ", name_en="Mushrooms, dried"
    )
    made.refresh_from_db()
    assert (made.state, made.slug, made.variants.count()) == (State.DRAFT, "mushrooms-dried", 1)
    assert list(made.events.values_list("to_state", "actor")) == [(State.DRAFT, cast.seller.pk)]
    assert ground.in_stock(ground.variant(made)) == 0
    assert browse("product", locale="th").hits == ()


@pytest.mark.parametrize("name", ["เห็ดหอม", "!!!", "__ __"])
def test_a_name_without_latin_letters_has_an_address_too(maker: Enterprise, name: str) -> None:
    slugs = [ground.product(maker, name_en=name).slug for _ in range(3)]
    assert slugs == ["product", "product-2", "product-3"]


def test_two_products_of_one_long_name_have_two_addresses(maker: Enterprise) -> None:
    first, second = (ground.product(maker, name_en="m" * 160) for _ in range(2))
    assert first.slug != second.slug
    assert max(len(first.slug), len(second.slug)) <= 100


def test_publishing_needs_a_price_for_what_is_on_sale(maker: Enterprise, cast: Cast) -> None:
    bare = ground.product(maker, price=None, published=False)
    refused(NotReady, lambda: publish(product=bare, actor=cast.seller))
    hidden = ground.product(maker, variants=[VariantDraft(price=100, is_active=False)], published=False)
    refused(NotReady, lambda: publish(product=hidden, actor=cast.seller))
    shown = ground.product(maker, price=None, sale="display_only")
    assert shown.state == State.PUBLISHED


def test_withdrawing_takes_it_out_of_search_and_publishing_brings_it_back(goods: Product, cast: Cast) -> None:
    first = goods.published_at
    assert find("เห็ดนางฟ้า", "product", locale="th").total == 1
    withdraw(product=goods, actor=cast.seller, reason="หมดฤดู")
    assert find("เห็ดนางฟ้า", "product", locale="th").total == 0
    refused(MoveNotAllowed, lambda: withdraw(product=goods, actor=cast.seller))
    publish(product=goods, actor=cast.seller)
    goods.refresh_from_db()
    assert goods.published_at == first
    assert [hit.price for hit in find("เห็ดนางฟ้า", "product", locale="th").hits] == [12_000]


def test_a_change_is_found_at_once_and_leaves_alone_what_was_not_named(goods: Product, cast: Cast) -> None:
    variant = ground.variant(goods)
    change_product(
        product=goods, actor=cast.seller, name_th="เห็ดฟางแห้ง", variants=[VariantDraft(variant.pk, price=900)]
    )
    goods.refresh_from_db()
    assert (goods.summary_th, goods.slug, goods.selling_points.count()) == ("สดทุกเช้า", "fresh-oyster-mushrooms", 1)
    assert ground.in_stock(variant) == 10
    assert [(hit.title, hit.price) for hit in find("ฟางแห้ง", locale="th").hits] == [("เห็ดฟางแห้ง", 900)]


def test_a_variant_left_out_is_no_longer_offered_and_keeps_its_stock(goods: Product, cast: Cast) -> None:
    old = ground.variant(goods)
    change_product(product=goods, actor=cast.seller, variants=[VariantDraft(name_th="ใหญ่", price=500, stock=0)])
    old.refresh_from_db()
    assert not old.is_active
    assert ground.in_stock(old) == 10
    hit = browse("product", locale="th").hits[0]
    assert (hit.price, hit.in_stock) == (500, False)


@pytest.mark.parametrize(
    ("error", "fields"),
    [
        (ValidationError, {"name_th": ""}),
        (ValidationError, {"name_en": "x" * 161}),
        (ValidationError, {"sale": "gift"}),
        (TypeError, {"state": "published"}),
        (TypeError, {"slug": "mine"}),
        (NotReady, {"variants": [VariantDraft(price=None)]}),
        (NotReady, {"variants": []}),
        (ValidationError, {"variants": [VariantDraft(price=0)]}),
        (ValidationError, {"variants": [VariantDraft(price=-1)]}),
        (ValidationError, {"variants": [VariantDraft(price=10**12)]}),
        (ValidationError, {"variants": [VariantDraft(price=5, weight=0)]}),
        (ValidationError, {"variants": [VariantDraft(price=5, sku="A"), VariantDraft(price=5, sku="A")]}),
        (NotACount, {"variants": [VariantDraft(price=5, stock=-1)]}),
        (NotItsVariant, {"variants": [VariantDraft(pk=10**9, price=5)]}),
        (TooMany, {"variants": [VariantDraft(price=5)] * 31}),
        (TooMany, {"selling_points": [PointDraft("ดี")] * 11}),
        (ValidationError, {"selling_points": [PointDraft(" ")]}),
    ],
)
def test_a_bad_change_is_refused_and_changes_nothing(
    goods: Product, cast: Cast, error: type[Exception], fields: dict[str, Any]
) -> None:
    refused(error, lambda: change_product(product=goods, actor=cast.seller, **fields))
    if error is not TypeError:
        assert (goods.name_th, goods.name_en, goods.sale) == ("เห็ดนางฟ้าสด", "Fresh oyster mushrooms", "on_sale")
    assert find("เห็ดนางฟ้า", "product", locale="th").total == 1


def test_another_products_variant_is_refused(goods: Product, maker: Enterprise, cast: Cast) -> None:
    other = ground.variant(ground.product(maker, name_en="Other"))
    drafts = [VariantDraft(pk=other.pk, price=5, stock=0)]
    refused(NotItsVariant, lambda: change_product(product=goods, actor=cast.seller, variants=drafts))


@pytest.mark.parametrize(
    "broken",
    [
        {"name_th": ""},
        {"slug": "Not A Slug"},
        {"sale": "gift"},
        {"state": "lost"},
        {"published_at": None},
    ],
)
def test_the_database_itself_refuses_what_is_no_product(goods: Product, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=goods.pk).update(**broken)


@pytest.mark.parametrize("broken", [{"price": 0}, {"price": 10**10 + 1}, {"weight": 0}, {"weight": 10**7}])
def test_the_database_itself_refuses_what_is_no_variant(goods: Product, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(product=goods).update(**broken)


def test_the_history_cannot_be_rewritten(goods: Product) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductEvent.objects.filter(subject=goods).update(at=timezone.now())


def test_categories_are_a_tree_of_three_levels() -> None:
    top = make_category(name_th="อาหาร", name_en="Food")
    middle = make_category(name_th="เห็ด", name_en="Mushrooms", parent=top)
    leaf = make_category(name_th="แห้ง", name_en="Dried", parent=middle)
    refused(NotATree, lambda: make_category(name_th="ลึก", name_en="Deep", parent=leaf))
    for above in (top, middle, leaf):
        top.parent = above
        refused(NotATree, lambda: keep_category(category=top))
    other = make_category(name_th="ผ้า", name_en="Cloth")
    top.parent = other
    refused(NotATree, lambda: keep_category(category=top))
    middle.parent = other
    assert keep_category(category=middle).parent == other


def test_a_category_renamed_or_moved_is_found_with_its_products(goods: Product) -> None:
    category = goods.category
    category.name_th = "ของป่า"
    category.parent = make_category(name_th="ธรรมชาติ", name_en="Nature")
    keep_category(category=category)
    assert {hit.kind for hit in find("ของป่า", locale="th").hits} == {"category", "product"}
    assert browse("product", {"category": "nature"}, locale="en").total == 1


def test_names_of_services_are_those_that_others_build_on() -> None:
    assert {"publish", "withdraw", "make_category", "create_product", "change_product"} <= set(dir(services))
