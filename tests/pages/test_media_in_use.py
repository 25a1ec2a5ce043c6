"""A picture or document is public as long as something published shows it, and not a moment longer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.stories.models import StoryPage
from media.models import File, Photo
from media.queries import rendition_url
from media.rendering import render
from tests.pages.press import Press, is_public, publish

Body = list[dict[str, Any]]


def _brick(photo: Photo) -> Body:
    return [{"type": "picture", "value": {"photo": photo.pk, "caption": ""}}]


def _gallery(photo: Photo) -> Body:
    pictures = [{"photo": photo.pk, "caption": "ก"}, {"photo": photo.pk, "caption": "ข"}]
    return [{"type": "gallery", "value": {"heading": "", "pictures": pictures}}]


def _columns(photo: Photo) -> Body:
    return [
        {"type": "columns", "value": {"first": _brick(photo), "second": [{"type": "text", "value": "<p>ข้าง ๆ</p>"}]}}
    ]


def _document(file: File) -> Body:
    return [{"type": "document", "value": {"file": file.pk, "text": ""}}]


def _rich_text(file: File) -> Body:
    return [{"type": "text", "value": f'<p>อ่าน <a linktype="document" id="{file.pk}">รายงาน</a></p>'}]


def _video(file: File) -> Body:
    return [{"type": "video", "value": {"title": "หนัง", "file": file.pk, "address": ""}}]


@pytest.mark.parametrize("place", [_brick, _gallery, _columns], ids=["brick", "gallery", "columns"])
def test_a_picture_in_the_body_is_public_exactly_while_the_page_is(
    press: Press, place: Callable[[Photo], Body]
) -> None:
    photo = press.photo()
    page = press.story("เรื่อง", live=False, body=place(photo))
    assert not is_public(photo)
    publish(page)
    assert is_public(photo)
    page.unpublish()
    assert not is_public(photo)


@pytest.mark.parametrize("place", [_document, _rich_text, _video], ids=["brick", "rich text", "video"])
def test_a_document_in_the_body_is_public_exactly_while_the_page_is(
    press: Press, place: Callable[[File], Body]
) -> None:
    file = press.file()
    page = press.story("เรื่อง", live=False, body=place(file))
    assert Client().get(file.url).status_code in {403, 404}
    publish(page)
    assert Client().get(file.url).status_code == 200
    page.unpublish()
    assert Client().get(file.url).status_code in {403, 404}


def test_the_address_of_a_withdrawn_picture_answers_no_more(
    press: Press, django_capture_on_commit_callbacks: Any
) -> None:
    photo = press.photo()
    page = press.story("เรื่อง", cover=photo)
    render(photo.pk)
    address = rendition_url(Photo.objects.get(pk=photo.pk), "card")
    assert Client().get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert Client().get(address).status_code == 404


def test_a_picture_that_another_page_shows_stays_public(press: Press) -> None:
    photo = press.photo()
    first, second = press.story("หนึ่ง", cover=photo), press.story("สอง", body=_brick(photo))
    first.unpublish()
    assert is_public(photo)
    second.delete()
    assert not is_public(photo)


def test_a_picture_taken_off_a_page_is_private_again(press: Press) -> None:
    old, new = press.photo("เก่า"), press.photo("ใหม่")
    page = press.story("เรื่อง", cover=old)
    page.cover = new
    publish(page)
    assert not is_public(old)
    assert is_public(new)


def test_the_picture_of_a_draft_of_a_live_page_stays_private(press: Press) -> None:
    shown, planned = press.photo("เดิม"), press.photo("แผน")
    page = press.story("เรื่อง", cover=shown)
    draft = StoryPage.objects.get(pk=page.pk)
    draft.cover = planned
    draft.body = _brick(planned)
    draft.save_revision()
    assert is_public(shown)
    assert not is_public(planned)


def test_a_translation_keeps_the_picture_public_when_the_thai_page_goes(press: Press) -> None:
    photo = press.photo()
    thai = press.story("เรื่อง", cover=photo)
    english = press.story("Story", of=thai, cover=photo)
    thai.delete()
    assert is_public(photo)
    english.unpublish()
    assert not is_public(photo)
