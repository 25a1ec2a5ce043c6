"""Moves, new slugs and restrictions reach everything that stands below."""

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from search.models import Entry
from tests.cast import Cast
from tests.pages.press import Press, found, index_is_true, is_public, places_with, publish
from tests.pages.ways import IndexIsBrokenError, broken_index, bulk

pytestmark = pytest.mark.every_database


def urls(*pages: Page) -> list[str]:
    """The addresses that search gives for these pages."""
    return [Entry.objects.get(kind="page", key=str(page.pk)).url for page in pages]


def test_a_new_slug_changes_the_address_of_everything_below_in_search_too(press: Press) -> None:
    top = press.page("คู่มือ")
    child = press.page("บัญชีครัวเรือน", parent=top)
    grandchild = press.page("ตัวอย่างบัญชี", parent=child)
    top.slug = "ตำรา"
    publish(top)
    for page in (top, child, grandchild):
        page.refresh_from_db()
        assert Client().get(page.url).status_code == 200
    assert urls(top, child, grandchild) == [top.url, child.url, grandchild.url]
    assert grandchild.url_path.startswith("/home/ตำรา/")
    index_is_true()


def test_a_new_slug_that_cannot_be_indexed_changes_nothing(press: Press) -> None:
    top = press.page("คู่มือ")
    child = press.page("บัญชีครัวเรือน", parent=top)
    before = urls(top, child)
    top.slug = "ตำรา"
    with broken_index("page"), pytest.raises(IndexIsBrokenError):
        publish(top)
    assert Page.objects.get(pk=top.pk).slug == "คู่มือ"
    assert Page.objects.get(pk=child.pk).url_path == child.url_path
    assert urls(top, child) == before
    index_is_true()


@pytest.mark.parametrize("how", ["move", "admin", "bulk"])
def test_a_moved_page_is_found_at_its_new_address(press: Press, cast: Cast, how: str) -> None:
    old, new = press.page("ที่เดิม"), press.page("ที่ใหม่")
    page = press.page("เอกสาร", parent=old)
    below = press.page("ภาคผนวก", parent=page)
    gone = below.url
    client = cast.client("administrator")
    if how == "move":
        page.move(new, pos="last-child")
    elif how == "admin":
        assert client.post(f"/admin/pages/{page.pk}/move/{new.pk}/confirm/").status_code == 302
    else:
        assert bulk(client, "move", [page], chooser=str(new.pk), move_applicable="on").status_code == 302
    below.refresh_from_db()
    assert below.url_path == "/home/ที่ใหม่/เอกสาร/ภาคผนวก/"
    assert urls(below) == [below.url]
    # Who has the old address is led to the new one.
    assert Client().get(gone)["Location"] == below.url
    index_is_true()


def test_a_move_that_cannot_be_indexed_does_not_happen(press: Press) -> None:
    old, new = press.page("ที่เดิม"), press.page("ที่ใหม่")
    page = press.page("เอกสาร", parent=old)
    with broken_index("page"), pytest.raises(IndexIsBrokenError):
        page.move(new, pos="last-child")
    kept = Page.objects.get(pk=page.pk)
    assert kept.url_path == "/home/ที่เดิม/เอกสาร/"
    assert kept.get_parent().pk == old.pk
    index_is_true()


def test_a_restriction_above_takes_everything_below_out_of_sight_and_its_end_brings_it_back(press: Press) -> None:
    photo = press.photo()
    top = press.page("ห้องใน")
    page = press.page("บันทึกการประชุมลับ", parent=top, cover=photo)
    assert is_public(photo)
    restriction = PageViewRestriction.objects.create(page=top, restriction_type=PageViewRestriction.LOGIN)
    assert places_with("บันทึกการประชุมลับ", words="ประชุม") == []
    assert found("ประชุม") == []
    assert not is_public(photo)
    assert "บันทึกการประชุมลับ" not in Client().get(page.url, follow=True).content.decode()
    index_is_true()
    restriction.delete()
    assert found("ประชุม") == ["บันทึกการประชุมลับ"]
    assert is_public(photo)
    assert "/sitemap-pages.xml" in places_with(f"<loc>http://127.0.0.1:8000{page.url}</loc>")
    index_is_true()


def test_a_page_published_below_a_restriction_is_never_seen(press: Press) -> None:
    photo = press.photo()
    top = press.page("ห้องใน")
    PageViewRestriction.objects.create(page=top, restriction_type=PageViewRestriction.LOGIN)
    press.page("บันทึกการประชุมลับ", parent=top, cover=photo)
    assert found("ประชุม") == []
    assert not is_public(photo)
    index_is_true()


def test_a_page_moved_below_a_restriction_goes_out_of_sight(press: Press) -> None:
    photo = press.photo()
    top = press.page("ห้องใน")
    PageViewRestriction.objects.create(page=top, restriction_type=PageViewRestriction.LOGIN)
    page = press.page("บันทึกการประชุมลับ", cover=photo)
    page.move(top, pos="last-child")
    assert found("ประชุม") == []
    assert not is_public(photo)
    index_is_true()


@pytest.mark.parametrize("typed", [True, False])
def test_deleting_a_restricted_page_makes_none_of_its_pictures_public(press: Press, typed: bool) -> None:
    photo, below = press.photo(), press.photo("หลังบ้าน")
    top = press.page("ห้องใน", cover=photo)
    press.page("บันทึกการประชุมลับ", parent=top, cover=below)
    PageViewRestriction.objects.create(page=top, restriction_type=PageViewRestriction.LOGIN)
    (top if typed else Page.objects.get(pk=top.pk)).delete()
    assert not is_public(photo)
    assert not is_public(below)
    assert found("ประชุม") == []
    index_is_true()


def test_deleting_a_page_takes_everything_below_with_it(press: Press) -> None:
    photo = press.photo()
    top = press.page("คู่มือ")
    press.page("บัญชีครัวเรือน", parent=press.page("บท", parent=top), cover=photo)
    top.delete()
    assert found("บัญชีครัวเรือน") == []
    assert not is_public(photo)
    index_is_true()
