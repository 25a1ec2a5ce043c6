"""The admin's first page says what waits, to each what they may do something about."""

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from cms.accounts.models import User
from cms.home.services import receive_message
from cms.operations.dashboard import waiting_for
from cms.operations.models import DueRun
from tests.cast import Cast
from tests.pages.press import Press
from tests.pages.ways import editing

TITLE = "ตลาดริมคลองบ้านสวน"


def counts(user: User) -> dict[str, int]:
    """How many of what wait, by the line's icon."""
    return {line.icon: line.count for line in waiting_for(user)}


@pytest.fixture
def busy(site: Site, cast: Cast) -> Press:
    """A draft of the editor's, a page of theirs in moderation, a message and a job that failed."""
    press = Press(site)
    client = cast.client("editor")
    assert editing(client, press.story(TITLE, live=False), "action-submit").status_code == 302
    # Any button that is not one of the others keeps a draft.
    assert editing(client, press.story("ร่างของฉัน", live=False), "action-draft").status_code == 302
    receive_message(name="ป้า", email="a@example.org", subject="ถาม", text="ถามหน่อย", language="th")
    DueRun.objects.create(name="x", error="Interrupted")
    return press


def test_a_moderator_is_told_what_to_decide_and_to_answer(busy: Press, cast: Cast) -> None:
    assert counts(cast.moderator) == {"success": 1, "mail": 1, "warning": 1}


def test_an_editor_is_told_of_their_own_drafts_only(busy: Press, cast: Cast) -> None:
    assert counts(cast.editor) == {"edit": 1}


def test_an_administrator_is_told_of_everything_but_drafts_of_others(busy: Press, cast: Cast) -> None:
    assert counts(cast.administrator) == {"success": 1, "mail": 1, "warning": 1}


def test_the_first_page_of_the_admin_shows_the_lines_and_the_drafts_by_name(busy: Press, cast: Cast) -> None:
    editor = cast.client("editor").get("/admin/").content.decode()
    assert "ร่างของฉัน" in editor
    assert "contact_messages" not in editor
    assert "/admin/messages/" not in editor
    moderator = cast.client("moderator").get("/admin/").content.decode()
    assert TITLE in moderator
    assert "/admin/messages/?state=new" in moderator
    assert "/admin/reports/failed-tasks/" in moderator


def test_nothing_waits_in_an_empty_house(site: Site, cast: Cast) -> None:
    assert counts(cast.moderator) == {}
    assert "ไม่มีงานรอคุณอยู่" in cast.client("moderator").get("/admin/").content.decode()


def test_counting_costs_a_query_for_each_line(
    busy: Press, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = User.objects.get(pk=cast.administrator.pk)
    with django_assert_max_num_queries(16):
        waiting_for(user)
