"""Pages that only somebody sees: a buyer with things in the cart, a member with an order, a seller, a learner."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.shots.subjects import Subject, fetch, in_both

ROOT = Path(__file__).resolve().parents[2]
MEMBER, SELLER = "member@demo.example", "seller@demo.example"
OFFICER, RESEARCHER = "lao-officer@demo.example", "researcher@demo.example"
MOST_LESSONS = 12  # of a course that is completed for its picture


def password() -> str:
    """That of the demo's people, blank where this machine does not know it."""
    file = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "demo-password"
    return file.read_text().strip() if file.exists() else ""


def personal(browser: Browser, base: str) -> list[Subject]:
    """The cart, the checkout and, where the password is known, what members, sellers and those who assess see."""
    subjects = buying(browser, base)
    if not password():
        return subjects
    return [
        *subjects,
        *ordered(browser, base),
        *selling(browser, base),
        *learning(browser, base),
        *assessing(browser, base),
    ]


def buying(browser: Browser, base: str) -> list[Subject]:
    """A cart with what can be bought of the first products."""
    page = browser.new_context(base_url=base).new_page()
    for path in dict.fromkeys(re.findall(r'href="(/shop/product/[^"/]+/)"', fetch(f"{base}/shop/"))):
        page.goto(path)
        button = page.locator(".buy-form button[type=submit]")
        if button.count():
            button.click()
            page.wait_for_url("**/cart/**")
        if page.locator(".cart-lines").count() > 1:
            break
    held = page.context.storage_state()
    page.context.close()
    return [in_both("cart-filled", "/cart/", held), in_both("checkout", "/checkout/", held)]


def signed_in(browser: Browser, base: str, address: str) -> Page:
    """A window of this person."""
    page = browser.new_context(base_url=base).new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", password())
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def ordered(browser: Browser, base: str) -> list[Subject]:
    """A member's orders and the newest of them; their roles, and the form to ask for one."""
    page = signed_in(browser, base, MEMBER)
    page.goto("/orders/")
    links = page.locator(".order-list a")
    newest = links.first.get_attribute("href") if links.count() else None
    held = page.context.storage_state()
    page.context.close()
    roles = [
        in_both("roles", "/account/roles/", held),
        in_both("ask-for-role", "/account/roles/ask/lao_officer/", held),
    ]
    return [in_both("orders", "/orders/", held), *([in_both("order", newest, held)] if newest else []), *roles]


def selling(browser: Browser, base: str) -> list[Subject]:
    """A seller's desk, of the first enterprise where there are several, and its pages that are used every day."""
    page = signed_in(browser, base, SELLER)
    page.goto("/shop/desk/")
    links = page.locator("main a[href^='/shop/desk/']")
    first = re.match(r"/shop/desk/[^/]+/", links.first.get_attribute("href") or "") if links.count() else None
    held = page.context.storage_state()
    page.context.close()
    pages = {
        "desk-product": "products/new/",
        "desk-enter-sale": "sales/new/",
        "desk-sales": "sales/",
        "packing": "packing/",
    }
    if not first:
        return []
    return [
        in_both("desk", first[0], held),
        *(in_both(name, f"{first[0]}{path}", held) for name, path in pages.items()),
    ]


def learning(browser: Browser, base: str) -> list[Subject]:
    """A learner's courses, one begun and its second lesson, and the page of one that is completed."""
    page = signed_in(browser, base, MEMBER)
    page.goto("/academy/")
    courses = [link.get_attribute("href") or "" for link in page.locator(".card-title a").all()[:2]]
    subjects = []
    for path, most in zip(courses, (1, MOST_LESSONS), strict=False):
        page.goto(path)
        follow(page, most)
        if most == 1:
            subjects = [in_both("course-begun", path), in_both("lesson-begun", urlsplit(page.url).path)]
    page.goto("/learning/")
    completed = page.locator("a[href$='/completion/']")
    done = completed.first.get_attribute("href") if completed.count() else None
    held = page.context.storage_state()
    page.context.close()
    found = [*subjects, in_both("learning", "/learning/"), *([in_both("completion", done)] if done else [])]
    return [Subject(one.name, one.paths, held) for one in found]


def follow(page: Page, most: int) -> None:
    """Follow the course that is open, or go on with it, and mark up to `most` lessons done."""
    way = page.locator("form[action$='/enrol/'] button, .learn-box .learn-ways > a").first
    if way.count():
        way.click()
    for _lesson in range(most):
        button = page.locator("form[action$='/done/'] button")
        if not button.count():
            return
        button.click()


def assessing(browser: Browser, base: str) -> list[Subject]:
    """What an officer may assess, an assessment that is begun and its first sheet, and one that a researcher verifies."""
    found = []
    for who, there in ((OFFICER, ""), (RESEARCHER, "?show=verify")):
        page = signed_in(browser, base, who)
        page.goto(f"/kalyanamitr/assess/{there}")
        links = page.locator(".assess-card a.button:not(.is-quiet)")
        held = page.context.storage_state()
        if links.count():
            name = "assess" if who == OFFICER else "verify"
            links.first.click()
            page.wait_for_url("**/assess/*/")
            sheet = page.locator(".assess-indicators a").first.get_attribute("href") or ""
            found += [in_both(name, f"/kalyanamitr/assess/{there}", held), in_both(f"{name}-sheet", sheet, held)]
            found += [in_both(f"{name}-whole", urlsplit(page.url).path, held)]
        page.context.close()
    return found
