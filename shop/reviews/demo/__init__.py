"""What invented buyers of the demo say of what they received, and how satisfied they are.

Each buys two things of one enterprise on delivery, receives and reviews them, and answers the four questions. All of it
goes through the services and is marked as demo data. One review with a picture waits for a moderator, one is reported.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.accounts import demo as people
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.community import services as community
from cms.community.models import Case, Reason
from cms.community.models import State as Decision
from cms.places.models import Subdistrict
from media.illustrations.album import Album, Wish
from media.illustrations.printing import CLOSE
from media.models import Photo
from shop.cart import queries as carts
from shop.cart import services as cart_services
from shop.cart.models import Cart
from shop.catalogue.models import Variant
from shop.checkout.addresses import RealPlace, ThaiAddress, place_of
from shop.checkout.options import options_of
from shop.checkout.services import Buyer, Choice, place_order, placed_with
from shop.enterprises import demo as enterprises
from shop.orders import services as orders
from shop.orders.models import Order, OrderLine
from shop.reviews import services, surveying
from shop.reviews.models import Picture, Review
from shop.reviews.pictures import Chosen
from shop.reviews.surveys import QUESTIONS

STEP = "Reviews and satisfaction"
FOLDER = Path(__file__).parent
# Nobody's: the exchange gives out no number of zeros.
PHONE = "020000000"
SUBDISTRICT = "400101"
# The review that the demo's member reports, by its buyer.
REPORTED = "25"


def buyers() -> list[dict[str, Any]]:
    """The invented buyers, with what they say."""
    found: list[dict[str, Any]] = enterprises.read(FOLDER / "reviews.toml")["buyer"]
    return found


def wishes() -> Iterator[Wish]:
    """A picture for those who bring one."""
    for data in buyers():
        if "shows" in data:
            yield Wish(f"review-{data['key']}", data["shows"], "ภาพวาดแทนภาพถ่ายของผู้ซื้อ (ข้อมูลสาธิต)", CLOSE)


def count() -> int:
    """How many buyers there are."""
    return len(buyers())


def load(album: Album) -> Iterator[str]:
    """Let those buy and say what they have to say who have not yet; yields the key of each."""
    place = _place()
    for data in buyers():
        if placed_with(_token(data)) is None:
            _tell(data, place, album.photos.get(f"review-{data['key']}"))
        yield data["key"]


@transaction.atomic
def _tell(data: Mapping[str, Any], place: RealPlace, photo: Photo | None) -> None:
    order = _received(data, place)
    seller = order.enterprise.memberships.select_related("user")[0].user
    lines = order.lines.select_related("variant__product__enterprise", "order__purchase")
    for number, (product, _variant, stars, words, answer) in enumerate(data["lines"]):
        line = lines.get(variant__product__name_en=product)
        shown = photo if number == data.get("on_line", 0) else None
        said = services.Said(stars, words, data["name"], [_picture(line, shown)] if shown else [])
        review = services.write(line=line, said=said, language="th", now=timezone.now(), is_demo=True)
        if shown and "waits" not in data:
            _keep(review)
        if answer:
            services.answer(review=review, actor=seller, words=answer)
        if data["key"] == REPORTED and number == 0:
            _report(review)
    survey = surveying.ask(order=order, now=timezone.now())
    steps = dict(zip(QUESTIONS, data["steps"], strict=True))
    surveying.answer(survey=survey, steps=steps, words=data["said"], now=timezone.now())


def _received(data: Mapping[str, Any], place: RealPlace) -> Order:
    cart = Cart()
    for product, number, *_said in data["lines"]:
        enterprise = enterprises.enterprise(data["enterprise"])
        wanted = Variant.objects.filter(product__name_en=product, product__enterprise=enterprise)
        cart = cart_services.add(cart=cart, variant_id=wanted[number].pk, quantity=1).cart
    seen = carts.view(cart)
    purchase = place_order(
        cart=cart,
        token=_token(data),
        buyer=Buyer(f"ผู้ซื้อสาธิต {data['key']}", PHONE, f"buyer-{data['key']}@{people.DOMAIN}"),
        address=ThaiAddress("1/1 หมู่บ้านสาธิต", place),
        choices={
            one.enterprise.pk: Choice("parcel", "cod", total=one.prices["parcel", "cod"].total)
            for one in options_of(seen)
        },
        seen={line.variant_id: (line.quantity, line.price or 0) for line in seen.lines},
    )
    order: Order = purchase.orders.get()
    seller = order.enterprise.memberships.select_related("user")[0].user
    orders.send(order=order, actor=seller, carrier="ขนส่งสาธิต", tracking_number="DEMO000000TH")
    orders.received(order=order, actor=None)
    return order


def _picture(line: OrderLine, photo: Photo) -> Chosen:
    """The album's picture, as if the buyer had brought it."""
    picture = Picture.objects.create(line=line, photo=photo)
    return Chosen(picture.pk, photo.description)


def _keep(review: Review) -> None:
    moderator = User.objects.get(email=people.address(Role.MODERATOR))
    case = Case.objects.get(kind=services.REVIEW, key=str(review.pk))
    community.decide(case=case, to=Decision.KEPT, actor=moderator)
    review.refresh_from_db()


def _report(review: Review) -> None:
    member = User.objects.get(email=people.address(Role.MEMBER))
    community.report(
        kind=services.REVIEW,
        key=str(review.pk),
        reporter=member,
        reason=Reason.FALSE,
        words="ล็อตที่ฉันได้กรอบดี อยากให้ตรวจดู (ข้อมูลสาธิต)",
        form=salted_hmac("shop.reviews.demo", "report").hexdigest()[:32],
    )


def _place() -> RealPlace:
    row = Subdistrict.objects.get(code=SUBDISTRICT)
    found = place_of(f"{row.code}-{row.postcode}")
    if found is None:
        raise LookupError(f"{SUBDISTRICT} has no postcode")
    return found


def _token(data: Mapping[str, Any]) -> str:
    return f"demo-review-{data['key']}"
