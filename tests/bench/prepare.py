"""Prepares one bench site; prints its addresses and the queries each page costs, as one line of JSON."""

import json
import sys

import django

django.setup()

from django.core.cache import caches  # noqa: E402 - Django has to be set up first
from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first
from django.test import Client  # noqa: E402 - Django has to be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 - Django has to be set up first
from wagtail.models import Page  # noqa: E402 - Django has to be set up first

from cms.academy.models import CoursePage, LessonPage  # noqa: E402 - Django has to be set up first
from cms.academy.services import enrol  # noqa: E402 - Django has to be set up first
from cms.accounts.models import User  # noqa: E402 - Django has to be set up first
from cms.lao.models import LaoProfilePage  # noqa: E402 - Django has to be set up first
from cms.research.models import ResearchResultPage  # noqa: E402 - Django has to be set up first
from cms.stories.models import StoryPage  # noqa: E402 - Django has to be set up first
from shop.catalogue.models import Product, Sale  # noqa: E402 - Django has to be set up first
from shop.catalogue.offers import offers  # noqa: E402 - Django has to be set up first
from tests.bench import assessed, content, goods, market  # noqa: E402 - Django has to be set up first

LESSON = "lesson, signed in"
# Organisations with results: the LAOs that took part on a small site, every LAO of the country on a large one.
ASSESSED, ALL_LAOS = 302, 7_850
LARGE = 1_000
# Orders of one enterprise, whose desk is measured.
ORDERS, FEW_ORDERS = 10_000, 100


def paths() -> dict[str, str]:
    """One address for each page type that is measured."""
    story = StoryPage.objects.get(slug__startswith="น้ำผึ้งชันโรง")
    lao = LaoProfilePage.objects.filter(lao__key="nakhon-si-thammarat").get()
    product = Product.objects.select_related("enterprise", "category").filter(sale=Sale.ON_SALE).earliest("pk")
    category = product.category
    lesson = first_lesson()
    result = ResearchResultPage.objects.filter(locale__language_code="th", live=True).earliest("pk")
    return {
        "home": "/",
        "story": story.url,
        "stories": "/stories/",
        "directory": "/lao/",
        "lao": lao.url,
        "search": "/search/?q=ตำบล",
        "shop": "/shop/",
        "shop, two filters": f"/shop/?category={category.slug}&in_stock=1",
        "product": f"/shop/product/{product.slug}/",
        "enterprise": f"/shop/maker/{product.enterprise.slug}/",
        "cart": "/cart/",
        "course": lesson.get_parent().url,
        LESSON: lesson.url,
        "research": "/research/",
        "result": result.url,
        "Kalyanamitr, summary": "/kalyanamitr/",
        "Kalyanamitr, results": "/kalyanamitr/results/",
        "Kalyanamitr, organisation": "/kalyanamitr/organisations/bench-a-250/",
        **market.paths(),
        "API, list of 20": "/api/v1/stories/?per_page=20",
        "API, detail": f"/api/v1/stories/{story.pk}",
    }


def first_lesson() -> LessonPage:
    """The first lesson of the first course."""
    course = CoursePage.objects.filter(locale__language_code="th", live=True).earliest("pk")
    found: LessonPage = LessonPage.objects.child_of(course).live().order_by("path")[0]
    return found


def learner_cookie() -> str:
    """The cookies of somebody signed in who follows the course of that lesson."""
    learner, _made = User.objects.get_or_create(email="learner@bench.example", defaults={"name": "ผู้เรียน"})
    enrol(user=learner, course=first_lesson().get_parent().specific)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(learner)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def cart_cookie() -> str:
    """The cookies of a visitor with three things in the cart."""
    client = Client(HTTP_HOST="127.0.0.1")
    wanted = Product.objects.filter(sale=Sale.ON_SALE, variants__stock__available__gt=0).distinct().order_by("pk")[:200]
    variants = offers([variant.pk for product in wanted for variant in product.variants.all()])
    buyable = [pk for pk, offer in variants.items() if not offer.reason][:3]
    for pk in buyable:
        answer = client.post("/cart/add/", {"variant": pk, "quantity": 1})
        if answer.status_code != 302:
            sys.exit(f"Nothing can be put into the cart: {answer.status_code}.")
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items() if name.startswith("cart"))


def queries(path: str, cookie: str = "") -> int:
    """SQL queries of one answer, the page cache left out, everything else warm."""
    client = Client(HTTP_HOST="127.0.0.1", headers={"cookie": cookie or "sessionid=bench"})
    client.get(path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path} answered {response.status_code}.")
    return len(captured)


def main(size: int, products: int) -> None:
    """Grow the site, prove its index, tell what to measure."""
    call_command("migrate", verbosity=0)
    content.grow(size)
    goods.grow(products)
    market.grow(FEW_ORDERS if size < LARGE else ORDERS)
    assessed.grow(ASSESSED if size < LARGE else ALL_LAOS)
    call_command("search_rebuild", verbosity=1, stdout=sys.stderr)
    call_command("search_check", stdout=sys.stderr)
    addresses, cookies = paths(), {"cart": cart_cookie(), LESSON: learner_cookie()}
    cookies |= dict.fromkeys(market.DESK, market.cookie())
    facts = {
        "pages": Page.objects.count(),
        "paths": addresses,
        "cookies": cookies,
        "sql": {name: queries(p, cookies.get(name, "")) for name, p in addresses.items()},
    }
    sys.stdout.write("\n" + json.dumps(facts, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
