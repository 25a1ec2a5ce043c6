"""Signing up, in and out, and changing what one signs in with."""

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from cms.accounts.models import User
from tests.accounts.mailbox import latest_to, link_in
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

NEW = {"email": "New.Person@Example.org", "password1": "a-long-field-path-1", "password2": "a-long-field-path-1"}


def sign_in(client: Client, email: str, password: str = PASSWORD) -> None:
    client.post(reverse("account_login"), {"login": email, "password": password})


def test_a_new_person_confirms_the_address_and_is_a_member(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("account_signup"), NEW)
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    person = User.objects.get(email="new.person@example.org")
    assert (person.language, list(person.groups.values_list("name", flat=True))) == ("th", ["member"])
    assert not get_user(client).is_authenticated
    link = link_in(latest_to("new.person@example.org"))
    assert client.get(link).status_code == 200
    client.post(link)
    sign_in(client, "NEW.person@example.org", "a-long-field-path-1")
    assert get_user(client).pk == person.pk


def test_who_signs_up_on_the_english_page_is_written_to_in_english(client: Client, cast: Cast) -> None:
    with override("en"):
        client.post(reverse("account_signup"), NEW)
    assert User.objects.get(email="new.person@example.org").language == "en"
    assert "confirm" in latest_to("new.person@example.org").subject
    assert "/en/account/confirm-email/" in str(latest_to("new.person@example.org").body)


def test_signing_up_with_a_known_address_looks_the_same_and_makes_nobody(client: Client, cast: Cast) -> None:
    cast.owner  # noqa: B018 - made by asking
    fresh = client.post(reverse("account_signup"), NEW)
    count = User.objects.count()
    known = Client().post(reverse("account_signup"), {**NEW, "email": "owner@example.org"})
    assert (known.status_code, known.headers["Location"]) == (fresh.status_code, fresh.headers["Location"])
    assert User.objects.count() == count
    assert reverse("account_reset_password") in str(latest_to("owner@example.org").body)


def test_a_bad_sign_up_keeps_what_was_typed_and_makes_nobody(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("account_signup"), {**NEW, "password2": "something-else-9"})
    assert answer.status_code == 200
    assert "New.Person@Example.org" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"password2"}
    assert not User.objects.exists()
    assert mail.outbox == []


def test_asking_for_a_new_password_looks_the_same_for_known_and_unknown_addresses(client: Client, cast: Cast) -> None:
    cast.owner  # noqa: B018 - made by asking
    known = client.post(reverse("account_reset_password"), {"email": "owner@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_a_new_password_is_chosen_by_the_link_in_the_mail(client: Client, cast: Cast) -> None:
    owner = cast.owner
    client.post(reverse("account_reset_password"), {"email": owner.email})
    link = link_in(latest_to(owner.email))
    page = client.get(link, follow=True)
    new = {"password1": "another-sala-77", "password2": "another-sala-77"}
    client.post(page.redirect_chain[-1][0], new)
    sign_in(client, owner.email, "another-sala-77")
    assert get_user(client).pk == owner.pk
    assert Client().get(link, follow=True).context["token_fail"]


def test_an_address_changes_only_when_the_link_sent_to_the_new_one_is_opened(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.owner.email)
    asked = client.post(reverse("account_email"), {"email": "moved@example.org", "action_add": "1"})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert mail.outbox == []
    client.post(asked.headers["Location"], {"password": PASSWORD})
    cast.owner.refresh_from_db()
    assert cast.owner.email == "owner@example.org"
    client.post(link_in(latest_to("moved@example.org")))
    cast.owner.refresh_from_db()
    assert cast.owner.email == "moved@example.org"


def test_changing_the_password_needs_the_old_one(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.owner.email)
    before = User.objects.get(pk=cast.owner.pk).password
    new = {"oldpassword": "wrong", "password1": "another-sala-77", "password2": "another-sala-77"}
    assert client.post(reverse("account_change_password"), new).context["form"].errors.keys() == {"oldpassword"}
    assert User.objects.get(pk=cast.owner.pk).password == before
    client.post(reverse("account_change_password"), {**new, "oldpassword": PASSWORD})
    assert User.objects.get(pk=cast.owner.pk).check_password("another-sala-77")


def test_guessing_passwords_is_stopped(client: Client, cast: Cast) -> None:
    for _ in range(6):
        sign_in(client, cast.owner.email, "wrong-guess-1")
    sign_in(client, cast.owner.email)
    assert not get_user(client).is_authenticated


def test_many_sign_ups_from_one_address_are_refused_with_a_page_that_says_so(client: Client, cast: Cast) -> None:
    answers = [client.post(reverse("account_signup"), {}) for _ in range(21)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "<h1>" in answers[-1].content.decode()


def test_signing_out_needs_a_post(cast: Cast) -> None:
    client = cast.client("member")
    client.get(reverse("account_logout"))
    assert get_user(client).is_authenticated
    client.post(reverse("account_logout"))
    assert not get_user(client).is_authenticated


def test_a_blocked_person_cannot_sign_in(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    sign_in(client, cast.owner.email)
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("address", ["owner@example.org", "nobody@example.org"])
def test_no_mail_leads_to_a_host_that_a_stranger_named(
    client: Client, cast: Cast, settings: Settings, address: str
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    cast.owner  # noqa: B018 - made by asking
    for door, words in (("account_reset_password", {"email": address}), ("account_signup", {**NEW, "email": address})):
        client.post(reverse(door), words, HTTP_HOST="evil.example:6666")
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert f"{settings.SITE_URL}/account/" in str(message.body)
        assert "evil.example" not in str(message.body)
