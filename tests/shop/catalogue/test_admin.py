"""Staff keep a product as one thing; what they keep is counted, found and shown like everything else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from search.checking import problems
from search.services import find
from shop.catalogue.models import Category, Product, State, StockMove
from shop.catalogue.services import make_category
from shop.catalogue.stocking import take
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground

pytestmark = pytest.mark.django_db

PRODUCT, CATEGORY = "wagtailsnippets_shop_catalogue_product", "wagtailsnippets_shop_catalogue_category"


@pytest.fixture
def maker(cast: Cast, site: object) -> Enterprise:
    return ground.enterprise(cast)


@pytest.fixture
def staff(cast: Cast, site: object) -> Client:
    return cast.client("moderator")


def rows(name: str, *said: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """What a formset of the admin sends."""
    sent: dict[str, Any] = {
        f"{name}-TOTAL_FORMS": len(said),
        f"{name}-INITIAL_FORMS": initial,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(said):
        sent |= {f"{name}-{number}-ORDER": number + 1, f"{name}-{number}-id": ""}
        sent |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return sent


def variant(**fields: Any) -> dict[str, Any]:
    return {
        "name_th": "",
        "name_en": "",
        "price": "120",
        "available": "7",
        "weight": "500",
        "is_active": "on",
        **fields,
    }


def form(maker: Enterprise, *variants: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    return {
        "enterprise": maker.pk,
        "category": ground.category().pk,
        "name_th": "เห็ดหลินจือ",
        "name_en": "Lingzhi",
        "sale": "on_sale",
        **rows("variants", *(variants or (variant(),)), initial=initial),
        **rows("photos"),
        **rows("selling_points"),
    }


def edit(product: Product) -> str:
    return reverse(f"{PRODUCT}:edit", args=[product.pk])


def test_a_product_is_added_and_published_in_one_step(staff: Client, maker: Enterprise, cast: Cast) -> None:
    sent = {**form(maker, variant(price="๑,๒๕๐.๕๐")), "action-shop-publish": "1"}
    answer = staff.post(reverse(f"{PRODUCT}:add"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    product = Product.objects.get()
    assert (product.state, product.slug) == (State.PUBLISHED, "lingzhi")
    kept = ground.variant(product)
    assert (kept.price, ground.in_stock(kept)) == (125_050, 7)
    assert StockMove.objects.get().actor == cast.moderator
    assert [event.to_state for event in product.events.order_by("pk")] == ["draft", "published"]
    assert find("หลินจือ", "product", locale="th").total == 1
    assert list(problems()) == []


def test_a_change_is_counted_found_and_withdrawn(staff: Client, maker: Enterprise) -> None:
    product = ground.product(maker)
    kept = ground.variant(product)
    row = variant(id=kept.pk, price="90", available="4", **{"available-seen": "10"})
    assert staff.post(edit(product), form(maker, row, initial=1)).status_code == 302
    assert ground.in_stock(kept) == 4
    assert [hit.price for hit in find("หลินจือ", "product", locale="th").hits] == [9_000]
    sent = form(maker, variant(id=kept.pk, available="4", **{"available-seen": "4"}), initial=1)
    assert staff.post(edit(product), {**sent, "action-shop-withdraw": "1"}).status_code == 302
    assert find("หลินจือ", "product", locale="th").total == 0


def test_a_stock_that_was_only_shown_does_not_undo_an_order(staff: Client, maker: Enterprise) -> None:
    product = ground.product(maker)
    kept = ground.variant(product)
    assert "available-seen" in staff.get(edit(product)).content.decode()
    take(items={kept.pk: 3}, reference="A1")
    sent = form(maker, variant(id=kept.pk, available="10", **{"available-seen": "10"}), initial=1)
    assert staff.post(edit(product), sent).status_code == 302
    assert ground.in_stock(kept) == 7


def test_a_variant_taken_away_is_kept_and_no_longer_offered(staff: Client, maker: Enterprise) -> None:
    product = ground.product(maker)
    kept = ground.variant(product)
    gone = variant(id=kept.pk, DELETE="on", available="10", **{"available-seen": "10"})
    answer = staff.post(edit(product), form(maker, gone, variant(price="80"), initial=1))
    assert answer.status_code == 302, answer.context["form"].errors
    assert list(product.variants.order_by("pk").values_list("is_active", flat=True)) == [False, True]


@pytest.mark.parametrize(
    "bad",
    [
        {"price": "abc"},
        {"price": "0"},
        {"price": "-5"},
        {"price": ""},
        {"weight": "0"},
        {"available": "-1"},
        {"available": "1000001"},
        {"is_active": ""},
    ],
)
def test_a_bad_variant_is_told_and_changes_nothing(staff: Client, maker: Enterprise, bad: dict[str, str]) -> None:
    product = ground.product(maker)
    row = variant(**{"id": ground.variant(product).pk, "available-seen": "10", **bad})
    answer = staff.post(edit(product), form(maker, row, initial=1))
    assert answer.status_code == 200
    product.refresh_from_db()
    assert (product.name_th, ground.variant(product).price, ground.in_stock(ground.variant(product))) == (
        "เห็ดนางฟ้าสด",
        12_000,
        10,
    )
    assert find("หลินจือ", "product", locale="th").total == 0


def test_one_number_for_two_variants_is_refused(staff: Client, maker: Enterprise) -> None:
    answer = staff.post(reverse(f"{PRODUCT}:add"), form(maker, variant(sku="A"), variant(sku="A")))
    assert answer.status_code == 200
    assert not Product.objects.exists()


def test_categories_are_kept_as_a_tree(staff: Client) -> None:
    answer = staff.post(
        reverse(f"{CATEGORY}:add"), {"name_th": "ผ้า", "name_en": "Cloth", "sort_order": "1", "parent": ""}
    )
    assert answer.status_code == 302
    top = Category.objects.get()
    assert (top.slug, find("ผ้า", "category", locale="th").total) == ("cloth", 1)
    below = make_category(name_th="ไหม", name_en="Silk", parent=top)
    sent = {"name_th": "ผ้า", "name_en": "Cloth", "sort_order": "1", "parent": str(below.pk)}
    answer = staff.post(reverse(f"{CATEGORY}:edit", args=[top.pk]), sent)
    assert answer.status_code == 200
    assert "parent" in answer.context["form"].errors
    top.refresh_from_db()
    assert top.parent is None


def test_nothing_that_is_named_elsewhere_is_deleted(cast: Cast, maker: Enterprise) -> None:
    product = ground.product(maker)
    admin = cast.client("administrator")
    admin.post(reverse(f"{PRODUCT}:delete", args=[product.pk]))
    admin.post(reverse(f"{CATEGORY}:delete", args=[product.category_id]))
    assert Product.objects.filter(pk=product.pk, category__isnull=False).exists()
    empty = make_category(name_th="ว่าง", name_en="Empty")
    admin.post(reverse(f"{CATEGORY}:delete", args=[empty.pk]))
    assert find("ว่าง", "category", locale="th").total == 0
    assert list(problems()) == []


@pytest.mark.parametrize("who", ["member", "seller", "editor"])
def test_who_may_not_keep_products_cannot(cast: Cast, maker: Enterprise, who: str) -> None:
    product = ground.product(maker)
    cast.client(who).post(edit(product), form(maker, initial=1))
    product.refresh_from_db()
    assert product.name_th == "เห็ดนางฟ้าสด"
