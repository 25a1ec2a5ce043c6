"""Every brick shows itself, says what it is for and refuses what is half said."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template, render_to_string
from pytest_django import Settings
from wagtail.blocks import Block, StreamBlock
from wagtail.models import PageViewRestriction, Site

from cms.blocks.media import VideoBlock
from cms.blocks.menus import body_blocks, words_of
from cms.blocks.rules import amount_problem, missing_circumstances, video_address, written
from tests.cast import Cast
from tests.pages.press import Press

BODY = StreamBlock(body_blocks())
BRICKS = dict(BODY.child_blocks.items())


@pytest.fixture
def press(site: Site, settings: Settings, tmp_path: Path) -> Press:
    """Writes and publishes pages, with a folder of its own for their files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Press(site)


def stream(name: str, value: Any) -> Any:
    """A body of one brick."""
    return BODY.to_python([{"type": name, "value": value}])


def problems(name: str, value: Any) -> dict[str, str]:
    """What is wrong with a brick: the field, and the rule's name; empty where nothing is."""
    block = BRICKS[name]
    try:
        block.clean(block.to_python(value))
    except ValidationError as error:
        return {field: one.code for field, one in error.block_errors.items()}  # type: ignore[attr-defined]  # a StructBlock's error has it
    return {}


@pytest.mark.parametrize("name", BRICKS)
def test_a_brick_says_what_it_is_and_has_a_template(name: str) -> None:
    brick: Block = BRICKS[name]
    assert brick.get_description()
    assert brick.label
    assert brick.meta.group
    assert get_template(brick.meta.template)


@pytest.mark.parametrize("name", BRICKS)
def test_a_brick_shows_a_living_preview_to_editors_with_and_without_pictures(
    press: Press, cast: Cast, name: str
) -> None:
    brick: Block = BRICKS[name]
    assert brick.is_previewable
    client = cast.client("editor")
    for _time in range(2):
        answer = client.get("/admin/block-preview/", {"id": brick.definition_prefix})
        assert answer.status_code == 200
        assert "static/css/content" in answer.content.decode()
        press.story("มีภาพและเอกสาร", cover=press.photo(), body=[document(press)])


def document(press: Press) -> dict[str, Any]:
    """A brick with a document."""
    return {"type": "document", "value": {"file": press.file().pk, "text": "รายงาน"}}


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("text", "<h2>หัวข้อ</h2><p>ข้อความ</p>", "<h2>หัวข้อ</h2>"),
        ("quote", {"text": "คำพูด", "by": "ป้า", "role": ""}, "<blockquote><p>คำพูด</p>"),
        ("callout", {"tone": "warn", "title": "ระวัง", "text": "<p>น้ำ</p>"}, 'class="callout is-warn"'),
        ("steps", {"heading": "", "steps": [{"title": "หนึ่ง", "text": "ทำ"}]}, "<strong>หนึ่ง</strong>"),
        ("link", {"address": "https://example.org/", "text": "อ่านต่อ"}, 'href="https://example.org/"'),
        (
            "table",
            {
                "caption": "ตาราง",
                "note": "",
                "table": {
                    "columns": [{"type": "text", "heading": "ก"}, {"type": "text", "heading": "ข"}],
                    "rows": [{"values": ["1", "<b>"]}],
                },
            },
            '<th scope="row">1</th><td>&lt;b&gt;</td>',
        ),
        (
            "video",
            {"title": "หนัง", "address": "https://youtu.be/aaaaaaaaaaa"},
            "youtube-nocookie.com/embed/aaaaaaaaaaa",
        ),
    ],
)
def test_a_brick_shows_what_it_holds(press: Press, name: str, value: Any, seen: str) -> None:
    assert seen in stream(name, value).render_as_block()


def test_no_brick_brings_style_or_script(press: Press) -> None:
    for name, brick in BRICKS.items():
        html = brick.render(brick.get_preview_value())
        assert "style=" not in html, name
        assert "<script" not in html, name


def test_the_words_of_bricks_are_found_and_their_html_is_not(press: Press) -> None:
    body = BODY.to_python(
        [
            {"type": "text", "value": "<p>ข้าว<b>หอม</b></p><p>ปลา</p>"},
            {"type": "quote", "value": {"text": "คำพูด", "by": "ป้า", "role": ""}},
            {"type": "metric", "value": {"label": "รายได้", "value": "5", "unit": "บาท"}},
        ]
    )
    words = words_of(body)
    assert "ข้าวหอม" in words
    assert "หอมปลา" not in words
    assert "คำพูด" in words
    assert "รายได้" in words
    assert "<" not in words


