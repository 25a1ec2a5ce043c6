"""Whatever is typed into the market's forms, the answer is a page: nonsense, NUL, surrogates, huge numbers, files, foreign ids.

The fields are read from the page itself, so that a new field is tried as soon as it stands there.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Site

from cms.community import services as community
from cms.community.models import Case, Reason
from shop.orders.models import Order
from shop.reports import rules
from shop.reviews import surveying
from tests.cast import Cast
from tests.shop import ground
from tests.shop.applying import complete
from tests.shop.certification.ground import asked as certificate_asked
from tests.shop.certification.ground import body
from tests.shop.desk.ground import shop
from tests.shop.holding.browser import forms_of
from tests.shop.orders.test_returns import asked as return_asked
from tests.shop.reports.ground import draft, published
from tests.shop.reviews.ground import address as review_address
from tests.shop.reviews.ground import received, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]

FINE = {200, 302, 400, 403, 404, 410, 422, 429}
NONSENSE: tuple[Any, ...] = (
    "",
    "ก\x00ข",
    "\ud800",
    "9" * 40,
    "-1",
    "987654321",
    "NaN",
    "๙²٣",
    "<script>'\"=1+1",
    "ก" * 7_000,
)
# What is sent from other pages and has none of its own.
ONLY_SENT = {"wish": 405, "packing": 302}
_NAME = re.compile(r'name="([^"]+)"')
_ACT = re.compile(r'name="act" value="([^"]+)"')


def _market(cast: Cast) -> Order:
    """A shop with an order that its buyer has received."""
    one = shop(cast)
    return received(cast, sold_by=one, of=ground.variant(ground.product(one, stock=50)))


def _at(order: Order, name: str, *args: object) -> str:
    return reverse(f"shop_desk_{name}", args=[order.enterprise.slug, *args])


def _month() -> tuple[int, int]:
    month = rules.month_before(timezone.localdate())
    return month.year, month.month


def _survey(order: Order) -> str:
    survey = surveying.ask(order=order, now=timezone.now())
    return surveying.address(survey, "th")


def _case(cast: Cast, order: Order) -> str:
    review = reviewed(cast, order=order)
    said = {"reason": Reason.OTHER, "words": "x", "form": "f" * 22}
    community.report(kind="review", key=str(review.pk), reporter=cast.stranger, **said)
    return reverse("moderation_case", args=[Case.objects.get().pk])


def _certify(cast: Cast, order: Order) -> str:
    body(cast)
    line = order.lines.select_related("variant__product__enterprise").get()
    return reverse("shop_certify_one", args=[certificate_asked(cast, line.variant.product).key])


def _variant(order: Order) -> Any:
    return order.lines.select_related("variant__product").get().variant


# Each form: who fills it in, and where it stands.
FORMS: dict[str, tuple[str, Callable[[Cast, Order], str]]] = {
    "sale": ("seller", lambda cast, order: _at(order, "enter_sale")),
    "account": ("seller", lambda cast, order: _at(order, "account")),
    "packing": ("seller", lambda cast, order: _at(order, "sent")),
    "stock": (
        "seller",
        lambda cast, order: _at(order, "stock", _variant(order).product.slug, _variant(order).pk),
    ),
    "file": ("seller", lambda cast, order: _at(order, "file")),
    "goods_sent_back": ("seller", lambda cast, order: _at(order, "return", return_asked(cast, order).pk)),
    "answer": ("seller", lambda cast, order: _at(order, "review", reviewed(cast, order=order).pk)),
    "ask_certificate": ("seller", lambda cast, order: _at(order, "certificate_ask")),
    "monthly_return": ("seller", lambda cast, order: _at(order, "monthly_return", *_month())),
    "papers": (
        "seller",
        lambda cast, order: (
            f"/shop/desk/{complete(ground.enterprise(cast, 'ใหม่', verified=False), cast.seller).slug}/documents/"
        ),
    ),
    "certify": ("certifier", _certify),
    "review": ("owner", lambda cast, order: review_address(order)),
    "return": ("owner", lambda cast, order: reverse("order_return", args=[order.number])),
    "report": (
        "stranger",
        lambda cast, order: reverse("community_report", args=["review", str(reviewed(cast, order=order).pk)]),
    ),
    "survey": ("visitor", lambda cast, order: _survey(order)),
    "wish": ("visitor", lambda cast, order: reverse("shop_wish")),
    "case": ("moderator", _case),
    "begin_report": ("moderator", lambda cast, order: reverse("shop_report_drafts")),
    "write_report": ("moderator", lambda cast, order: reverse("shop_report_draft", args=[draft(cast).pk])),
    "withdraw_report": ("moderator", lambda cast, order: reverse("shop_report_draft", args=[published(cast).pk])),
    "payout": ("administrator", lambda cast, order: reverse("shop_payout", args=[order.enterprise_id])),
}


def _sent(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """What is posted: every field the same nonsense, each field alone between good ones, and files for words."""
    page = client.get(address).content.decode()
    fields = sorted({*_NAME.findall(page), "act", "key", "page"} - {"csrfmiddlewaretoken", "viewport"})
    good: dict[str, Any] = {}
    for form in forms_of(page):
        good |= {name: values[-1] for name, values in form.choices.items()} | form.values
    acts = [{"act": act} for act in sorted(set(_ACT.findall(page)))] or [{}]
    for act in acts:
        for place, nonsense in enumerate(NONSENSE):
            yield {**dict.fromkeys(fields, nonsense), **act}
            yield {**good, **dict.fromkeys(fields[place :: len(NONSENSE)], nonsense), **act}
        yield {**{name: SimpleUploadedFile("a.jpg", b"\xff\x00not a picture") for name in fields}, **act}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_of_the_market_answers_with_an_error(site: Site, cast: Cast, settings: Settings, name: str) -> None:
    settings.SATISFACTION_ONE_IN = 1
    who, where = FORMS[name]
    address = where(cast, _market(cast))
    client = cast.client(who)
    client.raise_request_exception = False
    # The form is there: what follows tries its fields.
    assert client.get(address).status_code == ONLY_SENT.get(name, 200)
    tried = 0
    for data in _sent(client, address):
        answer = client.post(address, {key: _encoded(value) for key, value in data.items()})
        assert answer.status_code in FINE, (address, data, getattr(answer, "exc_info", None))
        tried += 1
    assert tried > len(NONSENSE)


def _encoded(value: Any) -> Any:
    """Half a character cannot be written as UTF-8: it is sent as the three bytes that a broken program would send."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) and "\ud800" in value else value


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/certificates/?scheme={}",
        "/api/v1/certificates/?province={}&page={}",
        "/api/v1/certificates/{}",
        "/api/v1/products/?certificate={}&rating={}",
        "/shop/reports/?page={}",
        "/shop/satisfaction/?year={}",
        "/shop/makers/?certificate={}",
        "/shop/?rating={}&certificate={}",
        "/shop/certificates/{}/",
        "/shop/seen/?p={}",
        "/shop/reports/2025/{}/",
        "/shop/reports/{}/programme.csv",
    ],
    ids=str,
)
def test_no_address_of_the_market_answers_with_an_error(site: Site, address: str) -> None:
    client = Client(raise_request_exception=False)
    for nonsense in (
        "%00",
        "%ed%a0%80",
        "9" * 40,
        "-1",
        "%E0%B9%99",
        "a" * 3_000,
        "..%2f",
        "=1%2b1",
        "%ff",
        "x%0d%0ay",
    ):
        assert client.get(address.replace("{}", nonsense)).status_code in {200, 301, 302, 400, 404, 414, 422}, nonsense
