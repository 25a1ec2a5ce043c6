"""The form by which visitors write to us."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from cms.accounts.letters import LETTERS_AN_HOUR
from cms.accounts.models import Notice
from cms.home.letters import ContactMessage, MessageState
from cms.home.models import ContactPage
from tests.cast import Cast
from tests.forms_sent import send

FILLED = {"name": "สมชาย", "email": "somchai@example.org", "subject": "ถามหน่อย", "text": "ตัวเลขหน้านี้ผิดไหมครับ"}

pytestmark = pytest.mark.usefixtures("contact")


@pytest.mark.every_database
def test_a_good_message_is_kept_thanked_for_and_told_to_who_may_answer(client: Client, cast: Cast) -> None:
    told = {cast.moderator, cast.administrator}
    assert cast.editor
    answer = send(client, "/contact/", FILLED)
    assert (answer.status_code, answer["Location"]) == (302, "/contact/?sent=1")
    kept = ContactMessage.objects.get()
    assert (kept.state, kept.language, kept.text) == (MessageState.NEW, "th", FILLED["text"])
    assert {notice.recipient for notice in Notice.objects.filter(kind="contact_message")} == told


def test_the_thanks_are_the_editors_words(client: Client, contact: ContactPage) -> None:
    contact.thanks = "ได้รับแล้ว ขอบคุณมาก"
    contact.save_revision().publish()
    assert "ได้รับแล้ว ขอบคุณมาก" in client.get("/contact/?sent=1").content.decode()


def test_a_message_in_english_is_answered_in_english(client: Client) -> None:
    send(client, "/en/contact/", FILLED)
    assert ContactMessage.objects.get().language == "en"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "somchai"}, "email"),
        ({"email": "s@" + "x." * 140 + "example.org"}, "email"),
        ({"text": ""}, "text"),
        ({"subject": "x" * 161}, "subject"),
        ({"text": "x" * 5001}, "text"),
        ({"name": "ก\x00ข"}, "name"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    client: Client, changes: dict[str, str], field: str
) -> None:
    answer = send(client, "/contact/", {**FILLED, **changes})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert all(value in html for name, value in FILLED.items() if name != field)
    assert not ContactMessage.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("extra", "after"), [({"website_url": "https://spam.example"}, 10), ({}, 0), ({"left_at": "x"}, 10)]
)
def test_a_robot_is_refused_and_a_person_taken_for_one_loses_nothing(
    client: Client, extra: dict[str, str], after: int
) -> None:
    answer = send(client, "/contact/", {**FILLED, **extra}, after=after)
    assert answer.status_code == 422
    assert FILLED["text"] in answer.content.decode()
    assert not ContactMessage.objects.exists()


def test_one_sender_writes_five_times_an_hour(client: Client) -> None:
    for _ in range(LETTERS_AN_HOUR):
        assert send(client, "/contact/", FILLED).status_code == 302
    answer = send(client, "/contact/", FILLED)
    assert answer.status_code == 422
    assert FILLED["text"] in answer.content.decode()
    assert ContactMessage.objects.count() == LETTERS_AN_HOUR
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert send(other, "/contact/", FILLED).status_code == 302


def test_behind_a_proxy_every_visitor_has_a_count_of_their_own(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = "10.0.0.1"
    for number in range(LETTERS_AN_HOUR):
        # Only what our own proxy added, the last address, is believed.
        one = Client(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9")
        assert send(one, "/contact/", FILLED).status_code == 302
    assert send(one, "/contact/", FILLED).status_code == 422
    other = Client(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR="203.0.113.10")
    assert send(other, "/contact/", FILLED).status_code == 302
    nameless = Client(REMOTE_ADDR=proxy, HTTP_X_FORWARDED_FOR="unknown")
    assert send(nameless, "/contact/", FILLED).status_code == 302


def test_no_address_of_the_sender_is_stored(client: Client) -> None:
    send(Client(REMOTE_ADDR="203.0.113.9"), "/contact/", FILLED)
    assert "203.0.113.9" not in str(ContactMessage.objects.values().get())


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    strict = cast.client("visitor", enforce_csrf_checks=True)
    assert strict.post("/contact/", FILLED).status_code == 403
    assert not ContactMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/contact/", "/en/contact/"])
def test_the_page_asks_the_database_at_most_fifteen_times(client: Client, address: str) -> None:
    client.get(address)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 15
