"""What is no longer to be seen is nowhere: list, search, found, its address, the sitemap, its pictures."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client

from cms.lao.models import LaoIndexPage
from media.models import Photo
from media.services import add_photo
from search.checking import mend, problems
from search.models import Entry
from search.services import browse, find, index
from shop.catalogue.models import Product
from shop.catalogue.services import change_product, withdraw
from shop.enterprises import services as enterprises
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.media import samples
from tests.pages_made import make_lao, make_lao_profile, make_story, section, translate
from tests.shop import ground

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Way = Callable[[Product, Cast], object]


@pytest.fixture
def maker(cast: Cast, site: object) -> Enterprise:
    return ground.enterprise(cast, "กลุ่มทอผ้า")


def picture(title: str = "เห็ด") -> Photo:
    return add_photo(title=title, description=title, image=samples.jpeg())


@pytest.fixture
def goods(maker: Enterprise) -> Product:
    return ground.product(maker, photos=[picture()])


def is_public(photo: Photo) -> bool:
    return bool(Photo.objects.values_list("is_public", flat=True).get(pk=photo.pk))


def photo_of(product: Product) -> Photo:
    found: Photo = product.photos.get().photo
    return found


def places(product: Product) -> set[str]:
    """Where a visitor meets it."""
    client = Client()
    tag = Template('{% load found %}{% found kind="product" as hits %}{{ hits|length }}')
    met = {
        "list": product.name_th in client.get("/shop/").content.decode(),
        "english list": product.name_en in client.get("/en/shop/").content.decode(),
        "search": find(product.name_th, "product", locale="th").total > 0,
        "found": tag.render(Context()) != "0",
        "page": client.get(f"/shop/product/{product.slug}/").status_code == 200,
        "form": client.get(f"/shop/product/{product.slug}/ask/").status_code == 200,
        "sitemap": f"/shop/product/{product.slug}/" in client.get("/sitemap-things.xml").content.decode(),
        "picture": is_public(photo_of(product)),
    }
    return {place for place, there in met.items() if there}


EVERYWHERE = {"list", "english list", "search", "found", "page", "form", "sitemap", "picture"}


def _withdraw(product: Product, cast: Cast) -> None:
    withdraw(product=product, actor=cast.seller)


def _suspend(product: Product, cast: Cast) -> None:
    enterprises.suspend(enterprise=product.enterprise, actor=cast.moderator, reason="ตรวจสอบ")


def test_a_published_product_is_met_everywhere(goods: Product) -> None:
    assert places(goods) == EVERYWHERE


def test_a_draft_is_met_nowhere(maker: Enterprise) -> None:
    assert places(ground.product(maker, photos=[picture()], published=False)) == set()


def test_a_published_product_of_a_maker_not_verified_is_met_nowhere(cast: Cast, site: object) -> None:
    assert places(ground.product(ground.enterprise(cast, verified=False), photos=[picture()])) == set()


@pytest.mark.parametrize("way", [_withdraw, _suspend])
def test_what_is_taken_back_is_met_nowhere(goods: Product, cast: Cast, way: Way) -> None:
    way(goods, cast)
    assert places(goods) == set()


def test_a_maker_let_in_again_brings_its_products_back(goods: Product, cast: Cast) -> None:
    _suspend(goods, cast)
    enterprises.reinstate(enterprise=Enterprise.objects.get(pk=goods.enterprise_id), actor=cast.moderator)
    assert places(goods) == EVERYWHERE


def test_a_picture_stays_while_anything_published_shows_it(maker: Enterprise, cast: Cast) -> None:
    shared = picture()
    first, second = (ground.product(maker, name_en=name, photos=[shared]) for name in ("One", "Two"))
    story = make_story(cover=shared)
    _withdraw(first, cast)
    assert is_public(shared)
    story.unpublish()
    assert is_public(shared)
    _withdraw(second, cast)
    assert not is_public(shared)


def test_a_picture_exchanged_is_taken_back(goods: Product, cast: Cast) -> None:
    old, new = photo_of(goods), picture("ใหม่")
    change_product(product=goods, actor=cast.seller, photos=[new])
    assert (is_public(old), is_public(new)) == (False, True)


def test_an_lao_and_its_story_show_their_products_in_both_languages(cast: Cast, site: object) -> None:
    ground.somewhere()
    from_lao = make_lao()
    section(LaoIndexPage, "ทำเนียบ", "Directory", "lao")
    profile, story = make_lao_profile(from_lao), make_story("เรื่องของป้า", slug="pa")
    english = translate(story, title="Her story", slug="her-story")
    enterprise = ground.enterprise(cast, lao=from_lao, lao_exception="ในการทดสอบ", story_key=str(story.pk))
    goods = ground.product(enterprise)
    client = Client()
    for page, name in ((profile, goods.name_th), (story, goods.name_th), (english, goods.name_en)):
        assert name in client.get(page.url).content.decode()
    shown = client.get(f"/shop/product/{goods.slug}/").content.decode()
    assert story.url in shown
    assert profile.url in shown
    assert english.url in client.get(f"/en/shop/product/{goods.slug}/").content.decode()
    assert goods.name_th in client.get("/").content.decode()


def test_a_wrong_price_or_stock_in_the_index_is_found_and_mended(goods: Product) -> None:
    Entry.objects.filter(kind="product", locale="th").update(price=1, in_stock=False)
    found = [problem for problem in problems() if problem.kind == "product"]
    assert [(problem.what, problem.key) for problem in found] == [("columns", str(goods.pk))]
    assert "price" in found[0].detail
    assert "in_stock" in found[0].detail
    mend(found)
    assert list(problems()) == []
    hit = browse("product", locale="th").hits[0]
    assert (hit.price, hit.in_stock) == (12_000, True)


def test_the_index_says_what_the_tables_say(goods: Product, maker: Enterprise) -> None:
    index("product", [str(goods.pk), "x", "99999999"])
    assert list(problems()) == []
