"""The demo's products: four of each enterprise, in one file with its name, and the category tree they hang on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from media.illustrations.album import Album, Wish
from media.illustrations.printing import CLOSE
from shop.catalogue.models import Category, Product, Sale
from shop.catalogue.services import PointDraft, VariantDraft, create_product, make_category, publish
from shop.enterprises import demo as enterprises
from shop.enterprises.models import Enterprise
from shop.money import SATANG

STEP = "Products"
FOLDER = Path(__file__).parent
TREE = "categories"
TEXTS = ("name_th", "name_en", "summary_th", "summary_en", "description_th")


def files() -> dict[str, list[dict[str, Any]]]:
    """The products by their enterprise's key, in the order of the enterprises."""
    return {key: enterprises.read(FOLDER / f"{key}.toml")["product"] for key in enterprises.files()}


def branches() -> list[dict[str, Any]]:
    """The category tree."""
    found: list[dict[str, Any]] = enterprises.read(FOLDER / f"{TREE}.toml")["branch"]
    return found


def wishes() -> Iterator[Wish]:
    """One picture of a product, or two."""
    for key, products in files().items():
        for number, data in enumerate(products):
            for name, scene, alt in zip(_names(key, number, data), data["scenes"], data["alts"], strict=True):
                yield Wish(name, scene, alt, CLOSE)


def count() -> int:
    """How many products there are."""
    return sum(len(products) for products in files().values())


def load(album: Album) -> Iterator[str]:
    """Hang up the tree, make and publish the products that are not there yet; yields the name of each."""
    categories = _tree()
    for key, products in files().items():
        seller = enterprises.enterprise(key)
        for number, data in enumerate(products):
            if not Product.objects.filter(enterprise=seller, name_en=data["name_en"]).exists():
                photos = [album.photos[name] for name in _names(key, number, data) if name in album.photos]
                _make(seller, data, categories, photos)
            yield data["name_en"]


def _names(key: str, number: int, data: Mapping[str, Any]) -> list[str]:
    return [f"product-{key}-{number}-{picture}" for picture in range(len(data["scenes"]))]


def _tree() -> dict[str, Category]:
    """The categories by the keys that products name."""
    found = {}
    for order, branch in enumerate(branches()):
        top = _category(branch, None, order)
        for place, leaf in enumerate(branch["below"]):
            found[leaf["key"]] = _category(leaf, top, place)
    return found


def _category(said: Mapping[str, Any], parent: Category | None, order: int) -> Category:
    known = Category.objects.filter(parent=parent, name_en=said["name_en"]).first()
    return known or make_category(name_th=said["name_th"], name_en=said["name_en"], parent=parent, sort_order=order)


@transaction.atomic
def _make(seller: Enterprise, data: Mapping[str, Any], categories: Mapping[str, Category], photos: list[Any]) -> None:
    product = create_product(
        enterprise=seller,
        actor=None,
        category=categories[data["category"]],
        description_en=data.get("description_en", ""),
        sale=data.get("sale", Sale.ON_SALE),
        price_source=data.get("price_source", ""),
        is_demo=True,
        variants=[_variant(said) for said in data["variants"]],
        photos=photos,
        selling_points=[PointDraft(th, en) for th, en in data["points"]],
        **{name: data[name] for name in TEXTS},
    )
    publish(product=product, actor=None)


def _variant(said: Mapping[str, Any]) -> VariantDraft:
    """Files say prices in whole baht."""
    price = said.get("price")
    return VariantDraft(
        name_th=said.get("name_th", ""),
        name_en=said.get("name_en", ""),
        sku=said.get("sku", ""),
        price=price * SATANG if price is not None else None,
        weight=said["weight"],
        stock=said.get("stock", 0),
    )
