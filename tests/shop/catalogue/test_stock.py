"""Stock: never below nothing, every change written down, all or none."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from search.services import browse, generation, index
from shop.catalogue.models import Product, StockItem, StockMove, Variant
from shop.catalogue.services import VariantDraft
from shop.catalogue.stock import Why
from shop.catalogue.stocking import MOST_COUNTED, NotACount, NotEnough, count, give_back, take, take_many
from tests.cast import Cast
from tests.shop import ground

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


@pytest.fixture
def goods(cast: Cast) -> Product:
    """A product of two variants: three small ones, five big ones."""
    drafts = [
        VariantDraft(name_th="เล็ก", price=5_000, stock=3),
        VariantDraft(name_th="ใหญ่", price=9_000, stock=5),
    ]
    return ground.product(ground.enterprise(cast), variants=drafts)


@pytest.fixture
def small(goods: Product) -> Variant:
    return ground.variant(goods)


@pytest.fixture
def big(goods: Product) -> Variant:
    return ground.variant(goods, 1)


def moves(variant: Variant) -> list[tuple[str, int, str]]:
    rows = StockMove.objects.filter(item__variant=variant)
    return list(rows.order_by("pk").values_list("why", "change", "reference"))


def is_in_stock(product: Product) -> bool | None:
    """By the index."""
    return next(hit.in_stock for hit in browse("product", locale="th").hits if hit.key == str(product.pk))


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = (list(StockItem.objects.order_by("pk").values()), StockMove.objects.count(), generation())
    yield
    assert (list(StockItem.objects.order_by("pk").values()), StockMove.objects.count(), generation()) == before


def test_an_order_takes_and_gives_back_once(small: Variant, big: Variant) -> None:
    take(items={small.pk: 2, big.pk: 5}, reference="A1")
    assert (ground.in_stock(small), ground.in_stock(big)) == (1, 0)
    give_back(items={small.pk: 2, big.pk: 5}, reference="A1")
    give_back(items={small.pk: 2, big.pk: 5}, reference="A1")
    assert (ground.in_stock(small), ground.in_stock(big)) == (3, 5)
    assert moves(small) == [(Why.COUNTED, 3, ""), (Why.ORDERED, -2, "A1"), (Why.GIVEN_BACK, 2, "A1")]


def test_too_few_of_one_leaves_all_as_they_were_and_says_how_many_there_are(small: Variant, big: Variant) -> None:
    with nothing_changes():
        with pytest.raises(NotEnough) as refused:
            take(items={big.pk: 5, small.pk: 4}, reference="A1")
        assert refused.value.short == {small.pk: 3}


def test_two_orders_of_one_purchase_take_together_or_not_at_all(small: Variant, big: Variant) -> None:
    with nothing_changes(), pytest.raises(NotEnough):
        take_many(orders={"A1": {small.pk: 2}, "B1": {small.pk: 2, big.pk: 1}})
    take_many(orders={"A1": {small.pk: 2}, "B1": {small.pk: 1, big.pk: 1}})
    assert (ground.in_stock(small), ground.in_stock(big)) == (0, 4)


def test_what_was_never_counted_is_not_there(small: Variant) -> None:
    unknown = Variant.objects.create(product=small.product, price=100)
    with nothing_changes(), pytest.raises(NotEnough) as refused:
        take(items={unknown.pk: 1}, reference="A1")
    assert refused.value.short == {unknown.pk: 0}


@pytest.mark.parametrize("number", [0, -1])
def test_nothing_cannot_be_taken_or_given_back(small: Variant, number: int) -> None:
    for act in (take, give_back):
        with nothing_changes(), pytest.raises(ValueError, match="less than nothing"):
            act(items={small.pk: number}, reference="A1")


def test_an_order_cannot_take_a_variant_twice(small: Variant) -> None:
    take(items={small.pk: 1}, reference="A1")
    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        take(items={small.pk: 1}, reference="A1")


def test_a_count_writes_the_difference_and_nothing_where_there_is_none(small: Variant, cast: Cast) -> None:
    move = count(variant=small, available=10, actor=cast.seller)
    assert move is not None
    assert (move.change, move.actor, ground.in_stock(small)) == (7, cast.seller, 10)
    with nothing_changes():
        assert count(variant=small, available=10, actor=cast.seller) is None


@pytest.mark.parametrize("number", [-1, MOST_COUNTED + 1, 10**30])
def test_a_count_out_of_bounds_is_refused(small: Variant, number: int) -> None:
    with nothing_changes(), pytest.raises(NotACount):
        count(variant=small, available=number, actor=None)


def test_the_last_piece_of_all_variants_takes_the_product_out_of_stock(
    goods: Product, small: Variant, big: Variant
) -> None:
    take(items={small.pk: 3}, reference="A1")
    assert is_in_stock(goods) is True
    take(items={big.pk: 5}, reference="A2")
    assert is_in_stock(goods) is False
    give_back(items={small.pk: 3}, reference="A1")
    assert is_in_stock(goods) is True
    count(variant=small, available=0, actor=None)
    assert is_in_stock(goods) is False


def test_only_a_visible_difference_raises_the_generation(small: Variant, big: Variant) -> None:
    before = generation()
    take(items={small.pk: 1, big.pk: 1}, reference="A1")
    give_back(items={small.pk: 1, big.pk: 1}, reference="A1")
    assert generation() == before
    take(items={small.pk: 3}, reference="A2")
    assert generation() > before


def test_the_index_is_asked_only_where_the_product_flips(
    small: Variant, big: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def counted(kind: str, keys: Collection[str]) -> None:
        told.append(kind)
        index(kind, keys)

    monkeypatch.setattr("search.services.index", counted)
    take(items={small.pk: 3, big.pk: 4}, reference="A1")
    assert told == []
    take(items={big.pk: 1}, reference="A2")
    assert told == ["product"]
