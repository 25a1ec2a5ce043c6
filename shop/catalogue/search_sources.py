"""What search is told of products and categories."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.documents import Document
from search.sources import Facet
from shop.catalogue import rules
from shop.catalogue.models import Category, Product, ProductPhoto, Sale, Variant
from shop.catalogue.showing import CATEGORY, PRODUCT, visible
from shop.enterprises.models import Enterprise

LANGUAGES = ("th", "en")
# How a card shows a product, as codes of the facet `mark`: a demo product, one only shown, one with several prices.
DEMO, ASK, FROM = "demo", "ask", "from"


class ProductSource:
    """Published products of verified enterprises, in both languages."""

    kind: str = PRODUCT
    label: str | Promise = _("Products")
    in_every_language = True

    def keys(self) -> Iterator[str]:
        """Primary keys as text."""
        for pk in visible().order_by("pk").values_list("pk", flat=True).iterator():
            yield str(pk)

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """Two for each of those among `keys` that visitors see; five queries in all."""
        wanted = [int(key) for key in keys if key.isdigit()]
        products = _with_words(visible().filter(pk__in=wanted))
        tree = {category.pk: category for category in Category.objects.all()} if wanted else {}
        for product in products:
            line = [
                tree[pk] for pk in rules.line_above({c.pk: c.parent_id for c in tree.values()}, product.category_id)
            ]
            for language in LANGUAGES:
                with translation.override(language):
                    yield _document(product, line, language)


class CategorySource:
    """Every category, in both languages."""

    kind: str = CATEGORY
    label: str | Promise = _("Product categories")
    in_every_language = True

    def keys(self) -> Iterator[str]:
        """Primary keys as text."""
        for pk in Category.objects.order_by("pk").values_list("pk", flat=True):
            yield str(pk)

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """Two for each."""
        wanted = [int(key) for key in keys if key.isdigit()]
        for category in Category.objects.filter(pk__in=wanted).select_related("parent"):
            for language in LANGUAGES:
                with translation.override(language):
                    yield Document(
                        kind=CATEGORY,
                        key=str(category.pk),
                        locale=language,
                        title=category.name,
                        url=reverse("shop_category", args=[category.slug]),
                        summary=category.parent.name if category.parent else "",
                        keywords=f"{category.name_th} {category.name_en}",
                        translation_key=str(category.pk),
                    )


def _with_words(products: QuerySet[Product]) -> QuerySet[Product]:
    first = ProductPhoto.objects.filter(product=OuterRef("pk")).order_by("sort_order", "pk").values("photo")[:1]
    rows = products.select_related("enterprise__province", "enterprise__lao")
    rows = rows.prefetch_related("variants__stock", "selling_points")
    found: QuerySet[Product] = rows.annotate(first_photo=Subquery(first)).order_by("pk")
    return found


def _document(product: Product, line: Sequence[Category], language: str) -> Document:
    offered = [variant for variant in product.variants.all() if variant.is_active]
    prices = {variant.price for variant in offered if variant.price is not None}
    on_sale = product.sale == Sale.ON_SALE
    return Document(
        kind=PRODUCT,
        key=str(product.pk),
        locale=language,
        title=product.name,
        url=reverse("shop_product", args=[product.slug]),
        summary=product.summary,
        body=_body(product),
        keywords=_keywords(product, line),
        photo_id=getattr(product, "first_photo", None),
        facets=_facets(product, line, has_prices=len(prices) > 1),
        published_at=product.published_at,
        price=min(prices, default=None),
        in_stock=any(_sellable(variant) for variant in offered) if on_sale else None,
        translation_key=str(product.pk),
    )


def _sellable(variant: Variant) -> bool:
    stock = getattr(variant, "stock", None)
    return variant.price is not None and stock is not None and stock.available > 0


def _body(product: Product) -> str:
    return "\n".join([*(point.text for point in product.selling_points.all()), product.description])


def _keywords(product: Product, line: Sequence[Category]) -> str:
    """Both names, who makes it, where, and of what kind it is, in both languages."""
    enterprise = product.enterprise
    parts = [product.name_th, product.name_en, enterprise.name_th, enterprise.name_en]
    for named in (enterprise.province, enterprise.lao, *line):
        if named is not None:
            parts += [named.name_th, named.name_en]
    return " ".join(part for part in parts if part)


def _facets(product: Product, line: Sequence[Category], *, has_prices: bool) -> dict[str, tuple[str, ...]]:
    enterprise = product.enterprise
    marks = ((DEMO, product.is_demo), (ASK, product.sale != Sale.ON_SALE), (FROM, has_prices))
    found: dict[str, tuple[str, ...]] = {
        "category": tuple(category.slug for category in line),
        "province": (enterprise.province_id,),
        "region": (enterprise.province.region,),
        "enterprise": (enterprise.slug,),
        "mark": tuple(mark for mark, holds in marks if holds),
    }
    if enterprise.lao is not None:
        found["lao"] = (enterprise.lao.key,)
    if enterprise.story_key:
        found["story"] = (enterprise.story_key,)
    return found


def _categories(codes: Collection[str]) -> dict[str, str]:
    return {category.slug: category.name for category in Category.objects.filter(slug__in=codes)}


def _enterprises(codes: Collection[str]) -> dict[str, str]:
    return {enterprise.slug: enterprise.name for enterprise in Enterprise.objects.filter(slug__in=codes)}


SOURCES = [ProductSource(), CategorySource()]
FACETS = [Facet("category", _("Product category"), _categories), Facet("enterprise", _("Maker"), _enterprises)]
