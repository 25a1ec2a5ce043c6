"""Who reads Thai meets no English sentence at the doors, whatever they type."""

import re

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.test import Client
from django.utils.translation import override
from wagtail.models import Page, Site

from tests.cast import PASSWORD, Cast
from tests.lao.reading import words

pytestmark = pytest.mark.django_db


def english(html: str) -> set[str]:
    """The Latin words that a visitor sees or hears in the page's own part; addresses of mail left out."""
    main = html[html.index("<main") : html.index("</main>")]
    heard = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', main)
    seen = re.sub(r"\S+@\S+", " ", " ".join([words(main), *heard]))
    return set(re.findall(r"[A-Za-z]{2,}", seen))


@pytest.mark.parametrize("path", ["/account/signup/", "/account/login/", "/account/password/reset/"])
def test_a_door_speaks_thai(site: Site, client: Client, path: str) -> None:
    assert english(client.get(path).content.decode()) == set()


@pytest.mark.parametrize("password", ["", "abc", "12345678", "1234567890", "password", "somchai.rakthai"])
def test_a_password_that_is_refused_at_sign_up_is_refused_in_thai(site: Site, client: Client, password: str) -> None:
    said = {"email": "somchai.rakthai@example.org", "password1": password, "password2": password}
    answer = client.post("/account/signup/", said)
    assert answer.context["form"].errors
    assert english(answer.content.decode()) == set()


def test_the_page_to_change_a_password_speaks_thai_with_and_without_errors(site: Site, cast: Cast) -> None:
    client = cast.client("owner")
    assert english(client.get("/account/password/change/").content.decode()) == set()
    for said in ({}, {"oldpassword": PASSWORD, "password1": "abc", "password2": "abd"}, {"oldpassword": "x"}):
        answer = client.post("/account/password/change/", said)
        assert answer.context["form"].errors
        assert english(answer.content.decode()) == set()


def test_a_form_that_is_filled_in_wrongly_says_so_in_thai(site: Site, client: Client) -> None:
    for said in ({"email": ""}, {"email": "x"}, {"email": "a" * 400 + "@example.org"}, {"email": "a\0@example.org"}):
        answer = client.post("/account/password/reset/", said)
        assert answer.context["form"].errors
        assert english(answer.content.decode()) == set()


def test_english_readers_still_get_djangos_words(root: Page) -> None:
    with override("en"):
        assert password_validators_help_texts()[1] == "Your password must contain at least 10 characters."
