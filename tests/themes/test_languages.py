"""Names in the reader's language, and the way to the other one."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.template import RequestContext
from django.test import RequestFactory
from django.utils import translation

from themes.templatetags.localised import home_path, language_links, localname, same_path


@dataclass
class Place:
    name_th: str
    name_en: str


def links(path: str, **context: Any) -> dict[str, str]:
    request = RequestFactory().get(path)
    return {link.code: link.url for link in language_links(RequestContext(request, context | {"request": request}))}


def test_a_place_is_named_in_the_readers_language() -> None:
    place = Place("เชียงใหม่", "Chiang Mai")
    with translation.override("th"):
        assert localname(place) == "เชียงใหม่"
    with translation.override("en"):
        assert localname(place) == "Chiang Mai"


def test_a_place_without_an_english_name_keeps_its_thai_one() -> None:
    with translation.override("en"):
        assert localname(Place("บ้านใหม่", "")) == "บ้านใหม่"


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("/", "en", "/en/"),
        ("/en/", "th", "/"),
        ("/en/stories/", "en", "/en/stories/"),
        ("/english-course/", "en", "/en/english-course/"),
    ],
)
def test_the_same_path_stands_under_the_other_prefix(path: str, code: str, expected: str) -> None:
    assert same_path(path, code) == expected


def test_the_switch_leads_to_the_translation_where_there_is_one() -> None:
    @dataclass
    class Seo:
        alternates: tuple[tuple[str, str], ...] = (("th", "http://x/เรื่อง/"), ("en", "http://x/en/stories/"))

    assert links("/เรื่อง/", seo=Seo())["en"] == "/en/stories/"


def test_the_switch_keeps_what_was_asked_but_not_the_page_number() -> None:
    assert links("/search/?q=a%26b&page=3")["en"] == "/en/search/?q=a%26b"


def test_home_has_a_path_of_its_own_in_each_language() -> None:
    with translation.override("th"):
        assert home_path() == "/"
    with translation.override("en"):
        assert home_path() == "/en/"
