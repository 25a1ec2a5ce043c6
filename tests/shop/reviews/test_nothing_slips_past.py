"""What people try with reviews: praise of their own, words where no moderator looks, and what was decided undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.community import services as community
from cms.community.models import Case
from cms.community.models import State as Decision
from shop.enterprises.models import Membership
from shop.orders.models import Order
from shop.reviews import services, surveying
from shop.reviews.models import Picture, Review, State
from shop.reviews.surveys import Outcome
from tests.cast import Cast
from tests.shop.orders.ground import GUEST
from tests.shop.reviews.ground import WORDS, address, page_of, received, reviewed, with_picture

pytestmark = pytest.mark.django_db

FILLED = {"stars": "5", "words": WORDS, "name": ""}


def removed(cast: Cast) -> Review:
    """A review that a moderator removed for good."""
    said = reviewed(cast)
    community.report(kind="review", key=str(said.pk), reporter=None, reason="spam", words="", form="a" * 32)
    community.decide(case=Case.objects.get(), to=Decision.REMOVED, actor=cast.moderator, reason="หยาบคาย")
    return Review.objects.get()


def their_own(cast: Cast, *, as_guest: bool) -> Order:
    """An order at an enterprise by somebody who became its member; as a guest, with the member's address."""
    order = received(cast, buyer=GUEST if as_guest else "owner")
    member = User.objects.get(pk=cast.owner.pk)
    if as_guest:
        order.purchase.email = member.email.upper()
        order.purchase.save(update_fields=["email"])
    Membership.objects.create(enterprise=order.enterprise, user=member, role="staff")
    return order


def test_what_a_moderator_removed_its_author_still_takes_back(cast: Cast) -> None:
    said = removed(cast)
    answer = cast.client("owner").post(address(said.line.order), {"take_back": "1"})
    assert answer.status_code == 302
    said.refresh_from_db()
    assert (said.state, said.words) == (State.TAKEN_BACK, "")
    assert Case.objects.get().state == Decision.GONE


@pytest.mark.parametrize("as_guest", [False, True], ids=["member", "guest"])
def test_nobody_reviews_what_their_own_enterprise_sells(cast: Cast, *, as_guest: bool) -> None:
    order = their_own(cast, as_guest=as_guest)
    client = Client() if as_guest else cast.client("owner")
    here = address(order, guest=as_guest)
    assert client.post(here, FILLED).status_code == 422
    assert b'name="stars"' not in client.get(here).content
    assert not Review.objects.exists()


def test_nobody_is_asked_how_satisfied_they_are_with_themselves(cast: Cast) -> None:
    order = their_own(cast, as_guest=False)
    assert surveying.ask(order=order, now=timezone.now()).outcome == Outcome.NOBODY


@pytest.mark.parametrize(
    "words",
    [
        "โทร 08\u200b1\u200b2345678",
        "โทร ０８１２３４５６７８",
        "ｗｗｗ．example．com",
        "โทร 081/234/5678",
        "โทร 081_234_5678",
    ],
    ids=["zero-width", "full-width-digits", "full-width-site", "slashes", "underscores"],
)
def test_a_disguise_waits_for_a_moderator_too(cast: Cast, words: str) -> None:
    assert reviewed(cast, words=words).state == State.WAITING


def test_words_below_a_picture_wait_as_the_review_does(cast: Cast, client: Client, private_files: Any) -> None:
    said = with_picture(cast)
    community.decide(case=Case.objects.get(), to=Decision.KEPT, actor=cast.moderator)
    pk = Picture.objects.get().pk
    sent = {**FILLED, "picture": [pk], f"words-{pk}": "สั่งที่ www.example.com"}
    assert cast.client("owner").post(address(said.line.order), sent).status_code == 302
    said.refresh_from_db()
    assert said.state == State.WAITING
    assert "www.example.com" not in client.get(page_of(said.product)).content.decode()


def test_a_moderator_reads_the_name_that_everybody_would(cast: Cast) -> None:
    said = reviewed(cast, name="โทร 081-234-5678")
    assert said.state == State.WAITING
    page = cast.client("moderator").get(reverse("moderation_case", args=[Case.objects.get().pk]))
    assert "081-234-5678" in page.content.decode()


def test_what_changed_since_the_moderator_looked_is_not_published_unseen(cast: Cast, client: Client) -> None:
    said = reviewed(cast, words="ดู www.example.com")
    here = reverse("moderation_case", args=[Case.objects.get().pk])
    moderator = cast.client("moderator")
    seen = moderator.get(here).context["thing"].seen
    worse = services.Said(stars=1, words="คนขายชื่อ ก โกง www.example.com")
    services.edit(review=Review.objects.get(), said=worse, now=timezone.now())
    answer = moderator.post(here, {"act": "keep", "seen": seen})
    assert answer.status_code == 422
    assert worse.words in answer.content.decode()
    assert Review.objects.get().state == State.WAITING
    again = answer.context["thing"].seen
    assert moderator.post(here, {"act": "keep", "seen": again}).status_code == 302
    assert Review.objects.get(pk=said.pk).state == State.PUBLISHED
