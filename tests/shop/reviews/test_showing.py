"""What everybody reads of reviews, and nothing of those that nobody is to see."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import Notice
from cms.accounts.services import leave
from cms.community import services as community
from cms.community.models import Case
from cms.community.models import State as Decision
from media.models import Photo
from media.services import add_photo
from search.services import browse
from shop.catalogue.services import withdraw
from shop.checkout.checking import problems
from shop.orders import services as orders
from shop.orders.models import Purchase
from shop.reviews import checking, services
from shop.reviews.models import Picture, Rating, Review, Revision, SellersAnswer, State
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.media import samples
from tests.shop.orders.ground import GUEST, GUESTS_EMAIL
from tests.shop.reviews.ground import WORDS, again, line_of, page_of, received, reviewed, with_picture

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    """What the proof of this room finds."""
    return [what for what, rows, _name in checking.checks() if rows.exists()]


def pictured(review: Review) -> int:
    """A picture that the review has from now on."""
    photo = add_photo(title="a", description="เห็ด", image=samples.jpeg())
    Picture.objects.create(line=review.line, photo=photo, kept_at=timezone.now())
    return int(photo.pk)


def product_page(review: Review) -> str:
    return reverse("shop_product", args=[review.product.slug])


def test_the_sums_stand_on_the_products_page_its_card_and_in_its_data(cast: Cast, client: Client) -> None:
    said = reviewed(cast, stars=5)
    again(cast, said.product, stars=4, words="ดี")
    html = client.get(product_page(said)).content.decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    thing = next(one for one in data["@graph"] if one["@type"] == "Product")
    assert thing["aggregateRating"] == {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": 2}
    assert "4.5" in client.get(reverse("shop_list")).content.decode()
    found = {hit.key for hit in browse(kind="product", filters={"rating": "4"}).hits}
    assert found == {str(said.product_id)}
    assert not browse(kind="product", filters={"rating": "5"}).hits


def test_a_product_without_reviews_says_nothing_of_stars(cast: Cast, client: Client) -> None:
    order = received(cast)
    html = client.get(reverse("shop_product", args=[line_of(order).variant.product.slug])).content.decode()
    assert "aggregateRating" not in html
    assert 'class="stars"' not in html


def test_readers_choose_by_stars_and_order(cast: Cast, client: Client) -> None:
    said = reviewed(cast, stars=5, words="ห้าดาว")
    again(cast, said.product, stars=1, words="หนึ่งดาว")
    one = client.get(page_of(said.product) + "?stars=1").content.decode()
    assert "หนึ่งดาว" in one
    assert "ห้าดาว" not in one
    worst = client.get(page_of(said.product) + "?order=worst").content.decode()
    assert worst.index("หนึ่งดาว") < worst.index("ห้าดาว")
    for nonsense in ("?stars=9&order=x&page=x", "?stars=%00", "?page=99999999999"):
        assert client.get(page_of(said.product) + nonsense).status_code == 200


def test_reviews_of_what_nobody_sees_are_seen_by_nobody(cast: Cast, client: Client, private_files: Any) -> None:
    said = with_picture(cast)
    community.decide(case=Case.objects.get(), to=Decision.KEPT, actor=cast.moderator)
    assert Photo.objects.get().is_public
    withdraw(product=said.product, actor=cast.seller)
    assert client.get(page_of(said.product)).status_code == 404
    assert client.get(reverse("community_report", args=["review", said.pk])).status_code == 404
    assert not Photo.objects.get().is_public


def test_a_moderator_publishes_what_waits_and_its_pictures(cast: Cast, client: Client, private_files: Any) -> None:
    said = with_picture(cast)
    assert WORDS not in client.get(page_of(said.product)).content.decode()
    case = cast.client("moderator").get(reverse("moderation_case", args=[Case.objects.get().pk]))
    assert "เห็ดในตะกร้า" in case.content.decode()
    community.decide(case=Case.objects.get(), to=Decision.KEPT, actor=cast.moderator)
    assert WORDS in client.get(page_of(said.product)).content.decode()
    assert Photo.objects.get().is_public
    community.decide(case=Case.objects.get(), to=Decision.HIDDEN, actor=cast.moderator, reason="ใบหน้าคนอื่น")
    assert WORDS not in client.get(page_of(said.product)).content.decode()
    assert not Photo.objects.get().is_public
    assert WORDS not in client.get(product_page(said)).content.decode()


def test_hidden_then_mended_it_waits_for_a_moderator(cast: Cast) -> None:
    said = reviewed(cast)
    community.report(kind="review", key=str(said.pk), reporter=None, reason="spam", words="", form="a" * 32)
    community.decide(case=Case.objects.get(), to=Decision.HIDDEN, actor=cast.moderator, reason="หยาบคาย")
    mended = services.Said(stars=3, words="สุภาพแล้ว")
    services.edit(review=Review.objects.get(), said=mended, now=timezone.now())
    assert Review.objects.get().state == State.WAITING
    assert Case.objects.get().is_held
    community.decide(case=Case.objects.get(), to=Decision.KEPT, actor=cast.moderator)
    assert Rating.objects.get().total == 3


def test_the_seller_answers_once_and_the_buyer_is_told(cast: Cast, client: Client) -> None:
    said = reviewed(cast, order=received(cast, buyer=GUEST))
    here = reverse("shop_desk_review", args=[said.product.enterprise.slug, said.pk])
    seller = cast.client("seller")
    assert seller.post(here, {"words": " "}).status_code == 422
    assert seller.post(here, {"words": "ขอบคุณมากค่ะ"}).status_code == 302
    assert seller.post(here, {"words": "อีกครั้ง"}).status_code == 302
    assert [one.words for one in SellersAnswer.objects.all()] == ["ขอบคุณมากค่ะ"]
    assert "ขอบคุณมากค่ะ" in str(latest_to(GUESTS_EMAIL).body)
    assert "ขอบคุณมากค่ะ" in client.get(page_of(said.product)).content.decode()


@pytest.mark.parametrize("who", ["stranger", "owner", "moderator"])
def test_nobody_else_answers(cast: Cast, who: str) -> None:
    said = reviewed(cast)
    slug = said.product.enterprise.slug
    assert cast.client(who).post(reverse("shop_desk_review", args=[slug, said.pk]), {"words": "ก"}).status_code == 404
    assert cast.client(who).get(reverse("shop_desk_reviews", args=[slug])).status_code == 404
    assert not SellersAnswer.objects.exists()


def test_an_answer_is_reported_and_hidden_by_itself(cast: Cast, client: Client) -> None:
    said = reviewed(cast)
    answer = services.answer(review=said, actor=cast.seller, words="คุณไม่รู้เรื่อง")
    community.report(kind="review_answer", key=str(answer.pk), reporter=None, reason="insult", words="", form="a" * 32)
    community.decide(case=Case.objects.get(), to=Decision.HIDDEN, actor=cast.moderator, reason="หยาบคาย")
    html = client.get(page_of(said.product)).content.decode()
    assert "คุณไม่รู้เรื่อง" not in html
    assert WORDS in html
    assert Notice.objects.filter(recipient=cast.seller, kind="moderation_decided").exists()


def test_a_review_keeps_no_name_of_a_buyer_who_is_forgotten(cast: Cast, client: Client) -> None:
    said = reviewed(cast, name="มานี")
    services.edit(review=said, said=services.Said(stars=4, words=WORDS, name="มานี"), now=timezone.now())
    Purchase.objects.update(placed_at="2015-01-01T00:00Z")
    assert orders.forget_buyers(now=timezone.now()) == 1
    said.refresh_from_db()
    assert (said.name, said.words) == ("", WORDS)
    assert not Revision.objects.exists()
    assert "มานี" not in client.get(page_of(said.product)).content.decode()


def test_who_leaves_takes_their_name_along(cast: Cast, client: Client, private_files: Any) -> None:
    said = reviewed(cast, name="มานี")
    Photo.objects.filter(pk=pictured(said)).update(uploaded_by_user=cast.owner)
    assert "มานี" in client.get(page_of(said.product)).content.decode()
    leave(user=cast.owner)
    html = client.get(page_of(said.product)).content.decode()
    assert "มานี" not in html
    assert WORDS in html
    assert Photo.objects.get().uploaded_by_user is None


@pytest.mark.every_database
def test_the_proof_finds_sums_that_are_not_those_of_the_reviews(cast: Cast) -> None:
    said = reviewed(cast, stars=5)
    again(cast, said.product, stars=3)
    assert wrong() == []
    Rating.objects.update(count=2, total=9, fives=1, fours=1, threes=0)
    assert wrong() == ["stars beside the product differ from its reviews"]
    assert any("stars beside" in str(problem) for problem in problems())
