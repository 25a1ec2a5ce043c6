"""What buyers in the journeys do, the way people do it."""

import email
import email.policy
import re
import time
from urllib.parse import unquote

from playwright.sync_api import Page, expect

from tests.journeys.house import House
from tests.shop.payments import slips

PHONE = {"width": 360, "height": 740}
PATIENCE = 30  # seconds for the worker's mail


def put_into_the_cart(page: Page) -> None:
    """From a product's page into the cart."""
    page.get_by_role("button", name="ใส่ตะกร้า").click()
    page.wait_for_url("**/cart/**")


def go_to_the_checkout(page: Page) -> None:
    """From the cart to where it is ordered."""
    page.locator("button[name=act][value=checkout]").click()
    page.wait_for_url("**/checkout/")


def say_who_and_where(page: Page, *, address: str) -> None:
    """Fill in a buyer of Khon Kaen who finds the place by its postcode."""
    page.locator("#id_name").fill("มานี เดินทาง")
    page.locator("#id_phone").fill("089 111 2222")
    page.locator("#id_email").fill(address)
    page.locator("#id_address_line").fill("99/1 หมู่ 4 ถนนมิตรภาพ")
    page.locator("#id_words").fill("40000 ในเมือง")
    page.locator("[name=place]:not([type=hidden])").first.check()


def order_now(page: Page) -> None:
    """Order, and be thanked."""
    page.locator("button[name=act][value=place]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ขอบคุณสำหรับคำสั่งซื้อ")


def show_a_slip(page: Page, reference: str) -> None:
    """Upload a slip whose code holds this reference, on the order's page."""
    picture = slips.picture(slips.code(reference))
    file = {"name": "slip.png", "mimeType": "image/png", "buffer": picture}
    page.locator("#pay input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # Playwright's own kind of dict
    page.locator("#pay form button[type=submit]").click()
    page.wait_for_load_state()


def number_of(page: Page) -> str:
    """The number of the order whose page is open."""
    found = re.search(r"/orders/([0-9A-Z-]{14})/", unquote(page.url))
    assert found is not None, page.url
    return found.group(1)


def mail_to(house: House, address: str, words: str) -> str:
    """The text of a mail to this address that holds these words; waits for the worker."""
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        for raw in reversed(house.mails()):
            letter = email.message_from_string(raw, policy=email.policy.default)
            body = letter.get_body(("plain",))
            text = str(body.get_content()) if body is not None else ""
            if address in str(letter["To"]) and words in text:
                return text
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} says {words!r}")
