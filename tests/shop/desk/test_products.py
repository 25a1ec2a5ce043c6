"""A seller adds, edits, publishes, counts and withdraws products."""

from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from search.services import find
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product, ProductPhoto
from shop.desk import services
from shop.desk.models import NewProduct, Upload
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, filled, photo, rival, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def add(cast: Cast, one: Enterprise, **said: Any) -> Any:
    return cast.client("seller").post(at(one, "new_product"), filled(**said))


def edit(cast: Cast, product: Product, **said: Any) -> Any:
    return cast.client("seller").post(at(product.enterprise, "product", product.slug), filled(product, **said))


def act(cast: Cast, product: Product, **said: Any) -> Any:
    return cast.client("seller").post(at(product.enterprise, "product_act", product.slug), said)


def test_a_product_is_added_with_everything_and_seen_by_nobody_yet(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, **{"variants-0-price": "1,250.50", "camera": photo()})
    product = Product.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, at(one, "product", product.slug))
    variant = made.variant(product)
    assert (product.state, variant.price, variant.weight, made.in_stock(variant)) == ("draft", 125_050, 500, 10)
    assert [point.text_th for point in product.selling_points.all()] == ["ไม่ใช้สารเคมี", "เก็บได้หนึ่งปี"]
    shown = ProductPhoto.objects.get(product=product).photo
    assert (shown.description, shown.is_public) == ("เห็ดหอมแห้ง", False)
    assert Upload.objects.get(photo=shown).kept_at is not None


def test_a_product_that_is_published_is_found_at_once_with_its_picture_open(cast: Cast, one: Enterprise) -> None:
    add(cast, one, publish="1", camera=photo())
    product = Product.objects.get()
    assert product.state == "published"
    assert [hit.key for hit in find("เห็ดหอมแห้ง", kinds=["product"]).hits] == [str(product.pk)]
    assert ProductPhoto.objects.get(product=product).photo.is_public


def test_the_form_of_a_new_product_sent_twice_makes_one(cast: Cast, one: Enterprise) -> None:
    key = cast.client("seller").get(at(one, "new_product")).context["key"]
    first, second = (add(cast, one, key=key, name_th=name).headers["Location"] for name in ("หนึ่ง", "สอง"))
    assert first == second
    assert Product.objects.get().name_th == "หนึ่ง"
    add(cast, one, key="not a key")
    add(cast, one, key="not a key")
    assert Product.objects.count() == 3


def test_the_key_of_another_enterprise_s_form_leads_nowhere(cast: Cast, one: Enterprise) -> None:
    add(cast, one, key="0" * 32)
    other = rival(cast)
    cast.client("team_mate").post(at(other, "new_product"), filled(key="0" * 32))
    assert Product.objects.get(enterprise=other).pk != Product.objects.get(enterprise=one).pk


@pytest.mark.every_database
def test_the_database_keeps_one_product_a_form(cast: Cast, one: Enterprise) -> None:
    for product, refused in ((made.product(one), nullcontext()), (made.product(one), pytest.raises(IntegrityError))):
        with refused, transaction.atomic():
            NewProduct.objects.create(enterprise=one, key="a" * 32, product=product)
    assert NewProduct.objects.count() == 1


def test_keys_are_forgotten_after_a_month(cast: Cast, one: Enterprise) -> None:
    add(cast, one, key="0" * 32)
    now = timezone.now()
    assert [services.forget_forms(now=now + timedelta(days=days)) for days in (29, 31)] == [0, 1]
    assert Product.objects.count() == 1


def test_what_is_published_can_be_taken_off_the_shelf_and_put_back(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    for verb, state in (("withdraw", "withdrawn"), ("withdraw", "withdrawn"), ("publish", "published")):
        assert act(cast, product, act=verb).status_code == 302
        product.refresh_from_db()
        assert product.state == state
    assert product.events.count() == 4


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name_th": ""}, "name_th"),
        ({"name_en": "   "}, "name_en"),
        ({"name_th": "ก" * 161}, "name_th"),
        ({"category": ""}, "category"),
        ({"category": "987654321"}, "category"),
        ({"category": "x" * 500}, "category"),
        ({"sale": "for_free"}, "sale"),
        ({"points_en": "Alone\nand\nmore"}, "points_en"),
        ({"points_th": "ก" * 161}, "points_th"),
        ({"points_th": "\n".join("ก" * 11)}, "points_th"),
        ({"summary_th": "ก" * 301}, "summary_th"),
        ({"description_th": "ก" * 5001}, "description_th"),
    ],
)
def test_what_does_not_fit_stands_beside_its_field_and_nothing_is_kept(
    cast: Cast, one: Enterprise, said: dict[str, str], field: str
) -> None:
    answer = add(cast, one, **said)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"][field].value() == said[field]
    assert answer.context["variants"].forms[0]["price"].value() == "120"
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price", "-5"),
        ("price", "0"),
        ("price", "1.234"),
        ("price", "แพง"),
        ("price", "9" * 29),
        ("weight", "0"),
        ("weight", "1.5"),
        ("weight", "1000001"),
        ("weight", ""),
        ("stock", "-1"),
        ("stock", "2.5"),
        ("stock", "100001"),
        ("sku", "x" * 41),
    ],
)
def test_a_number_that_is_none_is_refused_beside_its_field(cast: Cast, one: Enterprise, field: str, typed: str) -> None:
    answer = add(cast, one, **{f"variants-0-{field}": typed})
    assert answer.status_code == 422
    form = answer.context["variants"].forms[0]
    assert field in form.errors
    assert form[field].value() == typed
    assert not Product.objects.exists()


