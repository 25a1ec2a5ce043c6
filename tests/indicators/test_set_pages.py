"""What everybody reads of indicator sets: in both languages, as a page and as files, and never a draft."""

import io
import json
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.home.founding import found_site
from cms.indicators.models import IndicatorSet
from cms.indicators.services import create_version, duplicate, publish_version, retire_version
from cms.indicators.shipped import codes, install, read
from search.services import raise_generation
from tests.indicators.ground import draft, published, sample_set

MOST_FIRST, MOST = 15, 3
SET = "/kalyanamitr/indicators/lao-sample/1/"
LIST = "/kalyanamitr/indicators/"


@pytest.fixture
def shipped(db: None) -> None:
    """The bare site with both shipped sets."""
    found_site()
    for code in codes():
        install(code=code)


def text(url: str, client: Client) -> str:
    """What a visitor reads there."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.mark.usefixtures("shipped")
def test_everything_that_a_set_asks_is_on_its_page_in_the_readers_language(client: Client) -> None:
    instrument = read("lao-sample").instrument
    thai, english = text(SET, client), text(f"/en{SET}", client)

    for sub in instrument.subs.values():
        for page, language in ((thai, "th"), (english, "en")):
            assert escaped(getattr(sub, f"name_{language}")) in page
            assert escaped(getattr(sub, f"evidence_{language}")) in page
            assert all(escaped(getattr(step, f"text_{language}")) in page for step in sub.steps)
    assert all(escaped(level.meaning_th) in thai for level in instrument.levels)
    assert all(f"SDG {goal}" in thai for goal in range(1, 18))
    assert "≤ 97" in english
    assert "From 80 of 100 marks" in english
    assert "And at least 60 % in every dimension" in english


def escaped(words: str) -> str:
    """Words as a template writes them."""
    return words.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")


@pytest.mark.usefixtures("shipped")
def test_how_far_a_set_may_be_relied_on_stands_in_the_list_and_on_its_page(client: Client) -> None:
    for url in (f"/en{LIST}", f"/en{SET}"):
        assert "Sample set, not official" in text(url, client)
    for url in (f"/en{LIST}", "/en/kalyanamitr/indicators/moi-village/1/"):
        assert "Check against the ministry&#x27;s current text" in text(url, client)


@pytest.mark.usefixtures("shipped")
def test_a_set_can_be_taken_along_as_a_workbook_and_as_json(client: Client) -> None:
    answer = client.get(f"{SET}set.xlsx")
    book = load_workbook(io.BytesIO(answer.content), read_only=True)
    told: dict[str, Any] = json.loads(client.get(f"{SET}set.json").content)

    assert 'filename="lao-sample-1.xlsx"' in answer["Content-Disposition"]
    assert {"dimensions", "indicators", "sub_indicators", "steps", "levels"} <= set(book.sheetnames)
    assert (told["set"], told["version"], told["standing"], told["full_marks"]) == ("lao-sample", 1, "sample", 100)
    assert [dimension["weight"] for dimension in told["dimensions"]] == [20, 20, 25, 15, 20]
    assert told["dimensions"][0]["indicators"][3]["subs"][0]["weight"] == 1.5
    assert client.get(f"{SET}set.pdf").status_code == 404


@pytest.mark.django_db
def test_a_draft_is_nowhere_and_what_there_is_not_is_not_there(client: Client) -> None:
    found_site()
    draft(of=sample_set("hidden"))
    published(of=sample_set("open"))
    create_version(indicator_set=IndicatorSet.objects.get(code="open"))

    for name in ("hidden/1/", "open/2/", "open/9/", "none/1/", f"open/{2**70}/"):
        for url in (name, f"{name}set.json", f"{name}set.xlsx"):
            assert client.get(LIST + url).status_code == 404, url
    listed = text(LIST, client)
    assert "open/1/" in listed
    assert "hidden/1/" not in listed
    assert "open/2/" not in listed


@pytest.mark.django_db
def test_a_retired_version_stays_readable_says_so_and_leads_to_the_one_in_use(client: Client) -> None:
    found_site()
    first = published()
    publish_version(version=duplicate(version=first), user=None, replacing=True, reason="ฉบับใหม่")

    old = text("/en/kalyanamitr/indicators/sample/1/", client)
    assert "This version is retired" in old
    assert "/en/kalyanamitr/indicators/sample/2/" in old
    assert "/en/kalyanamitr/indicators/sample/1/" in text(f"/en{LIST}", client)
    retire_version(version=IndicatorSet.objects.get().versions.get(number=2), user=None, reason="เลิกใช้")
    assert "The version in use" not in text("/en/kalyanamitr/indicators/sample/1/", client)


# Not inside a transaction, where a process remembers nothing.
@pytest.mark.django_db(transaction=True)
def test_however_large_a_set_is_its_pages_ask_a_handful_of_times() -> None:
    found_site()
    published()
    install(code="lao-sample")
    small, large = "/kalyanamitr/indicators/sample/1/", SET
    first = {url: cost(url, is_first=True) for url in (small, large, LIST)}
    later = {url: cost(url, is_first=False) for url in (small, large, LIST)}

    assert first[small] == first[large]
    assert max(first.values()) <= MOST_FIRST
    assert max(later.values()) <= MOST


def cost(url: str, *, is_first: bool) -> int:
    """How often a visit that finds no kept page asks the database, the first since something was published or one after."""
    Client().get(url)
    if is_first:
        raise_generation()
        Client().get("/contact/")
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(url).status_code == 200
    return len(queries)
