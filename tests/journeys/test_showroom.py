"""The showroom on a phone: from a story to a product that is bought, paid, sent and told of; two sellers in one purchase."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import buying
from tests.journeys.buying import PHONE
from tests.journeys.house import House
from tests.journeys.showroom import MUSHROOMS, WEAVERS

READER, GUEST = "reader@example.org", "guest@example.org"
REFERENCE = "014242082547BPM04999"


def the_story(house: House) -> str:
    """The address of the story that tells of the mushroom growers."""
    query = """
        SELECT url FROM search_entry JOIN shop_enterprises_enterprise ON story_key = search_entry.key
        WHERE search_entry.kind = 'story' AND locale = 'th' AND slug = 'journey-mushrooms'"""
    return str(house.rows(query)[0][0])


def confirm_and_send(seller: Page, number: str) -> None:
    """At the desk: look at the slip, confirm the money, send the parcel with its number."""
    seller.goto("/shop/desk/")
    slip = seller.get_by_role("article").filter(has_text=number)
    expect(slip).to_contain_text("ตรวจด้วยเครื่องแล้ว")
    expect(slip).to_contain_text(REFERENCE)
    slip.get_by_text("ดูสลิป").click()
    expect(slip.locator("img")).to_have_js_property("naturalWidth", 720)
    slip.get_by_text("ได้รับเงินแล้ว", exact=True).click()
    slip.get_by_role("button", name="ใช่ ยืนยันว่าได้รับเงิน").click()
    seller.wait_for_load_state()
    parcel = seller.get_by_role("article").filter(has_text=number)
    expect(parcel).to_contain_text("ตำบลในเมือง อำเภอเมืองขอนแก่น")
    parcel.get_by_text("ส่งแล้ว ใส่เลขพัสดุ").click()
    parcel.get_by_label("ขนส่ง", exact=True).select_option("Flash Express")
    parcel.get_by_label("เลขพัสดุ").fill("th01 2345 6789 a")
    parcel.get_by_role("button", name="ยืนยันว่าส่งแล้ว").click()
    seller.wait_for_load_state()
    expect(seller.get_by_role("article").filter(has_text=number)).to_have_count(0)


def test_a_reader_buys_what_a_story_tells_of_and_reads_when_it_is_sent(
    visit: Callable[..., Page], signed_in: Callable[..., Page], house: House
) -> None:
    reader = visit(viewport=PHONE)
    reader.goto(the_story(house))
    reader.get_by_role("link", name="เห็ดหอมแห้งเดินทาง").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("เห็ดหอมแห้งเดินทาง")
    buying.put_into_the_cart(reader)
    buying.go_to_the_checkout(reader)
    buying.say_who_and_where(reader, address=READER)
    reader.locator("input[value=promptpay]").check()
    buying.order_now(reader)

    reader.get_by_role("link", name="ชำระเงิน").click()
    number = buying.number_of(reader)
    expect(reader.locator("#pay svg.qr")).to_be_visible()
    buying.show_a_slip(reader, REFERENCE)
    expect(reader.locator("main")).to_contain_text("ผู้ขายกำลังตรวจ")

    confirm_and_send(signed_in(MUSHROOMS, viewport=PHONE), number)
    letter = buying.mail_to(house, READER, "TH0123456789A")
    assert number in letter
    assert "Flash Express" in letter
    reader.reload()
    expect(reader.locator("main")).to_contain_text("TH0123456789A")


def test_a_guest_buys_from_two_enterprises_at_once_and_each_sees_its_own(
    visit: Callable[..., Page], signed_in: Callable[..., Page], house: House
) -> None:
    guest = visit(viewport=PHONE)
    for slug in ("journey-dried-shiitake", "journey-loincloth"):
        guest.goto(f"/shop/product/{slug}/")
        buying.put_into_the_cart(guest)
    buying.go_to_the_checkout(guest)
    buying.say_who_and_where(guest, address=GUEST)
    for way in guest.locator("input[value=cod]").all():
        way.check()
    buying.order_now(guest)

    query = """
        SELECT slug, number FROM shop_orders_order
        JOIN shop_orders_purchase bought ON bought.id = purchase_id
        JOIN shop_enterprises_enterprise seller ON seller.id = enterprise_id WHERE bought.email = ?"""
    orders = dict(house.rows(query, GUEST))
    assert set(orders) == {"journey-mushrooms", "journey-weavers"}
    letter = buying.mail_to(house, GUEST, orders["journey-weavers"])
    assert orders["journey-mushrooms"] in letter

    for role, own, other in (
        (MUSHROOMS, "journey-mushrooms", "journey-weavers"),
        (WEAVERS, "journey-weavers", "journey-mushrooms"),
    ):
        seller = signed_in(role, viewport=PHONE)
        seller.goto("/shop/desk/")
        expect(seller.get_by_role("article").filter(has_text=orders[own])).to_be_visible()
        assert orders[other] not in seller.content()
        assert seller.request.get(f"/shop/desk/{own}/orders/{orders[other]}/").status == 404
        assert seller.request.get(f"/shop/desk/{other}/").status == 404
