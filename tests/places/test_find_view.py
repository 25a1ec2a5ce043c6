"""The places look-up over HTTP."""

import pytest
from django.test import Client

from tests.places.ground import ground

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def khon_kaen() -> None:
    ground("40")


def test_anyone_gets_places_with_what_they_lie_in(client: Client) -> None:
    answer = client.get("/places/find/", {"q": "ต.ในเมือง อ.เมือง จ.ขอนแก่น"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["results"][0] == {
        "level": "subdistrict",
        "code": "400101",
        "name_th": "ในเมือง",
        "name_en": "Nai Mueang",
        "postcodes": ["40000"],
        "district": {"code": "4001", "name_th": "เมืองขอนแก่น", "name_en": "Mueang Khon Kaen"},
        "province": {"code": "40", "name_th": "ขอนแก่น", "name_en": "Khon Kaen"},
        "region": "northeast",
    }


def test_the_answer_may_be_kept_by_any_cache_and_opens_no_session(client: Client) -> None:
    answer = client.get("/places/find/?q=40000")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def test_no_more_than_twenty_places_are_answered(client: Client) -> None:
    assert len(client.get("/places/find/?q=บ้าน").json()["results"]) == 20


def test_nothing_found_is_an_empty_list(client: Client) -> None:
    answer = client.get("/places/find/?q=ฮฮฮ")
    assert answer.status_code == 200
    assert answer.json()["results"] == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=ตำบล", "?q=" + "ก" * 81, "?q=%00", "?q=..."])
def test_nonsense_is_answered_with_a_problem(client: Client, query: str) -> None:
    answer = client.get("/places/find/" + query)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["title"]
    assert problem["detail"]


def test_the_look_up_only_reads(client: Client) -> None:
    assert client.post("/places/find/", {"q": "ขอนแก่น"}).status_code == 405
