"""The public page of an enterprise says what it chose to say, in both languages, in few queries."""

import json
import re
from typing import Any

import pytest
from django.conf import settings as house
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.lao.models import LaoIndexPage, Participation, Phase
from media import services as media
from search.services import find
from shop.enterprises import services
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.media import samples
from tests.pages_made import make_lao, make_lao_profile, make_story, section
from tests.shop.ground import enterprise, product, somewhere

MOST_QUERIES = 13
SECRET_PHONE, SECRET_LINE, SHOWN_PHONE = "0899998888", "secretmaker", "0812223333"


@pytest.fixture
def whole(site: Site, cast: Cast, tmp_path: Any, settings: Any) -> Enterprise:
    """A verified enterprise that says all it can."""
    settings.MEDIA_ROOT = tmp_path
    somewhere("40")
    section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")
    lao = make_lao(district="4001")
    Participation.objects.create(lao=lao, phase=Phase.ONE, project_th="ตลาดชุมชน")
    make_lao_profile(lao)
    story = make_story("ป้ากับเห็ด", lao=lao)
    cover = media.add_photo(title="เห็ด", description="เห็ดในตะกร้า", image=samples.jpeg())
    return enterprise(
        cast,
        lao=lao,
        story_key=str(story.pk),
        cover=cover,
        summary_th="เห็ดจากฟาง",
        summary_en="Mushrooms from straw",
        about_th="เราเริ่มจากสามคน",
        registration_number="4-40-01-01/1-0001",
        people=[PersonDraft("สมศรี ใจดี", "ประธาน", "Chair")],
        promptpay_name="นางลับ มากมาย",
        contact_ways=[
            ContactDraft("phone", "081-222-3333", is_published=True),
            ContactDraft("phone", "089 999 8888"),
            ContactDraft("line", SECRET_LINE),
        ],
        is_demo=True,
    )


@pytest.fixture
def goods(whole: Enterprise) -> list[str]:
    """What it sells: three products with a stock each; their names."""
    names = ["เห็ดฟาง", "เห็ดนางฟ้า", "เห็ดหอม"]
    for name in names:
        product(whole, name_th=name)
    return names


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.django_db
def test_it_says_who_where_and_by_which_story(whole: Enterprise, client: Client) -> None:
    text = html(client, f"/shop/maker/{whole.slug}/")
    for words in ("กลุ่มเห็ดบ้านสวน", "เห็ดจากฟาง", "เราเริ่มจากสามคน", "สมศรี ใจดี", "ประธาน", "4-40-01-01/1-0001"):
        assert words in text
    assert "ป้ากับเห็ด" in text
    assert "อบต.หนองแวง" in text
    assert "ข้อมูลสาธิต" in text
    assert 'href="tel:0812223333"' in text
    assert "081-222-3333" in text


@pytest.mark.django_db
def test_it_speaks_english_too(whole: Enterprise, client: Client) -> None:
    text = html(client, f"/en/shop/maker/{whole.slug}/")
    for words in ("Ban Suan Mushroom Group", "Mushrooms from straw", "Chair", "Nong Waeng TAO"):
        assert words in text


@pytest.mark.django_db
def test_machines_read_an_organization_and_both_addresses(whole: Enterprise, client: Client) -> None:
    text = html(client, f"/shop/maker/{whole.slug}/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found is not None
    organization, trail = json.loads(found[1])["@graph"]
    assert organization["@type"] == "Organization"
    assert organization["telephone"] == "081-222-3333"
    assert organization["address"]["addressRegion"] == "ขอนแก่น"
    assert [one["position"] for one in trail["itemListElement"]] == [1, 2, 3, 4]
    assert f'hreflang="en" href="{house.SITE_URL}/en/shop/maker/{whole.slug}/"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_it_did_not_publish_is_nowhere(whole: Enterprise, cast: Cast, client: Client, prefix: str) -> None:
    pages = [
        f"{prefix}/shop/maker/{whole.slug}/",
        f"{prefix}/shop/makers/",
        f"{prefix}/search/?q=เห็ด",
        "/sitemap-things.xml",
    ]
    secrets = (SECRET_PHONE, "089-999-8888", SECRET_LINE, whole.promptpay_id, whole.promptpay_name, cast.seller.email)
    for address in pages:
        text = html(client, address)
        assert [secret for secret in secrets if secret in text] == [], address
    for secret in secrets:
        assert find(secret, kinds="enterprise").hits == ()


@pytest.mark.django_db
def test_it_shows_what_it_sells_and_suspending_takes_all_of_it_away_at_once(
    whole: Enterprise, goods: list[str], cast: Cast, client: Client
) -> None:
    text = html(client, f"/shop/maker/{whole.slug}/")
    assert [name for name in goods if name not in text] == []
    services.suspend(enterprise=whole, actor=cast.moderator, reason="ร้องเรียน")
    for address in ("/shop/", "/shop/makers/", "/sitemap-things.xml", "/search/?q=เห็ด"):
        text = html(client, address)
        assert [name for name in (*goods, whole.slug) if f">{name}<" in text or f"/{name}/" in text] == [], address
    services.reinstate(enterprise=whole, actor=cast.moderator)
    assert "เห็ดฟาง" in html(client, f"/shop/maker/{whole.slug}/")


@pytest.mark.django_db
def test_the_list_is_narrowed_by_province_and_kind_and_ignores_nonsense(whole: Enterprise, client: Client) -> None:
    listed = f"/shop/maker/{whole.slug}/"
    for query in ("", "?province=40", "?kind=community_enterprise", "?kind=mafia&page=x", "?province=%00&page=999999"):
        assert listed in html(client, f"/shop/makers/{query}"), query


@pytest.mark.django_db
def test_the_list_is_paged(site: Site, cast: Cast, client: Client) -> None:
    for number in range(26):
        enterprise(cast, f"กลุ่มที่ {number:02}")
    first, second = html(client, "/shop/makers/"), html(client, "/shop/makers/?page=2")
    assert (first.count('class="card '), second.count('class="card ')) == (24, 2)


@pytest.mark.django_db
def test_the_sitemap_names_both_languages(whole: Enterprise, client: Client) -> None:
    text = html(client, "/sitemap-things.xml")
    for prefix in ("", "/en"):
        assert f"<loc>{house.SITE_URL}{prefix}/shop/maker/{whole.slug}/</loc>" in text
    assert f'hreflang="en" href="{house.SITE_URL}/en/shop/maker/{whole.slug}/"' in text
    assert "things" in html(client, "/sitemap.xml")


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "suspended"])
def test_nobody_sees_one_that_is_not_verified(whole: Enterprise, cast: Cast, state: str) -> None:
    other = enterprise(cast, "ร่าง", verified=False)
    if state == "suspended":
        services.suspend(enterprise=whole, actor=cast.moderator, reason="ร้องเรียน")
    slug = whole.slug if state == "suspended" else other.slug
    for who in ("visitor", "seller", "moderator"):
        assert cast.client(who).get(f"/shop/maker/{slug}/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("goods")
def test_the_page_asks_at_most_thirteen_times(whole: Enterprise, client: Client) -> None:
    for address in (f"/shop/maker/{whole.slug}/", f"/en/shop/maker/{whole.slug}/", "/shop/makers/?province=40"):
        client.get(address)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            html(client, address)
        assert len(queries) <= MOST_QUERIES, [query["sql"][:100] for query in queries]
