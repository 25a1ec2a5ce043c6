"""An editor is told that a lesson is too short, that a recording needs its words; drafts may wait."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.academy.models import LessonPage
from cms.academy.rules import LEAST_MINUTES, WORDS_A_MINUTE
from cms.blocks.sound import AudioBlock
from media.services import add_file
from tests.academy.ground import course, lesson
from tests.cast import Cast
from tests.pages_made import publish

pytestmark = pytest.mark.django_db

ENOUGH = LEAST_MINUTES * WORDS_A_MINUTE


def text(words: int) -> list[dict[str, str]]:
    """A body of so many words."""
    return [{"type": "text", "value": f"<p>{'water ' * words}</p>"}]


def as_json(words: str) -> str:
    """Words as they stand inside a JSON text."""
    return json.dumps(words)[1:-1]


def test_a_lesson_of_less_than_five_minutes_is_not_published_whichever_way(site: Site) -> None:
    page = course()
    with pytest.raises(ValidationError) as refused:
        publish(page, LessonPage(title="สั้น", body=text(ENOUGH - 1)))
    assert list(refused.value.message_dict) == ["body"]
    assert not LessonPage.objects.filter(live=True).exists()
    assert publish(page, LessonPage(title="พอดี", body=text(ENOUGH))).minutes == LEAST_MINUTES
    assert publish(page, LessonPage(title="หนัง", film_minutes=4, body=text(WORDS_A_MINUTE))).minutes == LEAST_MINUTES


def test_thai_words_are_counted_though_no_space_stands_between_them(site: Site) -> None:
    page = lesson(course(), body=[{"type": "text", "value": "<p>ปลูกผักกินเองทุกวัน</p>"}])
    assert page.reading_words == 5


def test_the_editor_is_told_beside_the_body_keeps_what_was_typed_and_may_keep_a_draft(site: Site, cast: Cast) -> None:
    page = lesson(course())
    client = cast.client("moderator")
    typed = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "",
            "section_title": "",
            "film_minutes": "0",
            "body": streamfield([("text", rich_text("<p>สั้นเกินไป</p>"))]),
            "seo_title": "",
            "search_description": "",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        }
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    refused = client.post(address, {**typed, "action-publish": "1"})
    assert refused.status_code == 200
    shown = refused.content.decode()
    # The editor's script draws it from JSON.
    assert as_json("บทเรียนหนึ่งใช้เวลาอย่างน้อย 5 นาที") in shown
    assert refused.context["form"].instance.body_text() == "สั้นเกินไป"
    assert "too_short" in {error.code for error in refused.context["form"].errors["body"].as_data()}
    page.refresh_from_db()
    assert page.film_minutes == 6
    kept = client.post(address, typed)
    assert kept.status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.film_minutes == 6


def test_a_recording_needs_its_words_and_must_be_sound(site: Site) -> None:
    block = AudioBlock()
    paper = add_file(title="ตัวอักษร", content=b"abc", filename="letters.txt")
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"title": "เสียง", "file": paper.pk, "transcript": " "}))
    problems: Any = refused.value
    assert set(problems.block_errors) == {"file", "transcript"}
    sound = add_file(title="เสียง", content=b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\x00" * 64, filename="said.mp3")
    value = block.clean(block.to_python({"title": "เสียง", "file": sound.pk, "transcript": "สวัสดี"}))
    drawn = block.render(value)
    assert "<audio controls" in drawn
    assert "สวัสดี" in drawn


def test_captions_of_a_film_are_accepted(site: Site) -> None:
    captions = add_file(title="คำบรรยาย", content=b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n", filename="film.vtt")
    assert captions.content_type.startswith("text/vtt")
