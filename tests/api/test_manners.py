"""How the API behaves whatever is asked: problems, languages, pages, fields, validators, limits, other people's pages."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from cms.api import keeping
from cms.api.door import PREFIX
from search.services import raise_generation
from tests.api.asking import ask, response, titles
from tests.api.world import World

pytestmark = pytest.mark.django_db

NONSENSE = {
    "/stories/?colour=red": "colour",
    "/stories/?province=99": "province",
    "/stories/?province=ขอนแก่น": "province",
    "/stories/?sdg=18": "sdg",
    "/stories/?ring=golden": "ring",
    "/stories/?page=0": "page",
    "/stories/?page=many": "page",
    "/stories/?per_page=101": "per_page",
    "/stories/?order=best": "order",
    "/stories/?lang=fr": "lang",
    "/stories/?fields=title,colour": "fields",
    "/stories/?lao=%00": "lao",
    "/pages/?kind=product": "kind",
    "/search/": "q",
    "/search/?q=a&kind=nothing": "kind",
    "/search/?q=a&price_from=-1": "price_from",
    "/products/?price_from=200&price_to=100": "price_to",
    "/products/?category=nowhere": "category",
    "/research/?year=1": "year",
    "/research/?institution=nobody": "institution",
    "/courses/?level=easy": "level",
    "/laos/?type=village": "type",
    "/laos/?name=%00": "name",
    "/places/districts": "province",
    "/places/subdistricts?district=9999": "district",
    "/pages/by-path?path=stories": "path",
    "/pages/nonsense": "id",
}


@pytest.mark.parametrize("path", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_refused_by_its_name_in_the_readers_language(world: World, path: str) -> None:
    problem = ask(path, status=422)
    assert [fault["parameter"] for fault in problem["errors"]] == [NONSENSE[path]]
    assert problem["status"] == 422
    assert problem["type"].endswith("/api/#bad-parameter")
    assert problem["instance"].startswith(PREFIX)
    assert problem["title"] == "พารามิเตอร์ไม่มีความหมาย"
    english = ask(path, status=422, accept_language="en-GB,en;q=0.9")
    assert english["title"] == "A parameter makes no sense"
    assert english["errors"][0]["detail"].isascii()


@pytest.mark.parametrize("path", ["/nowhere/", "/stories", "/stories/999999", "/laos/nobody", "/stories/?page=9"])
def test_what_is_not_there_is_a_problem_too(world: World, path: str) -> None:
    problem = ask(path, status=404)
    assert (problem["status"], problem["type"].rpartition("#")[2]) == (404, "not-found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(world: World, method: str) -> None:
    answer = response("/stories/", method=method)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["type"].endswith("#method-not-allowed")


def test_a_failure_of_ours_tells_nothing_of_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("cms.stories.api.listing", fail)
    problem = ask("/stories/", status=500)
    assert "secret" not in str(problem)


def test_a_request_for_another_host_is_a_problem_too(world: World, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert ask("/stories/", client=Client(headers={"host": "elsewhere.example"}), status=400)["type"].endswith(
        "request"
    )


def test_more_parameters_than_are_read_are_a_problem_too_and_counted(world: World, settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = 1
    path = "/stories/?" + "page=1&" * 1001
    assert ask(path, status=400, accept_language="en")["title"] == "The request cannot be read"
    assert ask(path, status=429)["type"].endswith("#too-many-requests")


def test_head_is_get_without_a_body_and_options_says_what_may_be_done(world: World) -> None:
    got, head, options = (response("/stories/", method=method) for method in ("get", "head", "options"))
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_the_language_is_asked_for_by_name_or_by_header_and_said(world: World) -> None:
    by_header = response("/stories/", accept_language="fr;q=0.9, en;q=0.8")
    assert titles(by_header.json()) == ["Aunt's story"]
    assert by_header["Content-Language"] == "en"
    assert {"Accept-Language", "Authorization"} <= {name.strip() for name in by_header["Vary"].split(",")}
    assert titles(ask("/stories/?lang=th", accept_language="en")) == ["เรื่องของป้า"]
    assert titles(ask("/stories/", accept_language="de")) == ["เรื่องของป้า"]


def test_the_id_of_any_language_gives_the_language_asked_for(world: World) -> None:
    for name in (world.story.pk, world.story_en.pk, world.story.translation_key):
        told = ask(f"/stories/{name}?lang=en")
        assert (told["title"], told["language"], told["is_translated"]) == ("Aunt's story", "en", True)
        assert [one["language"] for one in told["translations"]] == ["th", "en"]


def test_what_is_not_translated_comes_in_thai_and_says_so(world: World) -> None:
    told = ask(f"/pages/{world.page.pk}?lang=en")
    assert (told["title"], told["language"], told["is_translated"]) == ("คู่มือ", "th", False)
    item = next(one for one in ask("/pages/?lang=en")["items"] if one["id"] == str(world.page.pk))
    assert (item["language"], item["is_translated"]) == ("th", False)


def test_only_the_fields_that_were_asked_for_come(world: World) -> None:
    item = ask("/stories/?fields=title,url")["items"][0]
    assert set(item) == {"id", "kind", "title", "url"}
    assert set(ask(f"/stories/{world.story.pk}?fields=title")) == {"id", "kind", "type", "title"}


def test_a_list_leads_to_its_neighbours(world: World) -> None:
    first = ask("/pages/?per_page=2&order=title")
    second = ask(first["next"].partition("/api/v1")[2])
    assert (first["previous"], second["page"], first["pages"]) == (None, 2, -(-first["total"] // 2))
    assert ask(second["previous"].partition("/api/v1")[2]) == first
    assert not set(titles(first)) & set(titles(second))


def test_filters_narrow_as_on_the_site(world: World) -> None:
    assert titles(ask("/stories/?province=40&practitioner=family&ring=moderation&sdg=1")) == ["เรื่องของป้า"]
    assert titles(ask("/stories/?practitioner=person")) == []
    assert titles(ask(f"/research/?year=2024&institution=kku&programme={world.programme.translation_key}")) != []
    assert titles(ask("/research/?year=2020")) == []
    assert titles(ask("/products/?price_to=12000&in_stock=true")) == ["เห็ดนางฟ้าสด"]
    assert titles(ask("/products/?price_to=11999")) == []
    assert titles(ask(f"/courses/?story={world.story.pk}")) == ["เศรษฐกิจพอเพียงเบื้องต้น"]


def test_a_known_answer_is_not_sent_twice_until_something_changes(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = response("/stories/")
    with django_assert_num_queries(1):
        assert response("/stories/", if_none_match=first["ETag"]).status_code == 304
    with django_assert_num_queries(1):
        kept = response("/stories/", accept_encoding="gzip")
    assert kept["Content-Encoding"] == "gzip"
    assert response("/stories/?lang=en")["ETag"] != first["ETag"]
    raise_generation()
    again = response("/stories/", if_none_match=first["ETag"])
    assert (again.status_code, again.json()) == (200, first.json())


def test_a_very_long_answer_takes_no_room_from_the_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 100)
    raise_generation()
    first = response("/stories/")
    assert keeping.kept(first["ETag"]) is None
    assert response("/stories/", if_none_match=first["ETag"]).status_code == 304
    monkeypatch.setattr(keeping, "LARGEST", 1_000_000)
    assert keeping.kept(response("/stories/")["ETag"]) is not None


def test_too_many_requests_are_told_when_to_come_again(world: World, settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    codes = [response("/stories/").status_code for _time in range(3)]
    assert codes == [200, 200, 429]
    refused = response("/stories/")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["type"].endswith("#too-many-requests")
    assert response("/stories/", client=Client(REMOTE_ADDR="10.1.1.1")).status_code == 200


def test_only_the_pages_that_are_named_may_read_in_a_browser(world: World, settings: Settings) -> None:
    origin = "https://example.org"
    assert "Access-Control-Allow-Origin" not in response("/stories/", origin=origin)
    settings.CORS_ALLOWED_ORIGINS = [origin]
    answer = response("/stories/", origin=origin)
    assert answer["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in answer
    asked = response(
        "/stories/",
        method="options",
        origin=origin,
        access_control_request_method="GET",
        access_control_request_headers="authorization",
    )
    assert asked.status_code == 200
    assert "authorization" in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in response("/stories/", origin="https://elsewhere.example")
    assert "Access-Control-Allow-Origin" not in Client().get("/", headers={"origin": origin})


def test_a_cookie_changes_nothing(world: World) -> None:
    signed_in = world.cast.client("administrator")
    assert ask("/stories/", client=signed_in) == ask("/stories/")
    assert ask("/drafts/", client=signed_in, status=401)["type"].endswith("#token-needed")


def test_a_list_of_twenty_asks_five_times_at_most(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for path in ("/pages/", "/stories/?province=40", "/products/", "/research/", "/laos/"):
        raise_generation()
        with django_assert_max_num_queries(5):
            ask(path)
