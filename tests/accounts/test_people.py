"""Accounts: what the database keeps true, one's own page, and the personal corner of every page."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cms.accounts.models import User
from tests.accounts.test_notices import tell
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case_and_found_in_any(db: None) -> None:
    person = User.objects.create_user("Somchai@Example.ORG", PASSWORD)
    assert person.email == "somchai@example.org"
    assert User.objects.get_by_natural_key("SOMCHAI@example.org") == person


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"email": "Upper@example.org"}, "user_email_is_lower_case"),
        ({"email": ""}, "user_has_an_email"),
        ({"language": "xx"}, "user_language_is_known"),
    ],
)
def test_the_database_refuses_an_account_that_makes_no_sense(cast: Cast, change: dict[str, str], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        User.objects.filter(pk=cast.owner.pk).update(**change)


def test_two_accounts_cannot_share_an_address(cast: Cast) -> None:
    cast.owner  # noqa: B018 - made by asking
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("OWNER@example.org", PASSWORD)


def test_the_address_is_no_public_name(cast: Cast) -> None:
    cast.owner.name = ""
    assert "@" not in cast.owner.public_name


def test_ones_own_page_changes_name_and_language_and_nothing_else(cast: Cast) -> None:
    words = {"name": "  ป้าแดง ", "language": "en", "email": "x@example.org", "is_superuser": "on"}
    cast.client("owner").post(reverse("account_profile"), words)
    owner = User.objects.get(pk=cast.owner.pk)
    assert (owner.name, owner.language, owner.email, owner.is_superuser) == ("ป้าแดง", "en", "owner@example.org", False)


def test_a_language_that_nobody_speaks_is_refused_beside_its_field_and_the_name_is_kept(cast: Cast) -> None:
    answer = cast.client("owner").post(reverse("account_profile"), {"name": "ป้าแดง", "language": "xx"})
    assert answer.context["form"].errors.keys() == {"language"}
    assert "ป้าแดง" in answer.content.decode()
    assert User.objects.get(pk=cast.owner.pk).name == "Owner"


def test_the_personal_corner_says_who_one_is_and_is_never_kept(cast: Cast) -> None:
    tell(cast.owner)
    answer = cast.client("owner").get(reverse("account_me"))
    text = answer.content.decode()
    assert "Owner" in text
    assert "csrfmiddlewaretoken" in text
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_personal_corner_of_a_visitor_is_a_link_to_sign_in_and_starts_no_session(client: Client, db: None) -> None:
    answer = client.get(reverse("account_me"))
    assert reverse("account_login") in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "name", ["login", "signup", "reset_password", "reset_password_done", "email_verification_sent", "inactive", "left"]
)
def test_a_page_before_signing_in_is_whole_in_both_languages(
    client: Client, db: None, language: str, name: str
) -> None:
    with override(language):
        text = client.get(reverse(f"account_{name}")).content.decode()
    assert f'<html lang="{language}"' in text
    assert text.count("<h1>") == 1
    assert "placeholder=" not in text.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize(
    "name", ["profile", "notices", "leave", "email", "change_password", "logout", "reauthenticate"]
)
def test_a_personal_page_is_whole_and_not_for_visitors(cast: Cast, name: str) -> None:
    url = reverse(f"account_{name}")
    assert cast.client("owner").get(url).content.decode().count("<h1>") == 1
    if name != "logout":
        assert reverse("account_login") in cast.client("visitor").get(url).headers["Location"]
