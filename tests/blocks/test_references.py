"""A page shows things of other areas as they are now, by reference, and nothing of what was withdrawn."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings
from wagtail.blocks import StreamBlock
from wagtail.models import Site

from cms.blocks.menus import body_blocks, words_of
from cms.blocks.references import ThingBlock
from cms.pages.models import SepPage
from cms.stories.models import StoryPage
from search.memory import Memory
from shop.catalogue.models import Product
from shop.catalogue.services import withdraw
from tests.cast import Cast
from tests.pages.press import Press
from tests.shop.ground import enterprise, product

BODY = StreamBlock(body_blocks())
STORY = ThingBlock(kinds=("story",))


@pytest.fixture
def press(site: Site, settings: Settings, tmp_path: Any) -> Press:
    """Writes and publishes pages, with a folder of its own for their files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Press(site)


@pytest.fixture
def goods(cast: Cast) -> Product:
    """A product that visitors see."""
    return product(enterprise(cast))


def brick(kind: str, key: object) -> dict[str, Any]:
    """As a stream stores it."""
    return {"type": kind, "value": {"kind": kind, "key": str(key)}}


def read(page: SepPage) -> str:
    """What a visitor reads there."""
    answer = Client().get(page.url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_page_shows_a_story_and_a_product_as_cards(press: Press, goods: Product) -> None:
    photo = press.photo("ป้าทองใบ")
    story = press.story("ป้าทองใบปลูกผัก", summary="ปลูกไว้กินก่อน", cover=photo)
    html = read(press.page("หน้า", body=[brick("story", story.pk), brick("product", goods.pk)]))
    assert f'href="{story.url}"' in html
    assert "ปลูกไว้กินก่อน" in html
    assert "photo-pending" in html  # the worker has not drawn it yet
    assert f'href="/shop/product/{goods.slug}/"' in html
    assert "120" in html


def test_the_card_speaks_the_pages_language(press: Press) -> None:
    thai = press.story("ป้าทองใบ")
    english = press.story("Aunt Thongbai", of=thai)
    page = press.page("Elsewhere", parent=press.home_en, body=[brick("story", thai.pk)])
    html = read(page)
    assert "Aunt Thongbai" in html
    assert f'href="{english.url}"' in html
    assert "ป้าทองใบ" not in html


@pytest.mark.parametrize("how", ["withdrawn", "never was", "of no kind", "not a reference"])
def test_visitors_see_nothing_of_what_is_not_there_and_the_rest_of_the_page_stays(press: Press, how: str) -> None:
    story = press.story("เรื่องที่ถูกถอน")
    values = {
        "withdrawn": {"kind": "story", "key": str(story.pk)},
        "never was": {"kind": "story", "key": "999999"},
        "of no kind": {"kind": "secret", "key": "1"},
        "not a reference": "story:1",
    }
    page = press.page("หน้า")
    page.body = json.dumps([{"type": "story", "value": values[how]}, {"type": "text", "value": "<p>ข้อความที่เหลือ</p>"}])
    page.save(clean=False)
    story.unpublish()
    html = read(page)
    assert "ข้อความที่เหลือ" in html
    assert "เรื่องที่ถูกถอน" not in html
    assert "ไม่เป็นสาธารณะแล้ว" not in html


def test_what_is_withdrawn_leaves_a_page_that_was_kept(press: Press) -> None:
    story = press.story("เรื่องที่จะถูกถอน")
    page = press.page("หน้า", body=[brick("story", story.pk)])
    assert "เรื่องที่จะถูกถอน" in read(page)
    story.unpublish()
    assert "เรื่องที่จะถูกถอน" not in read(page)


def test_a_product_that_is_taken_off_leaves_the_page(press: Press, goods: Product) -> None:
    page = press.page("หน้า", body=[brick("product", goods.pk)])
    assert goods.name_th in read(page)
    withdraw(product=goods, actor=None)
    assert goods.name_th not in read(page)


def test_a_preview_says_that_something_is_gone(press: Press) -> None:
    story = press.story("เรื่องที่ถูกถอน")
    page = press.page("หน้า", body=[brick("story", story.pk)])
    story.unpublish()
    assert "ไม่เป็นสาธารณะแล้ว" in page.make_preview_request().content.decode()


@pytest.mark.parametrize("many", [2, 6])
def test_however_many_things_a_page_shows_they_are_looked_up_together(press: Press, many: int) -> None:
    photo = press.photo()
    stories = [press.story(f"เรื่อง {number}", cover=photo) for number in range(many)]
    stream = BODY.to_python([brick("story", story.pk) for story in stories])
    with CaptureQueriesContext(connection) as queries:
        html = stream.render_as_block()
    assert html.count("<article") == many
    assert len(queries) <= 3  # the things, their pictures, these pictures' sizes


def test_a_later_visit_asks_nothing(press: Press, remembering: Memory) -> None:
    story = press.story("เรื่อง")
    page = press.page("หน้า", body=[brick("story", story.pk)])
    read(page)
    with CaptureQueriesContext(connection) as queries:
        read(page)
    assert not [one for one in queries if "search_entry" in one["sql"] and '"key"' in one["sql"]]


def test_its_words_are_the_other_things(press: Press) -> None:
    story = press.story("เรื่องของคนอื่น")
    assert words_of(BODY.to_python([brick("story", story.pk)])) == ""


def test_programs_read_the_reference_and_what_it_names(press: Press) -> None:
    story = press.story("เรื่อง", summary="สรุป")
    seen = STORY.get_api_representation(STORY.to_python({"kind": "story", "key": str(story.pk)}))
    shows = {"title": "เรื่อง", "summary": "สรุป", "url": story.url, "language": "th"}
    assert seen == {"kind": "story", "key": str(story.pk), "thing": shows}
    story.unpublish()
    gone = STORY.get_api_representation(STORY.to_python({"kind": "story", "key": str(story.pk)}))
    assert gone == {"kind": "story", "key": str(story.pk), "thing": None}
    assert STORY.get_api_representation(None) is None


class TestInTheEditor:
    """What was chosen stands in the form, is kept, and nonsense is refused."""

    def state(self, story: StoryPage) -> Any:
        """What the chooser is told."""
        return STORY.get_form_state(STORY.to_python({"kind": "story", "key": str(story.pk)}))

    def test_the_chooser_shows_title_and_kind(self, press: Press) -> None:
        story = press.story("ป้าทองใบ")
        shows = {"id": f"story:{story.pk}", "title": "ป้าทองใบ · เรื่องเล่า", "edit_url": story.url}
        assert self.state(story) == shows
        with translation.override("en"):
            assert self.state(story)["title"] == "ป้าทองใบ · Stories"

    def test_the_chooser_says_that_something_is_withdrawn_and_keeps_it(self, press: Press) -> None:
        story = press.story("ป้าทองใบ")
        story.unpublish()
        state = self.state(story)
        assert state["id"] == f"story:{story.pk}"
        assert "ผู้เยี่ยมชมไม่เห็น" in state["title"]
        assert "ป้าทองใบ" not in state["title"]

    def test_what_was_chosen_survives_saving(self, press: Press, cast: Cast) -> None:
        story = press.story("ป้าทองใบ")
        value = STORY.value_from_datadict({"x": f"story:{story.pk}"}, {}, "x")
        assert STORY.get_prep_value(STORY.clean(value)) == {"kind": "story", "key": str(story.pk)}

    @pytest.mark.parametrize(
        "typed",
        ["nonsense", "product:1", "story:", ":1", "story:" + "1" * 101, "story:a\0b"],
        ids=["nonsense", "other-kind", "no-key", "no-kind", "long", "nul"],
    )
    def test_nonsense_is_refused_beside_the_field(self, db: None, typed: str) -> None:
        with pytest.raises(ValidationError) as caught:
            STORY.clean(STORY.value_from_datadict({"x": typed}, {}, "x"))
        assert caught.value.messages == ["เลือกจากรายการ"]

    def test_a_brick_with_nothing_chosen_is_refused(self, db: None) -> None:
        with pytest.raises(ValidationError):
            STORY.clean(STORY.value_from_datadict({"x": ""}, {}, "x"))

    def test_the_page_editor_offers_both_bricks(self, press: Press, cast: Cast) -> None:
        page = press.page("หน้า")
        html = cast.client("editor").get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert "/admin/things/choose/?kind=story" in html
        assert "/admin/things/choose/?kind=product" in html
