"""Products and categories as programs read them. Prices are whole satang; why something cannot be bought is said."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from media import api as media
from media.queries import photos_by_id
from search.api import Code, Paging, ProvinceCode, RegionCode, Satang, facets_of, hit_of, listing
from search.refusals import Fault, NonsenseParameter, NotThere
from search.services import resolve
from search.shapes import Item, ItemId, Listing, Picture, Thing, absolute, api_address, read_whole_at, thing
from shop.catalogue.browsing import line_of
from shop.catalogue.models import Category, Product, Sale
from shop.catalogue.offers import REASONS, Offer, offers_of
from shop.catalogue.showing import CATEGORY, PRODUCT, visible
from shop.enterprises.verification import KIND as MAKER

router = Router(tags=["products"])
categories = Router(tags=["products"])
ROUTERS = [("products", router), ("categories", categories)]
read_whole_at(PRODUCT, "products")
read_whole_at(CATEGORY, "categories")

MOST_CATEGORIES = 500


class Availability(BaseModel):
    """Whether a variant can be bought now, and if not, why."""

    can_be_bought: bool
    pieces: int
    reason: Literal[tuple(REASONS)] | None  # type: ignore[valid-type]  # the offers' own reasons
    reason_text: str


class VariantShape(BaseModel):
    """A size, colour or weight of a product."""

    id: str
    name: str = Field(description="Product and variant.")
    sku: str
    price: int | None = Field(description="Satang a piece; null where the seller must be asked.")
    currency: Literal["THB"]
    weight: int = Field(description="Grams, packed.")
    availability: Availability


class CategoryShape(BaseModel):
    """A branch of the tree of categories."""

    id: str
    kind: Literal["category"]
    slug: str
    title: str
    name_th: str
    name_en: str
    parent: str | None = Field(description="The id of the category above.")
    url: str
    api_url: str


class ProductShape(BaseModel):
    """A product of a verified enterprise."""

    id: str
    kind: Literal["product"]
    slug: str
    title: str
    summary: str
    description: str
    language: Literal["th", "en"]
    url: str
    api_url: str
    selling_points: list[str]
    pictures: list[Picture]
    variants: list[VariantShape]
    is_on_sale: bool = Field(description="False for what is shown only.")
    price_source: str = Field(description="The document and line a price was taken from.")
    is_invented: bool = Field(description="Invented to show the shop.")
    categories: list[CategoryShape] = Field(description="Its category, and what stands above it.")
    enterprise: Thing | None
    story: Thing | None
    published_at: datetime | None


class Categories(BaseModel):
    """All categories, in the order in which they are shown."""

    items: list[CategoryShape]


class ProductFilters(Paging):
    """What products are listed by."""

    order: Annotated[Literal["newest", "oldest", "title", "price", "-price"], Field(description="In which order.")] = (
        "newest"
    )
    category: Annotated[Code | None, Field(description="Slug of a category; what hangs below it too.")] = None
    enterprise: Annotated[Code | None, Field(description="Slug of the enterprise.")] = None
    certificate: Annotated[
        Code | None, Field(description="A scheme by which it is certified, such as fda or otop-5.")
    ] = None
    region: RegionCode | None = None
    province: ProvinceCode | None = None
    price_from: Satang | None = None
    price_to: Satang | None = None
    in_stock: Annotated[bool, Field(description="Only what can be bought now.")] = False


@router.get("/", response=Listing[Item], summary="List products")
def list_products(request: HttpRequest, asked: Query[ProductFilters]) -> dict[str, Any]:
    """Published products of verified enterprises."""
    goods = {"price_from", "price_to", "in_stock"}
    narrowed = asked.model_dump(include=goods)
    low, high = asked.price_from, asked.price_to
    if low is not None and high is not None and low > high:
        raise NonsenseParameter(Fault("price_to", _("This is less than the price before it.")))
    filters = facets_of(asked, without=goods)
    return listing(request, PRODUCT, asked, filters, **narrowed)


@router.get("/{id}", response=ProductShape, summary="A product")
def read_product(request: HttpRequest, id: ItemId) -> dict[str, Any]:
    """All of a product."""
    hit = hit_of((PRODUCT,), id)
    rows = visible().select_related("enterprise", "category").prefetch_related("selling_points", "photos")
    product = rows.filter(pk=hit.key).first()
    if product is None:
        raise NotThere(_("There is nothing of this id that visitors may see."))
    return _product(product, hit.locale)


def _product(product: Product, language: str) -> dict[str, Any]:
    order = [row.photo_id for row in product.photos.all()]
    photos = photos_by_id(order)
    maker = product.enterprise
    story, enterprise = ("story", maker.story_key), (MAKER, str(maker.pk))
    around = resolve([story, enterprise] if maker.story_key else [enterprise])
    return {
        "id": str(product.pk),
        "kind": PRODUCT,
        "slug": product.slug,
        "title": product.name,
        "summary": product.summary,
        "description": product.description,
        "language": language,
        "url": absolute(reverse("shop_product", args=[product.slug])),
        "api_url": api_address(PRODUCT, str(product.pk)),
        "selling_points": [point.text for point in product.selling_points.all()],
        "pictures": [media.picture(photos[pk]) for pk in order if pk in photos],
        "variants": [_variant(offer) for offer in offers_of(product)],
        "is_on_sale": product.sale == Sale.ON_SALE,
        "price_source": product.price_source,
        "is_invented": product.is_demo,
        "categories": [_category(category) for category in line_of(product.category)],
        "enterprise": thing(around.get(enterprise)),
        "story": thing(around.get(story)),
        "published_at": product.published_at,
    }


def _variant(offer: Offer) -> dict[str, Any]:
    return {
        "id": str(offer.variant_id),
        "name": offer.name,
        "sku": offer.sku,
        "price": offer.price,
        "currency": "THB",
        "weight": offer.weight,
        "availability": {
            "can_be_bought": not offer.reason,
            "pieces": offer.available,
            "reason": offer.reason or None,
            "reason_text": offer.reason_label,
        },
    }


@categories.get("/", response=Categories, summary="List categories")
def list_categories(request: HttpRequest) -> dict[str, Any]:
    """The whole tree of categories."""
    return {"items": [_category(category) for category in Category.objects.all()[:MOST_CATEGORIES]]}


@categories.get("/{id}", response=CategoryShape, summary="A category")
def read_category(request: HttpRequest, id: ItemId) -> dict[str, Any]:
    """One category."""
    return _category(Category.objects.get(pk=hit_of((CATEGORY,), id).key))


def _category(category: Category) -> dict[str, Any]:
    return {
        "id": str(category.pk),
        "kind": CATEGORY,
        "slug": category.slug,
        "title": category.name,
        "name_th": category.name_th,
        "name_en": category.name_en,
        "parent": str(category.parent_id) if category.parent_id else None,
        "url": absolute(reverse("shop_category", args=[category.slug])),
        "api_url": api_address(CATEGORY, str(category.pk)),
    }
