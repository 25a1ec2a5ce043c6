"""What may be kept, for whom, and how it leaves."""

import gzip
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from cms.delivery.page_cache import LONGEST_QUERY, PageCacheMiddleware
from cms.home.models import ContactPage
from search.services import generation, raise_generation
from tests.cast import Cast
from tests.pages.press import Press

TITLE = "ผึ้งชันโรงบ้านปลายนา"


@pytest.fixture(autouse=True)
def something_published(db: None) -> None:
    """Before that, nothing is kept at all."""
    raise_generation()


class Counting:
    """A view that says how often it was asked."""

    def __init__(self, **answer: Any) -> None:
        self.answer = {"content_type": "text/html; charset=utf-8", **answer}
        self.headers: dict[str, str] = {}
        self.cookies: dict[str, str] = {}
        self.asked = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One more."""
        self.asked += 1
        response = HttpResponse(f"<p>{self.asked}</p>", **self.answer)
        for name, value in self.headers.items():
            response[name] = value
        for name, value in self.cookies.items():
            response.set_cookie(name, value)
        return response


def asked_twice(view: Counting, *, method: str = "get", path: str = "/x/", cookies: str = "", **headers: str) -> int:
    """How often the view was asked when two visitors came."""
    middleware = PageCacheMiddleware(view)
    for _visitor in range(2):
        request = getattr(RequestFactory(), method)(path, headers={**headers, "Cookie": cookies})
        middleware(request)
    return view.asked


@pytest.mark.django_db
class TestWhatIsKept:
    """One answer for everybody, and only that."""

    def test_a_page_is_made_once_for_two_visitors(self) -> None:
        assert asked_twice(Counting()) == 1

    @pytest.mark.parametrize("status", [301, 302, 403, 404, 422, 429, 500, 503])
    def test_an_answer_that_is_no_page_is_not_kept(self, status: int) -> None:
        assert asked_twice(Counting(status=status)) == 2

    @pytest.mark.parametrize("control", ["no-store", "private", "max-age=0, no-cache, private"])
    def test_a_page_that_says_so_is_not_kept(self, control: str) -> None:
        view = Counting()
        view.headers["Cache-Control"] = control
        assert asked_twice(view) == 2

    def test_a_page_that_sets_a_cookie_is_not_kept(self) -> None:
        view = Counting()
        view.cookies["sessionid"] = "secret"
        assert asked_twice(view) == 2

    @pytest.mark.parametrize("kind", ["image/png", "application/json", "application/pdf"])
    def test_what_is_no_page_is_not_kept(self, kind: str) -> None:
        assert asked_twice(Counting(content_type=kind)) == 2

    def test_a_token_that_could_not_be_taken_out_is_not_kept(self) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse(f'<main data-token="{get_token(request)}"></main>')

        middleware = PageCacheMiddleware(view)
        first, second = (middleware(RequestFactory().get("/x/")) for _visitor in range(2))
        assert isinstance(first, HttpResponse)
        assert isinstance(second, HttpResponse)
        assert first.content != second.content


class TestWithoutAGeneration:
    """A number that cannot be read says nothing of what was kept."""

    def test_nothing_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("search.memory.generation", lambda: 0)
        assert asked_twice(Counting()) == 2

    def test_nothing_that_was_kept_is_served(self, monkeypatch: pytest.MonkeyPatch) -> None:
        view = Counting()
        monkeypatch.setattr("cms.delivery.page_cache.key_of", lambda request, number: "the only key")
        assert asked_twice(view) == 1
        monkeypatch.setattr("search.memory.generation", lambda: 0)
        assert asked_twice(view) == 3

    def test_a_database_that_does_not_answer_gives_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> None:
            raise OperationalError("disk I/O error")

        with monkeypatch.context() as patch:
            patch.setattr(connection, "cursor", broken)
            assert generation() == 0
            assert asked_twice(Counting()) == 2


@pytest.mark.django_db
class TestWhoIsAnswered:
    """Whoever brings something of their own gets an answer of their own."""

    @pytest.mark.parametrize("name", [django_settings.SESSION_COOKIE_NAME, "messages"])
    def test_a_visitor_with_a_session_is_answered_afresh(self, name: str) -> None:
        assert asked_twice(Counting(), cookies=f"{name}=x") == 2

    def test_a_post_is_answered_afresh(self) -> None:
        assert asked_twice(Counting(), method="post") == 2

    @pytest.mark.parametrize("header", ["Authorization", "Range"])
    def test_a_request_with_this_header_is_answered_afresh(self, header: str) -> None:
        assert asked_twice(Counting(), **{header: "x"}) == 2

    @pytest.mark.parametrize("path", ["/admin/", "/account/login/", "/en/account/login/", "/media/x/", "/healthz"])
    def test_this_address_is_answered_afresh(self, path: str) -> None:
        assert asked_twice(Counting(), path=path) == 2

    def test_a_very_long_query_is_answered_afresh(self) -> None:
        assert asked_twice(Counting(), path="/x/?q=" + "a" * LONGEST_QUERY) == 2

    def test_addresses_queries_hosts_and_fragments_are_kept_apart(self) -> None:
        view = Counting()
        middleware = PageCacheMiddleware(view)
        asked: list[tuple[str, dict[str, str]]] = [
            ("/x/", {}),
            ("/x/?a=1", {}),
            ("/x/?a=2", {}),
            ("/en/x/", {}),
            ("/x/", {"Host": "other.example"}),
            ("/x/", {"HX-Request": "true"}),
            ("/x/", {"HX-Request": "true", "HX-Target": "results"}),
            ("/x/", {"HX-Request": "true", "HX-History-Restore-Request": "true"}),
        ]
        for _visitor in range(2):
            for path, headers in asked:
                middleware(RequestFactory().get(path, headers=headers))
        assert view.asked == len(asked)


def test_a_kept_page_costs_one_query(press: Press, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    url = press.story(TITLE).url
    first = Client().get(url)
    with django_assert_num_queries(1):
        second = Client().get(url)
    assert second.content == first.content
    assert second["Cache-Control"] == "no-cache"
    assert "Cookie" in second["Vary"]


def test_nothing_of_somebody_who_signed_in_reaches_another_visitor(press: Press, cast: Cast) -> None:
    url = press.story(TITLE).url
    own = cast.client("editor").get(url)
    assert "ETag" not in own
    answer = Client().get(url)
    assert "sessionid" not in answer.cookies
    assert cast.editor.name not in answer.content.decode()


def test_a_kept_page_brings_no_cookie(press: Press) -> None:
    url = press.story(TITLE).url
    Client().get(url)
    assert not Client().get(url).cookies


def test_who_has_the_page_is_told_that_it_is_the_same(press: Press) -> None:
    url = press.story(TITLE).url
    etag = Client().get(url)["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        unchanged = Client().get(url, headers={"If-None-Match": known})
        assert unchanged.status_code == 304
        assert unchanged.content == b""
        assert unchanged["ETag"] == etag
    assert Client().get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_compressed_twin_says_the_same(press: Press) -> None:
    url = press.story(TITLE).url
    plain = Client().get(url)
    packed = Client().get(url, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_asking_for_the_head_first_leaves_the_page_whole(press: Press) -> None:
    url = press.story(TITLE).url
    assert Client().head(url).content == b""
    assert TITLE in Client().get(url).content.decode()
    assert Client().head(url)["ETag"] == Client().get(url)["ETag"]


class TestForms:
    """A kept page has an empty place where the token stands."""

    @pytest.fixture
    def address(self, press: Press) -> str:
        """The contact page, kept."""
        url: str = press.put(press.home, ContactPage(title="ติดต่อเรา", slug="contact")).url
        Client().get(url)
        return url

    def test_every_visitor_gets_a_token_that_is_theirs(self, address: str) -> None:
        tokens = set()
        for _visitor in range(3):
            client = Client(enforce_csrf_checks=True)
            tokens.add(client.get(address).content.decode().split('csrfmiddlewaretoken" value="')[1].split('"')[0])
        assert len(tokens) == 3
        assert all(len(token) == 64 for token in tokens)

    def test_the_form_of_a_kept_page_can_be_sent(
        self, address: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = Client(enforce_csrf_checks=True)
        with django_assert_num_queries(1):
            page = client.get(address)
        assert page["Cache-Control"] == "private, no-cache"
        token = page.content.decode().split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        # Refused for what it lacks, not for its token; without a token it is not even read.
        assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 422
        assert client.post(address, {}).status_code == 403

    def test_the_token_of_one_visitor_is_worth_nothing_to_another(self, address: str) -> None:
        one, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
        token = one.get(address).content.decode().split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        other.get(address)
        assert other.post(address, {"csrfmiddlewaretoken": token}).status_code == 403
