"""Tokens read drafts as far as their person may edit them; a signed address shows one page for a quarter of an hour."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import GroupPagePermission, Page

from cms.accounts import services
from cms.accounts.api_tokens import make_token, revoke_token
from cms.accounts.models import ApiToken, User
from cms.api import preview
from cms.api.service import OPERATIONS
from tests.api.asking import ask, response, titles
from tests.api.world import World

pytestmark = pytest.mark.django_db


def bearer(user: User) -> str:
    """What a program of this person sends."""
    return f"Bearer {make_token(user=user, name='ทดสอบ', days=30)[1]}"


def rewrite(page: Page, title: str) -> None:
    """Write a title that is not published."""
    page.title = title
    page.save_revision()


def test_a_token_reads_the_draft_and_everybody_else_what_is_published(world: World) -> None:
    rewrite(world.story, "ร่าง")
    place, key = f"/stories/{world.story.pk}", bearer(world.cast.editor)
    draft = ask(f"{place}?draft=1", authorization=key)
    assert (draft["title"], draft["is_draft"]) == ("ร่าง", True)
    assert ask(place, authorization=key)["title"] == "เรื่องของป้า"
    assert ask(place)["title"] == "เรื่องของป้า"
    assert ask(f"{place}?draft=1", status=401)["type"].endswith("#token-needed")


def test_what_a_token_reads_of_drafts_is_kept_by_nobody(world: World) -> None:
    rewrite(world.story, "ร่าง")
    key = bearer(world.cast.editor)
    drafts = [operation for operation in OPERATIONS.values() if operation.is_private or "draft" in operation.parameters]
    places = ["/drafts/", preview.address_for(world.story, world.cast.editor).partition("/api/v1")[2]]
    places += [
        f"{world.addresses[kind]}?draft=1" for kind in ("page", "story", "course", "lesson", "programme", "research")
    ]
    assert len(places) == len(drafts)
    for place in places:
        answer = response(place, authorization=key)
        assert (place, answer.status_code, answer["Cache-Control"]) == (place, 200, "private, no-store")
        assert "ETag" not in answer
    for place in [places[0], *places[2:]]:
        ask(place, status=401)


def test_a_page_that_was_never_published_is_read_by_its_token_only(world: World) -> None:
    page = world.page.copy(update_attrs={"slug": "new", "title": "ใหม่"}, keep_live=False, copy_revisions=False)
    key = bearer(world.cast.editor)
    assert ask(f"/pages/{page.pk}?draft=1", authorization=key)["title"] == "ใหม่"
    ask(f"/pages/{page.pk}", authorization=key, status=404)
    ask(f"/pages/{page.pk}", status=404)


def test_the_list_of_drafts_has_what_the_person_may_edit(world: World) -> None:
    rewrite(world.story, "ร่าง")
    assert titles(ask("/drafts/", authorization=bearer(world.cast.editor))) == ["ร่าง"]
    ask("/drafts/", status=401)


def test_who_may_not_edit_a_page_reads_no_draft_of_it(world: World) -> None:
    key = bearer(world.cast.editor)
    GroupPagePermission.objects.filter(group__name="editor").delete()
    rewrite(world.story, "ร่าง")
    refused = ask(f"/stories/{world.story.pk}?draft=1", authorization=key, status=403)
    assert refused["type"].endswith("#not-allowed")
    world.story.unpublish()
    ask(f"/stories/{world.story.pk}?draft=1", authorization=key, status=404)
    assert ask("/drafts/", authorization=key)["total"] == 0


def test_only_who_may_edit_pages_has_tokens(world: World) -> None:
    with pytest.raises(PermissionError):
        make_token(user=world.cast.owner, name="ทดสอบ", days=30)
    assert not ApiToken.objects.filter(user=world.cast.owner).exists()


@pytest.mark.parametrize("what", ["revoked", "expired", "unknown", "of another scheme", "left", "no editor any more"])
def test_a_token_that_is_no_good_opens_nothing_not_even_what_is_public(world: World, what: str) -> None:
    user = world.cast.editor
    token, secret = make_token(user=user, name="ทดสอบ", days=30)
    header = f"Bearer {secret}"
    ask("/stories/", authorization=header)
    if what == "revoked":
        revoke_token(user=user, token_id=token.pk)
    elif what == "expired":
        then = timezone.now() - timedelta(days=60)
        ApiToken.objects.filter(pk=token.pk).update(created_at=then, expires_at=then + timedelta(days=30))
    elif what == "left":
        services.leave(user=user)
    elif what == "no editor any more":
        user.groups.clear()
    else:
        header = {"unknown": "Bearer sep_nobodys", "of another scheme": f"Basic {secret}"}[what]
    answer = response("/stories/", authorization=header)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_who_leaves_takes_the_tokens_along(world: World) -> None:
    make_token(user=world.cast.editor, name="ชื่อของเครื่อง", days=30)
    services.leave(user=world.cast.editor)
    assert not ApiToken.objects.filter(user=world.cast.editor).exists()


def test_of_the_secret_only_its_hash_is_kept(world: World) -> None:
    token, secret = make_token(user=world.cast.editor, name="ทดสอบ", days=30)
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())


def test_that_a_token_was_used_is_written_once_an_hour(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token, secret = make_token(user=world.cast.editor, name="ทดสอบ", days=30)
    ask("/stories/", authorization=f"Bearer {secret}")
    first = ApiToken.objects.get(pk=token.pk).used_at
    assert first is not None
    ask("/stories/", authorization=f"Bearer {secret}")
    assert ApiToken.objects.get(pk=token.pk).used_at == first
    ApiToken.objects.filter(pk=token.pk).update(used_at=timezone.now() - timedelta(hours=2))
    ask("/stories/", authorization=f"Bearer {secret}")
    assert (ApiToken.objects.get(pk=token.pk).used_at or first) >= first


def test_a_token_is_counted_by_itself(world: World, settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE, settings.API_TOKEN_REQUESTS_A_MINUTE = 1, 2
    key = bearer(world.cast.editor)
    assert [response("/stories/", authorization=key).status_code for _time in range(3)] == [200, 200, 429]
    assert response("/stories/").status_code == 200
    # Guessing secrets is counted by address.
    assert response("/stories/", authorization="Bearer sep_guess").status_code == 429


def test_a_signed_address_shows_the_page_as_it_is_being_edited(world: World) -> None:
    address = preview.address_for(world.story, world.cast.editor).partition("/api/v1")[2]
    rewrite(world.story, "กำลังแก้")
    answer = response(address)
    assert answer.json()["title"] == "กำลังแก้"
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    rewrite(world.story, "แก้อีก")
    assert response(address).json()["title"] == "แก้อีก"


def test_a_signed_address_is_good_for_a_quarter_of_an_hour_and_for_its_person(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = preview.address_for(world.story, world.cast.editor).partition("/api/v1")[2]
    ask(address + "x", status=404)
    forged = signing.dumps([world.story.pk, world.cast.editor.pk], salt="another")
    ask(f"/preview/{forged}", status=404)
    monkeypatch.setattr(preview, "LIFETIME", -1)
    ask(address, status=404)
    monkeypatch.undo()
    ask(address)
    world.cast.editor.groups.clear()
    ask(address, status=404)


def test_the_editor_has_the_button_for_it(world: World) -> None:
    editor = world.cast.client("editor")
    page = editor.get(f"/admin/pages/{world.story.pk}/edit/")
    assert f"/admin/api-preview/{world.story.pk}/" in page.content.decode()
    shown = editor.get(f"/admin/api-preview/{world.story.pk}/")
    assert shown.status_code == 302
    assert Client().get(shown["Location"]).json()["id"] == str(world.story.pk)
