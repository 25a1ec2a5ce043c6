"""The stock of a product at the desk: its history, corrections with a reason, and the warning that little is left."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cms.accounts.models import Notice
from shop.catalogue import stocking
from shop.catalogue.drafts import VariantDraft
from shop.catalogue.models import Product, StockItem, StockMove
from shop.catalogue.stock import Why
from shop.checkout import checking
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, claimed, filled, rival, shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def page(product: Product, desk: Enterprise | None = None) -> str:
    return at(desk or product.enterprise, "stock", product.slug, made.variant(product).pk)


def correct(cast: Cast, product: Product, why: str, pieces: str, **said: Any) -> Any:
    """As the page that is open now sends it."""
    client = cast.client("seller")
    seen = client.get(page(product)).context["form"]["seen"].value()
    return client.post(page(product), {"why": why, "pieces": pieces, "seen": str(seen), **said})


def low(product: Product, at: int) -> Product:
    """The same product, its seller to be warned at so many pieces."""
    StockItem.objects.filter(variant__product=product).update(low_at=at)
    return product


def told() -> list[str]:
    return list(Notice.objects.filter(kind="stock_low").order_by("pk").values_list("text_en", flat=True))


def test_every_change_is_listed_with_the_sum_after_it_and_the_order_it_belongs_to(cast: Cast, one: Enterprise) -> None:
    order = claimed(cast, one)
    product = order.lines.get().variant.product
    correct(cast, product, "broken", "2")
    context = cast.client("seller").get(page(product)).context
    listed = [(entry.move.why, entry.move.change, entry.after, entry.order) for entry in context["entries"]]
    sold = order.lines.get().quantity
    assert listed == [
        ("broken", -2, 8 - sold, ""),
        ("ordered", -sold, 10 - sold, order.number),
        ("counted", 10, 10, ""),
    ]
    html = cast.client("seller").get(page(product)).content.decode()
    assert at(one, "order", order.number) in html
    assert cast.seller.name in html


def test_the_sum_is_right_on_later_pages_too(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    for number in range(35):
        stocking.count(variant=made.variant(product), available=20 + number, actor=None)
    listed = cast.client("seller").get(page(product), {"page": "2"}).context["entries"]
    assert [entry.after for entry in listed] == [24, 23, 22, 21, 20, 10]


@pytest.mark.parametrize(("why", "left"), [("counted", 3), ("broken", 7), ("given_away", 7)])
def test_a_correction_says_why(cast: Cast, one: Enterprise, why: str, left: int) -> None:
    product = made.product(one)
    assert correct(cast, product, why, "๓").status_code == 302
    assert made.in_stock(made.variant(product)) == left
    assert StockMove.objects.latest("pk").why == why
    assert StockMove.objects.latest("pk").actor == cast.seller
    assert list(checking.problems()) == []


@pytest.mark.parametrize(
    ("why", "pieces", "field"),
    [
        ("broken", "0", "pieces"),
        ("broken", "11", "pieces"),
        ("given_away", "-1", "pieces"),
        ("counted", "many", "pieces"),
        ("counted", "", "pieces"),
        ("counted", "100001", "pieces"),
        ("ordered", "1", "why"),
        ("", "1", "why"),
    ],
)
def test_a_correction_that_makes_no_sense_is_told_beside_its_field_and_changes_nothing(
    cast: Cast, one: Enterprise, why: str, pieces: str, field: str
) -> None:
    product = made.product(one)
    answer = correct(cast, product, why, pieces)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["pieces"].value() == pieces
    assert (made.in_stock(made.variant(product)), StockMove.objects.count()) == (10, 1)


def test_a_correction_sent_twice_or_overtaken_by_an_order_counts_once(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    seen = cast.client("seller").get(page(product)).context["form"]["seen"].value()
    assert correct(cast, product, "broken", "1").status_code == 302
    again = correct(cast, product, "broken", "1", seen=str(seen))
    assert again.status_code == 422
    assert "9" in str(again.context["form"].errors["pieces"])
    assert made.in_stock(made.variant(product)) == 9
    # The page that came back shows what is there now, so that pressing again is meant.
    assert again.context["form"]["seen"].value() == str(StockMove.objects.latest("pk").pk)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "\0"])
def test_a_forged_page_corrects_nothing(cast: Cast, one: Enterprise, seen: str) -> None:
    product = made.product(one)
    assert correct(cast, product, "broken", "1", seen=seen).status_code == 422
    assert made.in_stock(made.variant(product)) == 10


def test_the_stock_of_another_enterprise_is_not_at_ones_own_desk(cast: Cast, one: Enterprise) -> None:
    theirs = made.product(rival(cast))
    mine = made.product(one)
    client = cast.client("seller")
    variant = made.variant(theirs).pk
    for address in (page(theirs), page(theirs, one), at(one, "stock", mine.slug, variant), at(one, "stock", "x", 1)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"why": "broken", "pieces": "1", "seen": "1"}).status_code == 404
    assert made.in_stock(made.variant(theirs)) == 10


def test_who_is_suspended_reads_the_history_and_corrects_nothing(cast: Cast, one: Enterprise) -> None:
    product = made.product(one)
    enterprises.suspend(enterprise=one, actor=cast.moderator, reason="สินค้าไม่ตรงปก")
    answer = correct(cast, product, "broken", "1")
    assert answer.status_code == 302
    assert made.in_stock(made.variant(product)) == 10


@pytest.mark.every_database
@pytest.mark.parametrize(("why", "change"), [(Why.BROKEN, 1), (Why.GIVEN_AWAY, 1), (Why.ORDERED, -1), ("eaten", -1)])
def test_the_database_knows_which_way_a_reason_goes(cast: Cast, one: Enterprise, why: str, change: int) -> None:
    item = StockItem.objects.get(variant__product=made.product(one))
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMove.objects.create(item=item, change=change, why=why)


def test_the_form_of_a_product_says_when_to_warn_and_leaves_it_alone_where_it_says_nothing_new(
    cast: Cast, one: Enterprise
) -> None:
    client = cast.client("seller")
    client.post(at(one, "new_product"), filled(None, **{"variants-0-low_at": "3"}))
    product = Product.objects.get()
    assert StockItem.objects.get().low_at == 3
    assert 'value="3"' in client.get(at(one, "product", product.slug)).content.decode()
    client.post(at(one, "product", product.slug), filled(product, **{"variants-0-low_at": ""}))
    assert StockItem.objects.get().low_at is None


@pytest.mark.parametrize("typed", ["-1", "few", "100001", "1.5"])
def test_a_warning_at_no_number_is_refused_beside_its_field(cast: Cast, one: Enterprise, typed: str) -> None:
    answer = cast.client("seller").post(at(one, "new_product"), filled(None, **{"variants-0-low_at": typed}))
    assert answer.status_code == 422
    assert "low_at" in answer.context["variants"].forms[0].errors
    assert not Product.objects.exists()


def test_the_seller_is_told_once_when_little_is_left_and_again_after_filling_up(cast: Cast, one: Enterprise) -> None:
    product = low(made.product(one, stock=5), at=3)
    variant = made.variant(product)
    stocking.take(items={variant.pk: 1}, reference="A1")
    assert told() == []
    stocking.take(items={variant.pk: 1}, reference="A2")
    stocking.take(items={variant.pk: 1}, reference="A3")
    assert told() == ["Running low: Fresh oyster mushrooms (3)"]
    stocking.give_back(items={variant.pk: 1}, reference="A3")
    assert len(told()) == 1
    stocking.give_back(items={variant.pk: 1}, reference="A2")
    stocking.take(items={variant.pk: 4}, reference="A4")
    assert told()[1:] == ["Running low: Fresh oyster mushrooms (0)"]
    assert Notice.objects.filter(kind="stock_low").latest("pk").url == at(one, "products") + "?low=1"


def test_many_that_run_low_at_once_are_told_in_one_notice(cast: Cast, one: Enterprise) -> None:
    drafts = [VariantDraft(name_th=f"ขนาด {n}", name_en=f"Size {n}", price=100, stock=5) for n in range(5)]
    product = low(made.product(one, variants=drafts), at=4)
    stocking.take(items={made.variant(product, n).pk: 1 for n in range(5)}, reference="A1")
    assert len(told()) == 1
    assert told()[0].endswith(" +2")


def test_who_counts_so_few_themselves_is_not_told(cast: Cast, one: Enterprise) -> None:
    enterprises.add_member(enterprise=one, actor=cast.seller, user=cast.stranger, role="staff")
    product = low(made.product(one), at=3)
    correct(cast, product, "broken", "8")
    assert [notice.recipient for notice in Notice.objects.filter(kind="stock_low")] == [cast.stranger]


def test_what_runs_low_stands_on_the_first_page_and_in_a_list_of_its_own(cast: Cast, one: Enterprise) -> None:
    low(made.product(one, name_th="ไข่เป็ด", stock=2), at=3)
    low(made.product(one, stock=4), at=3)
    made.product(one, name_th="เต้าหู้", stock=0)
    client = cast.client("seller")
    assert client.get(at(one)).context["waits"]["low"] == 1
    listed = client.get(at(one, "products"), {"low": "1"}).context["products"]
    assert [row.product.name_th for row in listed] == ["ไข่เป็ด"]


def test_the_history_is_read_in_a_handful_of_queries(
    cast: Cast, one: Enterprise, django_assert_max_num_queries: Any
) -> None:
    product = made.product(one)
    for number in range(40):
        stocking.count(variant=made.variant(product), available=20 + number, actor=cast.seller)
    client = cast.client("seller")
    client.get(page(product))
    with django_assert_max_num_queries(15):
        assert client.get(page(product)).status_code == 200
