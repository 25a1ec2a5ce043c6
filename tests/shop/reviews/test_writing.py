"""Who has received something says how it is; nobody else can."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import Notice
from cms.community.models import Case
from media.models import Photo
from shop.orders.models import State as OrderState
from shop.reviews import pictures, services
from shop.reviews.models import Picture, Rating, Review, Revision, State
from tests.cast import Cast
from tests.media import samples
from tests.shop.orders.ground import GUEST, clock_at, place
from tests.shop.reviews.ground import WORDS, address, line_of, received, reviewed, with_picture

pytestmark = pytest.mark.django_db

FILLED = {"stars": "4", "words": WORDS, "name": "ม. ม."}


def upload(name: str = "a.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or samples.jpeg_from_a_phone())


def test_a_member_reviews_what_they_received_and_everybody_reads_it(cast: Cast, client: Client) -> None:
    order = received(cast)
    answer = cast.client("owner").post(address(order), FILLED)
    assert answer.status_code == 302
    said = Review.objects.get()
    assert (said.state, said.stars, said.words, said.name) == (State.PUBLISHED, 4, WORDS, "ม. ม.")
    assert WORDS in client.get(reverse("shop_product", args=[said.product.slug])).content.decode()
    assert Notice.objects.filter(recipient=cast.seller, kind="review_written").count() == 1


def test_a_guest_reviews_by_the_link_of_their_order(cast: Cast, client: Client) -> None:
    order = received(cast, buyer=GUEST)
    assert client.get(address(order, guest=True)).status_code == 200
    assert client.post(address(order, guest=True), FILLED).status_code == 302
    assert Review.objects.get().line == line_of(order)


@pytest.mark.parametrize("who", ["stranger", "seller", "moderator"])
def test_nobody_else_can(cast: Cast, who: str) -> None:
    order = received(cast)
    assert cast.client(who).post(address(order), FILLED).status_code == 404
    assert not Review.objects.exists()


def test_a_line_of_another_order_cannot_be_reviewed_here(cast: Cast) -> None:
    mine = received(cast)
    theirs = received(cast, buyer="stranger", sold_by=mine.enterprise, of=line_of(mine).variant)
    foreign = reverse("review_line", args=[mine.number, line_of(theirs).pk])
    assert cast.client("owner").post(foreign, FILLED).status_code == 404


def test_what_was_not_received_cannot_be_reviewed(cast: Cast) -> None:
    order = place(cast)
    assert order.state != OrderState.RECEIVED
    assert cast.client("owner").post(address(order), FILLED).status_code == 422
    assert not Review.objects.exists()


def test_a_year_later_it_is_too_late(cast: Cast) -> None:
    order = received(cast)
    with clock_at(timezone.now() + timedelta(days=366)):
        assert cast.client("owner").post(address(order), FILLED).status_code == 422
    assert not Review.objects.exists()


@pytest.mark.every_database
def test_a_line_has_one_review(cast: Cast) -> None:
    said = reviewed(cast)
    with pytest.raises(services.AlreadyWritten):
        reviewed(cast, order=said.line.order)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(line=said.line, product=said.product, stars=1)
    assert Rating.objects.get().count == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"stars": ""}, "stars"),
        ({"stars": "6"}, "stars"),
        ({"stars": "'; DROP"}, "stars"),
        ({"words": "ก" * 2001}, "words"),
        ({"words": "ก\x00ข"}, "words"),
        ({"name": "mani@example.org"}, "name"),
        ({"name": "ม" * 61}, "name"),
    ],
    ids=["no-stars", "six", "nonsense", "long", "nul", "e-mail", "long-name"],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    cast: Cast, changes: dict[str, str], field: str
) -> None:
    order = received(cast)
    answer = cast.client("owner").post(address(order), {**FILLED, **changes})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    if "words" not in changes:
        assert WORDS in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "ดู www.example.com นะ",
        "https://x.example",
        "โทร 081-234-5678",
        "ทักไลน์มาเลย",
        "line id: abc",
        "a@b.example",
        "๐๘๑๒๓๔๕๖๗๘",
    ],
    ids=["www", "https", "telephone", "line-thai", "line", "mail", "thai-digits"],
)
def test_what_leads_away_waits_for_a_moderator(cast: Cast, client: Client, words: str) -> None:
    said = reviewed(cast, words=words)
    assert said.state == State.WAITING
    assert Case.objects.get(kind="review", key=str(said.pk)).is_held
    assert words not in client.get(reverse("shop_reviews", args=[said.product.slug])).content.decode()
    assert Rating.objects.get().count == 0


def test_pictures_lose_where_they_were_taken_and_wait(cast: Cast, private_files: Any) -> None:
    order = received(cast)
    answer = cast.client("owner").post(address(order), {**FILLED, "pictures": [upload()]})
    assert answer.status_code == 302
    said = Review.objects.get()
    photo = Photo.objects.get()
    assert (said.state, photo.is_public) == (State.WAITING, False)
    assert samples.GPS_MAKER.encode() not in photo.file.read()
    assert "เห็ดนางฟ้าสด" in photo.description


def test_a_refused_picture_keeps_the_good_one_and_what_was_typed(cast: Cast, private_files: Any) -> None:
    order = received(cast)
    files = [upload(), upload("b.jpg", b"<svg onload=alert(1)>")]
    answer = cast.client("owner").post(address(order), {**FILLED, "pictures": files})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert WORDS in html
    kept = Picture.objects.get()
    assert f'name="picture" value="{kept.pk}"' in html
    assert not Review.objects.exists()
    again = cast.client("owner").post(address(order), {**FILLED, "picture": [kept.pk]})
    assert again.status_code == 302
    assert pictures.kept(line_of(order)).get() == kept


def test_there_are_four_pictures_at_most(cast: Cast, private_files: Any) -> None:
    order = received(cast)
    answer = cast.client("owner").post(address(order), {**FILLED, "pictures": [upload() for _number in range(5)]})
    assert answer.status_code == 422
    assert Picture.objects.count() == 4


def test_nobody_takes_a_picture_of_another_line(cast: Cast, private_files: Any) -> None:
    foreign = with_picture(cast)
    order = received(cast, buyer="stranger", sold_by=foreign.product.enterprise, of=foreign.line.variant)
    pk = Picture.objects.get().pk
    assert cast.client("stranger").post(address(order), {**FILLED, "picture": [pk]}).status_code == 302
    assert not pictures.kept(line_of(order)).exists()
    seen = reverse("review_picture", args=[order.number, line_of(order).pk, pk])
    assert cast.client("stranger").get(seen).status_code == 404


def test_pictures_of_forms_that_nobody_finished_are_swept(cast: Cast, private_files: Any) -> None:
    line = line_of(received(cast))
    pictures.put_aside(upload(), line=line, member=None, words="a")
    assert pictures.sweep(now=timezone.now()) == 0
    assert pictures.sweep(now=timezone.now() + timedelta(days=2)) == 1
    assert not Photo.objects.exists()


def test_its_author_changes_it_and_what_it_said_is_kept(cast: Cast) -> None:
    said = reviewed(cast, stars=2)
    answer = cast.client("owner").post(address(said.line.order), {**FILLED, "stars": "5"})
    assert answer.status_code == 302
    said.refresh_from_db()
    assert (said.stars, said.state) == (5, State.PUBLISHED)
    assert said.edited_at is not None
    assert [one.stars for one in Revision.objects.filter(review=said)] == [2]
    assert Rating.objects.get().total == 5


def test_changed_to_lead_away_it_waits_and_counts_no_more(cast: Cast) -> None:
    said = reviewed(cast)
    cast.client("owner").post(address(said.line.order), {**FILLED, "words": "www.example.com"})
    said.refresh_from_db()
    assert said.state == State.WAITING
    assert Rating.objects.get().count == 0


def test_after_thirty_days_it_stays_as_it_is(cast: Cast) -> None:
    said = reviewed(cast)
    with clock_at(timezone.now() + timedelta(days=31)):
        assert cast.client("owner").post(address(said.line.order), FILLED).status_code == 422
    said.refresh_from_db()
    assert said.stars == 5


def test_taken_back_nothing_of_it_is_left(cast: Cast, client: Client, private_files: Any) -> None:
    said = with_picture(cast)
    answer = cast.client("owner").post(address(said.line.order), {"take_back": "1"})
    assert answer.status_code == 302
    said.refresh_from_db()
    assert (said.state, said.words, said.name) == (State.TAKEN_BACK, "", "")
    assert not Photo.objects.exists()
    assert not Revision.objects.exists()
    assert Case.objects.get().state == "gone"
    assert WORDS not in client.get(reverse("shop_reviews", args=[said.product.slug])).content.decode()
    assert cast.client("owner").post(address(said.line.order), FILLED).status_code == 422
