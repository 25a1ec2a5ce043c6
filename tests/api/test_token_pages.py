"""Who may edit pages makes and revokes tokens on their account pages."""

import re

import pytest
from django.test import Client

from cms.accounts.api_tokens import MOST, make_token
from cms.accounts.models import ApiToken
from tests.api.asking import ask
from tests.api.world import World

pytestmark = pytest.mark.django_db

PAGE = "/account/tokens/"


def test_the_secret_is_shown_once_and_opens_drafts(world: World) -> None:
    editor = world.cast.client("editor")
    made = editor.post(PAGE, {"name": "เครื่องของเรา", "days": "30"}).content.decode()
    found = re.search(r"sep_[\w-]{40,}", made)
    assert found is not None
    assert ask("/drafts/", authorization=f"Bearer {found[0]}")["page"] == 1
    again = editor.get(PAGE).content.decode()
    assert found[0] not in again
    assert "เครื่องของเรา" in again


@pytest.mark.parametrize(
    "typed",
    [{"name": "", "days": "30"}, {"name": "x" * 81, "days": "30"}, {"name": "ก", "days": "31"}, {"name": "ก"}],
    ids=["no name", "too long", "no such choice", "no choice"],
)
def test_a_form_that_makes_no_sense_makes_nothing_and_keeps_what_was_typed(world: World, typed: dict[str, str]) -> None:
    answer = world.cast.client("editor").post(PAGE, typed).content.decode()
    assert "has-error" in answer
    assert not typed["name"] or f'value="{typed["name"]}"' in answer
    assert not ApiToken.objects.exists()


def test_nobody_has_more_than_so_many(world: World) -> None:
    for number in range(MOST):
        make_token(user=world.cast.editor, name=f"ที่ {number}", days=30)
    answer = world.cast.client("editor").post(PAGE, {"name": "อีก", "days": "30"}).content.decode()
    assert str(MOST) in answer
    assert ApiToken.objects.count() == MOST


def test_ones_own_token_is_revoked_and_nobody_elses(world: World) -> None:
    token, secret = make_token(user=world.cast.editor, name="ทดสอบ", days=30)
    assert world.cast.client("moderator").post(f"{PAGE}revoke/", {"token": token.pk}).status_code == 404
    ask("/drafts/", authorization=f"Bearer {secret}")
    assert world.cast.client("editor").post(f"{PAGE}revoke/", {"token": token.pk}).status_code == 302
    ask("/drafts/", authorization=f"Bearer {secret}", status=401)


def test_who_edits_no_pages_finds_no_tokens(world: World) -> None:
    assert world.cast.client("owner").get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302
    assert PAGE not in world.cast.client("owner").get("/account/").content.decode()
    assert PAGE in world.cast.client("editor").get("/account/").content.decode()