class TestFigures:
    """A figure has its circumstances."""

    @pytest.mark.parametrize("missing", ["unit", "period"])
    def test_a_figure_names_what_it_lacks(self, press: Press, missing: str) -> None:
        whole = {"label": "รายได้", "value": "5", "unit": "บาท", "period": "2567", "nature": "actual"}
        assert problems("metric", {**whole, missing: ""}) == {missing: f"no_{missing}", "source": "no_source"}

    @pytest.mark.parametrize(
        ("amount", "problem"),
        [
            ({}, "none"),
            ({"value": 0}, None),
            ({"value": 5, "low": 1}, "both"),
            ({"low": 1}, "half"),
            ({"high": 1}, "half"),
            ({"low": 2, "high": 2}, "order"),
            ({"low": 3, "high": 2}, "order"),
            ({"low": -1, "high": 2}, None),
        ],
    )
    def test_an_amount_is_one_value_or_one_whole_range(self, amount: dict[str, int], problem: str | None) -> None:
        numbers = {name: Decimal(value) for name, value in amount.items()}
        assert amount_problem(numbers) == problem

    def test_every_circumstance_is_named(self) -> None:
        assert missing_circumstances({}) == ["unit", "period", "source"]
        assert missing_circumstances({"unit": "บาท", "period": "2567", "source": object()}) == []

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("4000", "4,000"),
            ("3.50", "3.5"),
            ("1000000.00", "1,000,000"),
            ("0", "0"),
            ("-12.5", "-12.5"),
            ("1E+3", "1,000"),
        ],
    )
    def test_a_number_is_written_as_in_a_sentence(self, number: str, text: str) -> None:
        assert written(Decimal(number)) == text


class TestFilms:
    """Only players that are known, only by https."""

    @pytest.mark.parametrize(
        ("address", "player"),
        [
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
            ("http://youtu.be/dQw4w9WgXcQ", None),
            ("https://youtu.be/short", None),
            ("https://youtu.be/", None),
            ("https://www.youtube.com/watch", None),
            ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None),
            ("https://evil.example/?u=https://youtu.be/dQw4w9WgXcQ", None),
            ("https://vimeo.com/../76979871", None),
            ("javascript:alert(1)", None),
            ("https://[", None),
            ("", None),
        ],
    )
    def test_an_address_becomes_its_player(self, address: str, player: str | None) -> None:
        assert video_address(address) == player

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ({"title": "หนัง"}, "one_film"),
            ({"title": "หนัง", "address": "https://example.org/"}, "player"),
            ({"title": "หนัง", "address": "https://youtu.be/dQw4w9WgXcQ"}, None),
        ],
    )
    def test_a_film_is_named_once_and_can_be_played(
        self, press: Press, value: dict[str, str], code: str | None
    ) -> None:
        assert problems("video", value).get("address") == code

    def test_captions_claim_no_language_that_nobody_gave(self) -> None:
        film = {"title": "Film", "file": {"url": "/f.mp4"}, "captions": {"url": "/f.vtt"}}
        html = render_to_string("blocks/video.html", {"self": film})
        assert '<track kind="captions" src="/f.vtt" label=' in html
        assert "srclang" not in html

    def test_a_foreign_player_is_loaded_only_when_asked(self, press: Press) -> None:
        block = VideoBlock()
        html = block.render(block.to_python({"title": "หนัง", "address": "https://youtu.be/dQw4w9WgXcQ"}))
        assert "<iframe" not in html


class TestLinks:
    """A link leads to one of our pages or to an address."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ({}, {"address": "one_target"}),
            ({"address": "https://example.org/"}, {"text": "words"}),
            ({"address": "https://example.org/", "text": "ไป"}, {}),
        ],
    )
    def test_a_link_needs_one_target_and_words(
        self, press: Press, value: dict[str, str], expected: dict[str, str]
    ) -> None:
        assert problems("link", value) == expected

    def test_two_targets_are_one_too_many(self, press: Press) -> None:
        value = {"page": press.home.pk, "address": "https://example.org/", "text": "ไป"}
        assert problems("link", value) == {"address": "one_target"}

    def test_a_link_to_a_page_takes_its_title(self, press: Press) -> None:
        page = press.page("คู่มือ")
        html = stream("link", {"page": page.pk}).render_as_block()
        assert f'href="{page.url}"' in html
        assert "คู่มือ" in html

    @pytest.mark.parametrize("how", ["unpublished", "deleted", "restricted"])
    def test_a_link_to_what_visitors_may_not_see_is_not_shown(self, press: Press, how: str) -> None:
        page = press.page("หน้าลับ")
        if how == "unpublished":
            page.unpublish()
        elif how == "deleted":
            page.delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert "หน้าลับ" not in stream("link", {"page": page.pk}).render_as_block()
