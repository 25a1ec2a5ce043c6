"""The page on which an LAO asks to join."""

import pytest
from django.test import Client

from cms.accounts.letters import LETTERS_AN_HOUR
from cms.lao.joining import JoinRequest
from cms.lao.models import JoinPage
from cms.places.models import District
from tests.forms_sent import send
from tests.lao.letters import FILLED
from tests.pages_made import make_join_page, make_lao


@pytest.fixture
def page(directory: object) -> JoinPage:
    """The form's page below the directory."""
    return make_join_page(thanks="ขอบคุณมาก")


def test_a_good_request_is_kept_and_thanked_for(page: JoinPage, client: Client) -> None:
    answer = send(client, page.url, FILLED)
    assert (answer.status_code, answer["Location"]) == (302, f"{page.url}?sent=1")
    assert "ขอบคุณมาก" in client.get(answer["Location"]).content.decode()
    kept = JoinRequest.objects.get()
    assert (kept.lao_name, kept.lao_type, kept.province_id, kept.language) == ("หนองแวง", "tao", "40", "th")
    assert kept.lao is None


@pytest.mark.parametrize("typed", ["หนองแวง", "อบต.หนองแวง", "องค์การบริหารส่วนตำบลหนองแวง", "nong waeng", " หนองแวง "])
def test_the_one_registered_lao_of_this_name_is_meant(page: JoinPage, client: Client, typed: str) -> None:
    lao = make_lao(district="4001")
    send(client, page.url, {**FILLED, "lao_name": typed})
    kept = JoinRequest.objects.get()
    assert (kept.lao, kept.lao_name, kept.district_id) == (lao, "หนองแวง", "4001")


def test_where_several_have_the_name_the_district_is_asked_for(page: JoinPage, client: Client) -> None:
    make_lao(district="4001")
    second = make_lao(district="4002")
    answer = send(client, page.url, FILLED)
    assert answer.status_code == 422
    assert "district" in answer.context["form"].errors
    assert 'value="หนองแวง"' in answer.content.decode()
    assert not JoinRequest.objects.exists()
    send(client, page.url, {**FILLED, "district": District.objects.get(code="4002").name_th})
    assert JoinRequest.objects.get().lao == second


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lao_name": "เทศบาลตำบลหนองแวง"}, "lao_type"),
        ({"province": "10"}, "province"),
        ({"lao_type": "bma"}, "province"),
        ({"province": "99"}, "province"),
        ({"district": "บ้านไม่มี"}, "district"),
        ({"lao_name": "(-)"}, "lao_name"),
        ({"email": "somsri"}, "email"),
        ({"email": "s@" + "x." * 140 + "example.org"}, "email"),
        ({"person": "x" * 121}, "person"),
        ({"lao_name": "หนอง\x00แวง"}, "lao_name"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    page: JoinPage, client: Client, changes: dict[str, str], field: str
) -> None:
    answer = send(client, page.url, {**FILLED, **changes})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "อยากเรียนรู้" in html
    assert FILLED["position"] in html
    assert not JoinRequest.objects.exists()


def test_a_second_request_is_refused_with_what_was_typed_kept(page: JoinPage, client: Client) -> None:
    send(client, page.url, FILLED)
    answer = send(client, page.url, {**FILLED, "text": "ถามอีกครั้ง"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert "ถามอีกครั้ง" in answer.content.decode()
    assert JoinRequest.objects.count() == 1


def test_a_robot_that_fills_the_hidden_field_is_refused(page: JoinPage, client: Client) -> None:
    assert send(client, page.url, {**FILLED, "website_url": "https://spam.example"}).status_code == 422
    assert not JoinRequest.objects.exists()


def test_mistakes_do_not_use_up_the_hour(page: JoinPage, client: Client) -> None:
    for _ in range(LETTERS_AN_HOUR + 1):
        send(client, page.url, {**FILLED, "province": "10"})
    assert send(client, page.url, FILLED).status_code == 302


def test_who_asked_is_on_no_public_page(page: JoinPage, client: Client) -> None:
    send(client, page.url, FILLED)
    for address in ("/lao/", "/lao/?name=หนองแวง", page.url):
        html = client.get(address).content.decode()
        assert FILLED["email"] not in html
        assert FILLED["person"] not in html
