"""An enterprise adds a product with a photo from its phone, and everybody finds it at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import findings
from tests.journeys.buying import PHONE
from tests.journeys.showroom import MUSHROOMS
from tests.media.samples import jpeg_from_a_phone

DESK = "/shop/desk/journey-mushrooms"


@pytest.mark.parametrize("with_javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_product_added_with_a_photo_is_found_at_once(
    visit: Callable[..., Page], signed_in: Callable[..., Page], with_javascript: bool
) -> None:
    name = "ไข่เค็มเดินทาง" if with_javascript else "กล้วยตากเดินทาง"
    seller = signed_in(MUSHROOMS, viewport=PHONE, java_script_enabled=with_javascript)
    seller.goto("/shop/desk/")
    seller.get_by_role("link", name="เพิ่มสินค้า").click()
    photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": jpeg_from_a_phone()}
    seller.get_by_label("ถ่ายรูป").set_input_files(photo)  # type: ignore[arg-type]  # Playwright's own kind of dict
    seller.get_by_label("ชื่อภาษาไทย").fill(name)
    seller.get_by_label("ชื่อภาษาอังกฤษ").fill(f"Journey product {with_javascript}")
    seller.get_by_label("หมวดสินค้า").select_option("อาหาร")
    seller.get_by_label("ราคา (บาท)").fill("๙๐")
    seller.get_by_label("จำนวนที่มี").fill("12")
    seller.get_by_role("button", name="บันทึกและเผยแพร่").click()
    seller.wait_for_url(re.compile(r"/products/journey-product-"))
    expect(seller.get_by_role("status")).to_contain_text("ทุกคนเห็นได้")

    visitor = visit(viewport=PHONE)
    visitor.goto(f"/search/?q={name[:6]}")
    visitor.get_by_role("link", name=name).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(name)
    expect(visitor.locator("main")).to_contain_text("฿90")
    # The worker draws the picture; until then its place is kept.
    expect(visitor.locator("main picture img, main .photo-pending").first).to_be_visible()


def test_axe_finds_nothing_at_the_desk(signed_in: Callable[..., Page]) -> None:
    seller = signed_in(MUSHROOMS, viewport=PHONE, reduced_motion="reduce")
    for place in ("", "orders/", "products/", "products/new/", "terms/", "enterprise/", "members/", "questions/"):
        seller.goto(f"{DESK}/{place}")
        assert findings(seller) == [], place
        assert seller.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
