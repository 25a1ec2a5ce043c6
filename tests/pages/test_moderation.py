"""Editors write, moderators publish; nobody else does either."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction

from cms.accounts.role_sync import sync_roles
from cms.stories.models import StoryPage
from tests.cast import Cast
from tests.pages.press import Press, found, places_with
from tests.pages.ways import approve, bulk, editing, moderation

TITLE = "ตลาดริมคลองบ้านสวน"


def test_the_tree_has_a_workflow_that_asks_moderators_and_administrators(press: Press) -> None:
    workflow, task = moderation()
    assert workflow.active
    assert set(task.groups.values_list("name", flat=True)) == {"moderator", "administrator"}
    sync_roles()
    assert moderation() == (workflow, task)


def test_a_tree_without_a_workflow_gets_one(press: Press) -> None:
    moderation()[0].workflow_pages.all().delete()
    sync_roles()
    _new, asked = moderation()
    assert asked.groups.filter(name="moderator").exists()


def test_what_an_editor_submits_waits_for_a_moderator(press: Press, cast: Cast) -> None:
    page = press.story(TITLE, live=False)
    cast.moderator  # noqa: B018  # made now, so that there is somebody to tell
    assert editing(cast.client("editor"), page, "action-submit").status_code == 302
    page.refresh_from_db()
    assert page.current_workflow_state is not None
    assert not page.live
    assert places_with(TITLE, words="คลอง") == []
    assert TITLE in cast.client("moderator").get("/admin/").content.decode()
    assert any("moderator@example.org" in message.to for message in mail.outbox)


@pytest.mark.parametrize("who", ["editor", "member", "lao_officer", "stranger"])
def test_only_a_moderator_may_approve(press: Press, cast: Cast, who: str) -> None:
    page = press.story(TITLE, live=False)
    editing(cast.client("editor"), page, "action-submit")
    approve(page, cast, who)
    assert not StoryPage.objects.get(pk=page.pk).live
    assert found("ริมคลอง") == []
    approve(page, cast, "moderator")
    assert StoryPage.objects.get(pk=page.pk).live
    assert found("ริมคลอง") == [TITLE]


def test_an_editor_cannot_publish_by_any_button(press: Press, cast: Cast) -> None:
    page = press.story(TITLE, live=False)
    editing(cast.client("editor"), page, "action-publish")
    bulk(cast.client("editor"), "publish", [page])
    with pytest.raises(PublishPagePermissionError):
        PublishPageRevisionAction(page.save_revision(), user=cast.editor).execute()
    assert not StoryPage.objects.get(pk=page.pk).live
    assert found("ริมคลอง") == []


def test_a_moderator_may_set_the_day_on_which_a_page_appears(press: Press, cast: Cast) -> None:
    page = press.story(TITLE, live=False)
    answer = editing(cast.client("moderator"), page, "action-publish", go_live_at="2099-01-01 09:00")
    assert answer.status_code == 302
    page.refresh_from_db()
    assert (page.live, page.approved_schedule) == (False, True)
    assert found("ริมคลอง") == []


def test_an_editor_cannot_withdraw_or_delete_what_is_published(press: Press, cast: Cast) -> None:
    page = press.story(TITLE)
    client = cast.client("editor")
    for action in ("unpublish", "delete"):
        client.post(f"/admin/pages/{page.pk}/{action}/")
        bulk(client, action, [page])
    assert StoryPage.objects.get(pk=page.pk).live
    assert Client().get(page.url).status_code == 200


def test_an_editors_change_to_a_published_page_is_seen_only_after_approval(press: Press, cast: Cast) -> None:
    page = press.story(TITLE)
    editing(cast.client("editor"), page, "action-submit", title="ตลาดริมคลองชื่อใหม่")
    assert places_with("ชื่อใหม่", words="ริมคลอง") == []
    approve(page, cast)
    assert "/stories/" in places_with("ชื่อใหม่", words="ริมคลอง")


def test_the_admin_finds_a_thai_word_in_the_middle_of_a_title(press: Press, cast: Cast) -> None:
    press.story(TITLE, live=False)
    answer = cast.client("editor").get("/admin/pages/search/?q=คลอง").content.decode()
    assert TITLE in answer
    assert TITLE not in cast.client("editor").get("/admin/pages/search/?q=ทะเล").content.decode()


def test_the_admin_speaks_thai_to_whoever_reads_thai(press: Press, cast: Cast) -> None:
    assert '<html lang="th"' in cast.client("editor").get("/admin/").content.decode()
