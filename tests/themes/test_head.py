"""What a page tells machines, and pages that stand when nothing else does."""

import json
import re
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

JSONLD = mark_safe('{"@context":"https://schema.org","name":"\\u003c/script\\u003e"}')


@dataclass
class Seo:
    title: str = "ชื่อ <เรื่อง>"
    description: str = 'คำ "อธิบาย"'
    canonical: str = "https://sepaction.example/เรื่อง/"
    alternates: tuple[tuple[str, str], ...] = (
        ("th", "https://sepaction.example/เรื่อง/"),
        ("en", "https://sepaction.example/en/a/"),
    )
    image_url: str = "https://sepaction.example/media/og.jpg"
    og_type: str = "article"
    robots: str = ""
    jsonld: SafeString = JSONLD


def page(path: str = "/เรื่อง/", **context: object) -> str:
    return render_to_string("base.html", {"seo": Seo()} | context, request=RequestFactory().get(path))


@pytest.mark.django_db
def test_the_page_says_its_language_and_where_its_translations_are() -> None:
    with translation.override("th"):
        html = page()
    assert '<html lang="th">' in html
    assert '<link rel="canonical" href="https://sepaction.example/เรื่อง/">' in html
    assert '<link rel="alternate" hreflang="en" href="https://sepaction.example/en/a/">' in html


@pytest.mark.django_db
def test_titles_and_descriptions_are_escaped() -> None:
    html = page()
    assert "<title>ชื่อ &lt;เรื่อง&gt; · sepaction</title>" in html
    assert 'content="คำ &quot;อธิบาย&quot;"' in html


@pytest.mark.django_db
def test_structured_data_stays_what_it_was() -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(), re.S)
    assert found is not None
    assert json.loads(found[1])["name"] == "</script>"


@pytest.mark.django_db
def test_a_page_shown_in_thai_under_english_says_so() -> None:
    with translation.override("en"):
        html = page("/en/x/", untranslated=True)
    assert '<html lang="en">' in html
    assert '<div lang="th">' in html
    assert "offered in Thai" in html


@pytest.mark.django_db
def test_a_visitor_without_a_session_is_asked_nothing_of_their_own() -> None:
    assert "data-fragment" not in page()


@pytest.mark.django_db
def test_a_visitor_with_a_session_has_the_corner_filled() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "x"
    assert 'data-fragment="/account/me/"' in render_to_string("base.html", {}, request=request)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_last_error_pages_need_neither_request_nor_database(name: str) -> None:
    with translation.override("th"):
        html = render_to_string(name)
    assert '<html lang="th">' in html
    assert 'href="/"' in html
