"""What pages say of themselves to machines."""

import json
import re
from xml.etree import ElementTree

from django.test import Client
from wagtail.models import Page, PageViewRestriction

from media.rendering import render
from tests.pages.press import Press

HOST = "http://127.0.0.1:8000"
TITLE = "ผึ้งชันโรงบ้านปลายนา"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def head(url: str) -> str:
    """The head of the page at this address."""
    return Client().get(url).content.decode().split("</head>")[0]


def alternates(url: str) -> dict[str, str]:
    """Language to address, as the page says."""
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', head(url)))


def graph(url: str) -> list[dict[str, object]]:
    """The page's JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(url), re.S)
    assert len(found) == 1
    parts: list[dict[str, object]] = json.loads(found[0])["@graph"]
    return parts


def xml_at(path: str) -> ElementTree.Element:
    """The XML at this address."""
    return ElementTree.fromstring(Client().get(path).content)  # noqa: S314  # our own answer


def test_two_languages_name_each_other_and_themselves(press: Press) -> None:
    thai = press.story(TITLE)
    english = press.story("Stingless bees", of=thai)
    expected = {"th": HOST + thai.url, "en": HOST + english.url, "x-default": HOST + thai.url}
    assert alternates(thai.url) == alternates(english.url) == expected


def test_a_draft_translation_is_not_named(press: Press) -> None:
    thai = press.story(TITLE)
    press.story("Stingless bees", of=thai, live=False)
    assert alternates(thai.url) == {}


def test_a_page_names_its_one_address_whatever_was_asked(press: Press) -> None:
    page = press.story(TITLE)
    canonical = f'<link rel="canonical" href="{HOST}{page.url}">'
    assert canonical in head(page.url)
    assert canonical in head(page.url + "?utm_source=x")


def test_a_shared_page_shows_its_title_summary_and_picture(press: Press) -> None:
    photo = press.photo()
    page = press.story(TITLE, summary="สรุป “สั้น” & <ง่าย>", cover=photo)
    render(photo.pk)
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', head(page.url)))
    assert said["title"] == TITLE
    assert said["type"] == "article"
    assert said["url"] == HOST + page.url
    assert said["description"] == "สรุป “สั้น” &amp; &lt;ง่าย&gt;"
    picture = said["image"].removeprefix(HOST)
    assert Client().get(picture)["Content-Type"] == "image/jpeg"


def test_structured_data_cannot_be_broken_out_of(press: Press) -> None:
    nasty = "</script><script>alert(1)</script><!-- & 'x'"
    page = press.story(nasty, slug="nasty", summary=nasty)
    html = Client().get(page.url).content.decode()
    assert "<script>alert(1)" not in html
    article, trail = graph(page.url)
    assert article["headline"] == nasty
    assert article["@type"] == "Article"
    items = trail["itemListElement"]
    assert isinstance(items, list)
    assert [item["position"] for item in items] == [1, 2, 3]
    assert items[-1]["item"] == HOST + page.url


def test_an_unpublished_page_above_stands_in_no_breadcrumbs(press: Press) -> None:
    top = press.page("ร่างที่ยังไม่เปิดเผย", slug="draft")
    page = press.page("หน้าใน", parent=top)
    Page.objects.get(pk=top.pk).specific.unpublish()
    assert Client().get(page.url).status_code == 200
    assert "ร่างที่ยังไม่เปิดเผย" not in Client().get(page.url).content.decode()


def test_the_sitemap_names_what_is_public_with_its_translations_and_nothing_else(press: Press) -> None:
    thai = press.story(TITLE)
    english = press.story("Stingless bees", of=thai)
    draft = press.story("ร่าง", live=False)
    closed = press.page("ปิด")
    inside = press.page("ข้างใน", parent=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    index = xml_at("/sitemap.xml")
    parts = [element.text or "" for element in index.iter(f"{SITEMAP}loc")]
    rows = {}
    for part in parts:
        tree = xml_at(part.removeprefix(HOST))
        for row in tree.iter(f"{SITEMAP}url"):
            links = {link.get("hreflang"): link.get("href") for link in row.iter(f"{XHTML}link")}
            rows[row.findtext(f"{SITEMAP}loc")] = links
    assert rows[HOST + thai.url] == rows[HOST + english.url] == {"th": HOST + thai.url, "en": HOST + english.url}
    assert HOST + "/" in rows
    assert HOST + "/en/" in rows
    assert not any(page.slug in str(address) for page in (draft, closed, inside) for address in rows)


def test_the_feed_is_atom_and_names_stories_newest_first(press: Press) -> None:
    press.story("เรื่องแรก", summary="สรุปแรก")
    newest = press.story("เรื่องหลัง <b>", summary="สรุป & หลัง")
    assert Client().get("/feeds/stories/")["Content-Type"].startswith("application/atom+xml")
    feed = xml_at("/feeds/stories/")
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["เรื่องหลัง <b>", "เรื่องแรก"]
    assert entries[0].findtext(f"{ATOM}summary") == "สรุป & หลัง"
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == HOST + newest.url
    assert entries[0].findtext(f"{ATOM}id")
    assert feed.findtext(f"{ATOM}updated")


def test_the_english_feed_leads_to_english_addresses(press: Press) -> None:
    thai = press.story(TITLE)
    english = press.story("Stingless bees", of=thai)
    feed = Client().get("/en/feeds/stories/").content.decode()
    assert HOST + english.url in feed
    assert "Stingless bees" in feed


def test_robots_are_led_to_the_sitemap_and_away_from_accounts(press: Press) -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines
