"""A figure without its circumstances stays a draft, and the editor is told what is missing."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from pytest_django import Settings
from wagtail.models import Site

from cms.blocks.models import Source
from cms.stories.models import StoryPage
from tests.cast import Cast
from tests.pages.press import Press, found
from tests.pages.ways import bulk, editing

WHOLE = {"label": "รายได้ที่เพิ่มขึ้น", "value": "1200", "unit": "บาท", "period": "2567", "nature": "actual"}
TOLD = {"unit": "ตัวเลขต้องมีหน่วย", "period": "ตัวเลขต้องมีช่วงเวลา", "source": "ตัวเลขต้องมีแหล่งที่มา"}


@pytest.fixture
def press(site: Site, settings: Settings, tmp_path: Path) -> Press:
    """Writes and publishes pages, with a folder of its own for their files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Press(site)


@pytest.fixture
def source(db: None) -> Source:
    """A document to quote."""
    made: Source = Source.objects.create(key="000", title_th="รายงาน", title_en="Report")
    return made


def posted(**fields: str) -> dict[str, str]:
    """What the editor's form sends for a body of one figure."""
    brick = {f"body-0-value-{name}": value for name, value in fields.items()}
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "metric",
        "body-0-id": "",
        **brick,
    }


def told(answer: Any) -> dict[str, list[str]]:
    """The messages beside the figure's fields."""
    errors = answer.context["form"].errors["body"].as_data()[0].block_errors[0].block_errors
    return {field: error.messages for field, error in errors.items()}


@pytest.mark.parametrize("missing", ["unit", "period", "source"])
def test_a_figure_without_this_is_not_published_and_the_editor_is_told(
    press: Press, cast: Cast, source: Source, missing: str
) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    fields = {**WHOLE, "source": str(source.pk)} | {missing: ""}
    answer = editing(cast.client("moderator"), page, "action-publish", **posted(**fields))
    assert answer.status_code == 200
    assert told(answer) == {missing: [TOLD[missing]]}
    assert answer.context["form"]["body"].value()[0].value["label"] == "รายได้ที่เพิ่มขึ้น"
    kept = StoryPage.objects.get(pk=page.pk)
    assert not kept.live
    assert len(kept.body) == 0
    assert found("รายได้") == []


def test_a_whole_figure_is_published_with_its_source(press: Press, cast: Cast, source: Source) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    fields = posted(**WHOLE, source=str(source.pk))
    assert editing(cast.client("moderator"), page, "action-publish", **fields).status_code == 302
    kept = StoryPage.objects.get(pk=page.pk)
    assert kept.live
    html = cast.client("visitor").get(kept.url).content.decode()
    assert "1,200" in html
    assert "รายงาน" in html


def test_a_figure_that_is_not_yet_whole_can_be_kept_as_a_draft(press: Press, cast: Cast) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    answer = editing(
        cast.client("editor"), page, "action-draft", **posted(label="รายได้", value="1200", nature="actual")
    )
    assert answer.status_code == 302
    draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body[0].value["label"] == "รายได้"
    assert not draft.live


def test_a_figure_that_is_not_whole_does_not_reach_moderation(press: Press, cast: Cast) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    answer = editing(
        cast.client("editor"), page, "action-submit", **posted(label="รายได้", value="1200", nature="actual")
    )
    assert answer.status_code == 200
    assert set(told(answer)) == {"unit", "period", "source"}
    assert StoryPage.objects.get(pk=page.pk).current_workflow_state is None


HALF = {"label": "รายได้", "value": "1200", "nature": "actual"}


def test_a_draft_with_a_half_figure_is_published_by_no_other_way(press: Press, cast: Cast) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    editing(cast.client("editor"), page, "action-draft", **posted(**HALF))
    page.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        page.get_latest_revision().publish()
    assert set(refused.value.message_dict["body"]) == set(TOLD.values())
    answer = bulk(cast.client("moderator"), "publish", [page])
    assert answer.status_code == 302
    told_of = [str(message) for message in get_messages(answer.wsgi_request)]
    assert len(told_of) == 1
    assert all(sentence in told_of[0] for sentence in TOLD.values())
    assert not StoryPage.objects.get(pk=page.pk).live
    assert found("รายได้") == []


def test_a_page_in_moderation_cannot_be_made_half_again(press: Press, cast: Cast) -> None:
    page = press.story("เรื่องของตัวเลข", live=False)
    assert editing(cast.client("editor"), page, "action-submit").status_code == 302
    page.refresh_from_db()
    answer = editing(cast.client("moderator"), page, "action-draft", **posted(**HALF))
    assert answer.status_code == 200
    assert set(told(answer)) == set(TOLD)


def test_a_live_page_may_have_a_draft_with_a_half_figure(press: Press, cast: Cast) -> None:
    page = press.story("เรื่องของตัวเลข")
    assert editing(cast.client("editor"), page, "action-draft", **posted(**HALF)).status_code == 302
    assert len(StoryPage.objects.get(pk=page.pk).body) == 0
    assert len(StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object().body) == 1