def test_what_is_on_sale_is_not_published_without_a_price_and_not_kept_half(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, publish="1", **{"variants-0-price": ""})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not Product.objects.exists()


def test_a_product_on_display_needs_no_price(cast: Cast, one: Enterprise) -> None:
    add(cast, one, publish="1", sale="display_only", **{"variants-0-price": "", "variants-0-stock": ""})
    assert Product.objects.get().state == "published"


def test_more_variants_are_asked_for_without_losing_a_word(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, more_variants="1")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'name="variants-1-name_th"' in html
    assert "เห็ดหอมแห้ง" in html
    assert not answer.context["form"].errors
    assert not Product.objects.exists()


TWO = {
    "variants-TOTAL_FORMS": "3",
    "variants-0-name_th": "ถุงเล็ก",
    "variants-1-name_th": "ถุงใหญ่",
    "variants-1-price": "200",
    "variants-1-weight": "1,000",
    "variants-1-stock": "3",
    "variants-1-is_active": "on",
    "variants-2-weight": "500",
    "variants-2-is_active": "on",
}


def test_several_variants_are_kept_and_an_empty_row_counts_for_nothing(cast: Cast, one: Enterprise) -> None:
    assert add(cast, one, **TWO).status_code == 302
    variants = Product.objects.get().variants.order_by("sort_order")
    assert [(v.name_th, v.price, v.weight) for v in variants] == [("ถุงเล็ก", 12_000, 500), ("ถุงใหญ่", 20_000, 1_000)]


def test_a_variant_that_is_not_offered_stays_in_the_form_and_can_be_offered_again(cast: Cast, one: Enterprise) -> None:
    drafts = [VariantDraft(name_th=name, price=100, stock=5) for name in ("เล็ก", "ใหญ่")]
    product = made.product(one, variants=drafts)
    small, large = made.variant(product), made.variant(product, 1)
    rows = {
        "variants-TOTAL_FORMS": "2",
        "variants-0-name_th": "เล็ก",
        "variants-1-name_th": "ใหญ่",
        "variants-1-pk": str(large.pk),
        "variants-1-price": "2",
        "variants-1-weight": "500",
    }
    for is_active in (False, True):
        tick = {"variants-1-is_active": "on"} if is_active else {}
        assert edit(cast, product, **rows, **tick).status_code == 302
        large.refresh_from_db()
        assert (large.is_active, large.price, made.in_stock(large)) == (is_active, 200, 5)
        form = cast.client("seller").get(at(one, "product", product.slug)).context["variants"]
        assert [row.initial["pk"] for row in form.forms] == [str(small.pk), str(large.pk)]


@pytest.mark.parametrize("name", ["", "ถุงเล็ก"])
def test_several_variants_need_names_of_their_own(cast: Cast, one: Enterprise, name: str) -> None:
    answer = add(cast, one, **{**TWO, "variants-1-name_th": name})
    assert answer.status_code == 422
    assert "name_th" in answer.context["variants"].forms[1].errors
    assert not Product.objects.exists()


def test_a_product_is_edited_and_a_number_left_alone_is_not_counted_anew(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    moves = made.variant(product).stock.moves.count()
    assert edit(cast, product, name_th="เห็ดหอมใหม่", **{"variants-0-price": "99"}).status_code == 302
    product.refresh_from_db()
    variant = made.variant(product)
    assert (product.name_th, variant.price, variant.stock.moves.count()) == ("เห็ดหอมใหม่", 9_900, moves)


def test_a_variant_of_another_product_is_not_touched(cast: Cast, one: Enterprise) -> None:
    mine, other = made.product(one), made.product(one)
    theirs = made.variant(other)
    act(cast, mine, act="count", **{f"stock-{theirs.pk}": "1", f"seen-{theirs.pk}": "10"})
    assert edit(cast, mine, **{"variants-0-pk": str(theirs.pk)}).status_code == 422
    assert made.in_stock(theirs) == 10
    assert made.variant(other).product_id == other.pk


def test_who_is_suspended_sells_nothing_and_reads_why(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    enterprises.suspend(enterprise=one, actor=cast.moderator, reason="สินค้าไม่ตรงปก")
    client = cast.client("seller")
    assert "สินค้าไม่ตรงปก" in client.get(at(one)).content.decode()
    assert add(cast, one).status_code == 302
    assert edit(cast, product, name_th="ใหม่").status_code == 302
    for verb in ("publish", "withdraw", "count"):
        variant = made.variant(product)
        act(cast, product, act=verb, **{f"stock-{variant.pk}": "1", f"seen-{variant.pk}": "10"})
    product.refresh_from_db()
    assert (product.name_th, product.state, made.in_stock(made.variant(product))) == ("เห็ดนางฟ้าสด", "published", 10)
    assert Product.objects.count() == 1


def test_a_product_is_found_by_its_name_at_the_desk(cast: Cast, one: Enterprise) -> None:
    made.product(one)
    made.product(one, name_th="ไข่เป็ด", name_en="Duck eggs")
    html = cast.client("seller").get(at(one, "products"), {"name": "duck"}).content.decode()
    assert "ไข่เป็ด" in html
    assert "เห็ดนางฟ้าสด" not in html
