"""On a phone a member asks to speak for an LAO and sends a picture as evidence; a moderator grants it; the member reads so."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.axe import findings
from tests.journeys.house import House
from tests.media.samples import jpeg_from_a_phone

PHONE = {"width": 360, "height": 720}
CARD: FilePayload = {"name": "บัตร.jpg", "mimeType": "image/jpeg", "buffer": jpeg_from_a_phone()}


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the screen's edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def an_lao(house: House) -> tuple[str, str]:
    """The name and province of an LAO that alone in its province has this name."""
    rows = house.rows("SELECT name_th, province_id FROM places_lao ORDER BY id")
    return next((name, province) for name, province in rows if rows.count((name, province)) == 1)


def test_a_member_asks_to_speak_for_an_lao_and_a_moderator_grants_it(
    signed_in: Callable[..., Page], house: House
) -> None:
    name, province = an_lao(house)
    phone = signed_in("member", viewport=PHONE, java_script_enabled=False)
    phone.goto("/account/")
    phone.get_by_role("link", name="บทบาทของฉันและการขอบทบาท").click()
    assert phone.get_by_text("ยังไม่ได้เป็นตัวแทนของใคร").is_visible()
    phone.get_by_role("link", name="เจ้าหน้าที่ อปท.").click()
    phone.select_option("select[name=province]", province)
    phone.fill("input[name=lao_name]", "ไม่มีชื่อนี้")
    phone.fill("input[name=position]", "นักพัฒนาชุมชน")
    phone.fill("textarea[name=statement]", "จะประเมินตนเองปีนี้")
    phone.set_input_files("input[name=paper]", files=CARD)
    phone.wait_for_timeout(2500)  # a form that comes back at once is a robot's
    phone.get_by_role("button", name="ขอบทบาทนี้").click()
    # The name was wrong; the picture that came over a bad line is not asked for again.
    expect(phone.get_by_text("เก็บ “บัตร.jpg” ไว้กับแบบฟอร์มนี้แล้ว")).to_be_visible()
    phone.fill("input[name=lao_name]", name)
    phone.get_by_role("button", name="ขอบทบาทนี้").click()
    expect(phone.get_by_role("button", name="ถอนคำขอนี้")).to_be_visible()

    desk = signed_in("moderator")
    desk.goto("/admin/role-requests/?state=asked")
    desk.locator("main table a", has_text="สมาชิก").first.click()
    expect(desk.get_by_text("นักพัฒนาชุมชน")).to_be_visible()
    assert desk.request.get(desk.get_by_role("link", name="ดูหลักฐาน").get_attribute("href") or "").ok
    desk.get_by_role("button", name="ให้บทบาทและแจ้งสมาชิก").click()
    expect(desk.get_by_text("ให้บทบาทแล้ว และแจ้งสมาชิกแล้ว")).to_be_visible()

    phone.goto("/account/roles/")
    expect(phone.locator("section[aria-labelledby=for-whom]")).to_contain_text(name)
    expect(phone.locator(".role-state").first).to_have_text("ได้รับอนุมัติ")
    assert fits(phone)

    seeing = signed_in("member", viewport=PHONE)
    for address in ("/account/roles/", "/account/roles/ask/researcher/"):
        seeing.goto(address)
        assert findings(seeing) == []
