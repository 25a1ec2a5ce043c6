"""What a product's page shows, read in at most thirteen queries, and the head of the catalogue's pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.places.models import Lao
from media.models import Photo
from media.queries import photos_by_id, rendition_url
from search.memory import remember
from search.results import Hit
from search.services import browse, resolve
from shop.catalogue.browsing import Card, cards, line_of
from shop.catalogue.models import Category, Product, ProductPhoto, Sale, SellingPoint
from shop.catalogue.offers import Offer, offers_of
from shop.catalogue.showing import PRODUCT, visible
from shop.enterprises.models import Enterprise
from themes.heads import Head, absolute, head
from themes.templatetags.localised import home_path, language_code

MORE = 4
_SCHEMA = "https://schema.org/"

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One variant to choose: its offer, and its own name (blank where the product has one)."""

    offer: Offer
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProductPage:
    """All of a product's page. `lowest` and `highest` are satang, None where nothing has a price.

    `story` and `lao_page` are what search knows of the maker's story and of its LAO; `more` are other products of the
    maker.
    """

    product: Product
    enterprise: Enterprise
    lao: Lao | None
    photos: list[Photo]
    choices: list[Choice]
    lowest: int | None
    highest: int | None
    can_be_bought: bool
    is_sold_out: bool
    selling_points: list[str]
    story: Hit | None
    lao_page: Hit | None
    more: list[Card]
    breadcrumbs: Crumbs
    seo: Head


@dataclass(frozen=True, slots=True)
class Brief:
    """What a product's page needs at every visit: its head, and the form by which it is put into a cart."""

    product_id: int
    slug: str
    is_on_sale: bool
    choices: tuple[Choice, ...]
    can_be_bought: bool
    is_sold_out: bool
    breadcrumbs: Crumbs
    seo: Head


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around all products of one maker."""

    story: Hit | None
    lao_page: Hit | None
    others: tuple[Hit, ...]


def product_page(slug: str) -> ProductPage | None:
    """The page of the product that has this slug; None where visitors see none."""
    product = of_slug(slug)
    if product is None:
        return None
    enterprise = product.enterprise
    choices = _choices(product)
    prices = [choice.offer.price for choice in choices if choice.offer.price is not None]
    around = _around(enterprise)
    others = [hit for hit in around.others if hit.key != str(product.pk)][:MORE]
    own = list(ProductPhoto.objects.filter(product=product).values_list("photo", flat=True))
    pictures = photos_by_id([*own, *(hit.photo_id for hit in others)])
    photos = [pictures[pk] for pk in own if pk in pictures]
    crumbs = crumbs_of(product.category)
    return ProductPage(
        product=product,
        enterprise=enterprise,
        lao=enterprise.lao,
        photos=photos,
        choices=choices,
        lowest=min(prices, default=None),
        highest=max(prices, default=None),
        can_be_bought=any(not choice.offer.reason for choice in choices),
        is_sold_out=product.sale == Sale.ON_SALE and all(choice.offer.reason for choice in choices),
        selling_points=[point.text for point in SellingPoint.objects.filter(product=product)],
        story=around.story,
        lao_page=around.lao_page,
        more=cards(others, pictures, with_makers=False),
        breadcrumbs=crumbs,
        seo=_head(product, choices, photos, crumbs, _rated(product)),
    )


def brief_of(page: ProductPage | None) -> Brief | None:
    """The part of the page that is worth remembering as it is; the rest is remembered as it was drawn."""
    if page is None:
        return None
    return Brief(
        product_id=page.product.pk,
        slug=page.product.slug,
        is_on_sale=page.product.sale == Sale.ON_SALE,
        choices=tuple(page.choices),
        can_be_bought=page.can_be_bought,
        is_sold_out=page.is_sold_out,
        breadcrumbs=page.breadcrumbs,
        seo=page.seo,
    )


def of_slug(slug: str) -> Product | None:
    """The visible product of this slug with its maker and its place in the tree; one query."""
    rows = visible().select_related(
        "category__parent__parent",
        "enterprise__province",
        "enterprise__district",
        "enterprise__lao__province",
    )
    return rows.filter(slug=slug).first()


def crumbs_of(category: Category | None) -> Crumbs:
    """The way from the home page down to this category; to the showroom without one."""
    above = [(_("Home"), home_path()), (_("Showroom"), reverse("shop_list"))]
    line = line_of(category) if category else []
    return above + [(one.name, reverse("shop_category", args=[one.slug])) for one in line]


def _choices(product: Product) -> list[Choice]:
    offered = offers_of(product)
    first = next((offer.variant_id for offer in offered if not offer.reason), None)
    names = len(product.name) + len(" · ")
    return [Choice(offer, offer.name[names:], offer.variant_id == first) for offer in offered]


def _around(enterprise: Enterprise) -> Around:
    return remember(("around a maker", enterprise.pk, language_code()), lambda: _read_around(enterprise))


def _read_around(enterprise: Enterprise) -> Around:
    story = resolve([("story", enterprise.story_key)]) if enterprise.story_key else {}
    lao = _listed("lao", 1, lao=enterprise.lao.key) if enterprise.lao else ()
    others = _listed(PRODUCT, MORE + 1, enterprise=enterprise.slug)
    return Around(next(iter(story.values()), None), next(iter(lao), None), others)


def _listed(kind: str, most: int, **facets: str) -> tuple[Hit, ...]:
    return browse(kind=kind, filters=dict(facets), per_page=most, count=False).hits


def _rated(product: Product) -> tuple[str, ...]:
    """The average of its buyers' stars and of how many reviews, as the index has them from the room that counts them."""
    own = resolve([(PRODUCT, str(product.pk))]).values()
    return next((hit.facets.get("rated", ()) for hit in own), ())


def _head(product: Product, choices: list[Choice], photos: list[Photo], crumbs: Crumbs, rated: tuple[str, ...]) -> Head:
    path = reverse("shop_product", args=[product.slug])
    image = next(filter(None, (rendition_url(photo, "og") for photo in photos)), "")
    thing: dict[str, Any] = {
        "@type": "Product",
        "name": product.name,
        "category": product.category.name,
        "brand": {"@type": "Organization", "name": product.enterprise.name},
        "offers": [_offer(choice.offer, product.enterprise) for choice in choices if choice.offer.price is not None],
    }
    if description := product.summary or product.description[:300]:
        thing["description"] = description
    if image:
        thing["image"] = absolute(image)
    if rated:
        thing["aggregateRating"] = {"@type": "AggregateRating", "ratingValue": rated[0], "reviewCount": int(rated[1])}
    return head(
        title=product.name,
        path=path,
        description=product.summary,
        breadcrumbs=crumbs,
        image_url=image,
        things=[thing],
        og_type="product",
    )


def _offer(offer: Offer, enterprise: Enterprise) -> dict[str, Any]:
    baht, satang = divmod(offer.price or 0, 100)
    found: dict[str, Any] = {
        "@type": "Offer",
        "name": offer.name,
        "url": absolute(offer.url),
        "price": f"{baht}.{satang:02}",
        "priceCurrency": "THB",
        "availability": _SCHEMA + _AVAILABILITY.get(offer.reason, "OutOfStock"),
        "seller": {"@type": "Organization", "name": enterprise.name},
    }
    if offer.sku:
        found["sku"] = offer.sku
    return found


_AVAILABILITY = {"": "InStock", "not_for_sale": "InStoreOnly"}
