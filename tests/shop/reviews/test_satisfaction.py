"""Chance decides whom we ask; answers are told in sum, and never of too few."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cms.accounts.models import Notice
from shop.enterprises.models import Enterprise
from shop.orders.models import Order
from shop.reviews import queries, rules, surveying
from shop.reviews.surveys import QUESTIONS, Outcome, Survey
from tests.accounts.mailbox import latest_to, link_in
from tests.cast import Cast
from tests.shop.ground import product, variant
from tests.shop.orders.ground import GUEST, GUESTS_EMAIL, seller
from tests.shop.reviews.ground import received

pytestmark = pytest.mark.django_db

ALL_FIVE = dict.fromkeys(QUESTIONS, "5")
NOW = timezone.now


def asked_of(cast: Cast, **fields: Any) -> Survey:
    return surveying.ask(order=received(cast, **fields), now=NOW())


def answered_by(cast: Cast, sold_by: Enterprise, steps: list[int]) -> None:
    """A guest for each step, who answers every question with it."""
    one = variant(product(sold_by, stock=100))
    for number, step in enumerate(steps):
        order = received(cast, buyer=GUEST, sold_by=sold_by, of=one, email=f"guest{number}@example.org")
        survey = surveying.ask(order=order, now=NOW())
        surveying.answer(survey=survey, steps=dict.fromkeys(QUESTIONS, step), words=f"คำที่ {step}", now=NOW())


def test_the_same_number_is_drawn_by_the_same_secret_only() -> None:
    numbers = [f"AAAA-BBBB-{number:04d}" for number in range(2000)]
    drawn = {number for number in numbers if rules.is_drawn(number, secret="a", one_in=4)}
    assert drawn == {number for number in numbers if rules.is_drawn(number, secret="a", one_in=4)}
    assert drawn != {number for number in numbers if rules.is_drawn(number, secret="b", one_in=4)}
    assert 420 < len(drawn) < 580
    assert all(rules.is_drawn(number, secret="a", one_in=1) for number in numbers)


@pytest.mark.every_database
def test_three_days_after_receipt_each_order_is_drawn_once(cast: Cast, settings: Settings) -> None:
    settings.SATISFACTION_ONE_IN = 1
    order = received(cast)
    assert surveying.draw(now=NOW() + timedelta(days=2)) == 0
    assert not Survey.objects.exists()
    later = NOW() + timedelta(days=3, hours=1)
    assert (surveying.draw(now=later), surveying.draw(now=later)) == (1, 0)
    survey = Survey.objects.get(order=order)
    notice = Notice.objects.get(recipient=cast.owner, kind="survey")
    assert notice.url == surveying.address(survey, "th")


def test_what_was_received_long_ago_is_not_asked_about(cast: Cast, settings: Settings) -> None:
    settings.SATISFACTION_ONE_IN = 1
    received(cast)
    assert surveying.draw(now=NOW() + timedelta(days=31)) == 0


def test_what_is_not_drawn_stays_so(cast: Cast, settings: Settings) -> None:
    settings.SATISFACTION_ONE_IN = 1000
    numbers = [received(cast).number]
    Order.objects.update(number="AAAA-AAAA-AAA1")
    assert numbers
    is_drawn = rules.is_drawn("AAAA-AAAA-AAA1", secret=settings.SECRET_KEY, one_in=1000)
    surveying.draw(now=NOW() + timedelta(days=4))
    assert (Survey.objects.get().outcome == Outcome.NOT_DRAWN) is not is_drawn


@pytest.mark.parametrize("buyer", ["owner", GUEST], ids=["member", "guest"])
def test_nobody_is_asked_twice_within_ninety_days(cast: Cast, buyer: str) -> None:
    first = asked_of(cast, buyer=buyer)
    enterprise = first.order.enterprise
    of = variant(product(enterprise))
    second = surveying.ask(order=received(cast, buyer=buyer, sold_by=enterprise, of=of), now=NOW())
    assert (first.outcome, second.outcome) == (Outcome.ASKED, Outcome.ASKED_LATELY)
    third = received(cast, buyer=buyer, sold_by=enterprise, of=of)
    assert surveying.ask(order=third, now=NOW() + timedelta(days=91)).outcome == Outcome.ASKED


def test_a_guest_answers_by_the_link_of_the_mail_without_signing_in(cast: Cast, client: Client) -> None:
    survey = asked_of(cast, buyer=GUEST)
    here = link_in(latest_to(GUESTS_EMAIL))
    assert client.get(here).status_code == 200
    assert client.post(here, {**ALL_FIVE, "words": "สดมาก"}).status_code == 302
    survey.refresh_from_db()
    assert (survey.described, survey.again, survey.words) == (5, 5, "สดมาก")
    assert client.post(here, {**ALL_FIVE, "again": "1"}).status_code == 302
    survey.refresh_from_db()
    assert survey.again == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fresh": ""}, "fresh"),
        ({"sent": "6"}, "sent"),
        ({"again": "x\x00"}, "again"),
        ({"words": "ก" * 2001}, "words"),
    ],
    ids=["none", "six", "nonsense", "long"],
)
def test_a_mistake_stands_beside_its_field(cast: Cast, client: Client, changes: dict[str, str], field: str) -> None:
    survey = asked_of(cast)
    answer = client.post(surveying.address(survey, "th"), {**ALL_FIVE, "words": "ดี", **changes})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    survey.refresh_from_db()
    assert survey.answered_at is None


def test_after_two_weeks_the_answer_stays(cast: Cast, client: Client) -> None:
    survey = asked_of(cast)
    client.post(surveying.address(survey, "th"), ALL_FIVE)
    Survey.objects.update(answered_at=NOW() - timedelta(days=15))
    assert client.post(surveying.address(survey, "th"), {**ALL_FIVE, "again": "1"}).status_code == 422
    assert client.get(surveying.address(survey, "th")).status_code == 410
    survey.refresh_from_db()
    assert survey.again == 5


@pytest.mark.parametrize("token", ["1.forged", "forged", "1"])
def test_a_forged_link_opens_nothing(client: Client, token: str) -> None:
    assert client.get(reverse("shop_survey", args=[token])).status_code == 404


@pytest.mark.every_database
def test_fewer_than_five_answers_are_told_to_nobody(cast: Cast, client: Client) -> None:
    one = seller(cast)
    answered_by(cast, one, [1, 1, 1, 1])
    year = timezone.localdate().year
    found = queries.satisfaction_of([one], year)
    assert (found.asked, found.answered, found.averages, found.is_enough) == (4, 4, {}, False)
    for page in (reverse("shop_enterprise", args=[one.slug]), reverse("shop_satisfaction")):
        assert "1.00" not in client.get(page).content.decode()
    desk = reverse("shop_desk_satisfaction", args=[one.slug])
    assert "คำที่" not in cast.client("seller").get(desk).content.decode()


@pytest.mark.every_database
def test_five_answers_are_told_in_sum_and_words_to_the_seller_only(cast: Cast, client: Client) -> None:
    one = seller(cast)
    answered_by(cast, one, [5, 5, 4, 4, 3])
    year = timezone.localdate().year
    found = queries.satisfaction_of(Enterprise.objects.all(), year)
    assert found == queries.satisfaction_of(None, year) == queries.satisfaction_of([one.pk], year)
    assert found.averages["fresh"] == Decimal("4.20")
    assert found.shares["fresh"] == tuple(map(Decimal, ("0", "0", "0.2", "0.4", "0.4")))
    assert queries.satisfaction_of(None, year - 1).asked == 0
    for page in (reverse("shop_enterprise", args=[one.slug]), reverse("shop_satisfaction")):
        html = client.get(page).content.decode()
        assert "4.20" in html
        assert "คำที่" not in html
    desk = cast.client("seller").get(reverse("shop_desk_satisfaction", args=[one.slug])).content.decode()
    assert "คำที่ 3" in desk
    assert "guest4@example.org" not in desk


@pytest.mark.every_database
def test_the_database_knows_no_half_answer(cast: Cast) -> None:
    asked_of(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.update(answered_at=NOW(), described=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.update(words="ก")
