"""What happens to reviews. Locked in this order: the order, the case of moderation, the review, the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.community import services as community
from cms.lifecycle.services import begin, lock, move
from shop.orders.models import OrderLine
from shop.orders.models import State as OrderState
from shop.reviews import letters, pictures, queries, rules
from shop.reviews.models import (
    LONGEST_NAME,
    MOVES,
    AnswerEvent,
    Review,
    ReviewEvent,
    Revision,
    SellersAnswer,
    State,
)
from shop.reviews.pictures import Chosen
from shop.reviews.showing import show

REVIEW, ANSWER = "review", "review_answer"


class NotReceived(ValidationError):
    """Only what was received lately can be reviewed."""


class TheirOwn(ValidationError):
    """Members do not review what their own enterprise sells."""


class AlreadyWritten(ValidationError):
    """This line has a review, or had one that was taken back."""


class TooLate(ValidationError):
    """The time in which a review may be changed has passed, or a moderator removed it."""


class AlreadyAnswered(ValidationError):
    """The seller has answered this review before."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a buyer says: stars from 1 to 5, words, the name shown (blank for “verified buyer”), and pictures."""

    stars: int
    words: str = ""
    name: str = ""
    pictures: Sequence[Chosen] = ()


@transaction.atomic
def write(*, line: OrderLine, said: Said, language: str, now: datetime, is_demo: bool = False) -> Review:
    """Keep the review of a line that was received, and show it at once unless a moderator is to see it first.

    Raises NotReceived, TheirOwn, AlreadyWritten, ValidationError keyed to the field.
    """
    order = line.order
    lock(order)
    if queries.is_their_own(order):
        raise TheirOwn(_("Nobody reviews what their own enterprise sells."), code="their_own")
    if order.state != OrderState.RECEIVED or not rules.may_write(queries.received_at(order), now):
        raise NotReceived(_("Only what you received within the last year can be reviewed."), code="not_received")
    if Review.objects.filter(line=line).exists():
        raise AlreadyWritten(_("You have reviewed this already."), code="already_written")
    review = Review(line=line, product_id=line.variant.product_id, language=language, written_at=now, is_demo=is_demo)
    _say(review, said)
    has_new_pictures = pictures.settle(line, said.pictures, now=now)
    waits = rules.must_wait(words=review.words, name=review.name, has_new_pictures=has_new_pictures)
    review.state = State.WAITING if waits else State.PUBLISHED
    review.save()
    begin(subject=review, events=ReviewEvent, actor=None)
    if waits:
        community.hold(kind=REVIEW, key=str(review.pk), excerpt=review.words)
    show(review)
    letters.tell_members(review)
    return review


@transaction.atomic
def edit(*, review: Review, said: Said, now: datetime) -> Review:
    """Say it anew; what it said before is kept as a revision. What was hidden, or has new pictures or links, waits.

    Raises TooLate, ValidationError keyed to the field.
    """
    key = str(review.pk)
    may_wait = _may_wait(review, said)
    if may_wait:
        community.hold(kind=REVIEW, key=key, excerpt=said.words)
    lock(review)
    if review.state in {State.REMOVED, State.TAKEN_BACK} or not rules.may_edit(review.written_at, now):
        raise TooLate(_("This review cannot be changed any more."), code="too_late")
    if review.state == State.HIDDEN and not may_wait:
        raise TooLate(_("Meanwhile a moderator hid this review. Please send it again."), code="hidden_meanwhile")
    Revision.objects.create(review=review, stars=review.stars, words=review.words, until=now)
    _say(review, said)
    pictures.settle(review.line, said.pictures, now=now)
    review.edited_at = now
    review.save(update_fields=["stars", "words", "name", "edited_at"])
    if may_wait and review.state != State.WAITING:
        move(subject=review, to=State.WAITING, lifecycle=MOVES, events=ReviewEvent, actor=None)
    show(review)
    return review


@transaction.atomic
def take_back(*, review: Review) -> None:
    """The buyer takes the review back for good: words, name, pictures and what it said before are deleted."""
    community.taken_back(kind=REVIEW, key=str(review.pk))
    lock(review)
    if review.state == State.TAKEN_BACK:
        return
    _empty(review)
    review.words = review.name = ""
    review.save(update_fields=["words", "name"])
    move(subject=review, to=State.TAKEN_BACK, lifecycle=MOVES, events=ReviewEvent, actor=None)
    show(review)


@transaction.atomic
def answer(*, review: Review, actor: User, words: str) -> SellersAnswer:
    """The seller's one answer, under the review for everybody; its author is told.

    Raises AlreadyAnswered, ValidationError keyed to `words`.
    """
    lock(review)
    if SellersAnswer.objects.filter(review=review).exists():
        raise AlreadyAnswered(_("This review is answered already."), code="already_answered")
    if review.state != State.PUBLISHED:
        raise ValidationError(_("Only what everybody sees can be answered."), code="not_published")
    said = SellersAnswer(review=review, words=words.strip(), by=actor)
    if not said.words:
        raise ValidationError({"words": ValidationError(_("Please write an answer."), code="empty")})
    said.full_clean(exclude=["review", "by"])
    said.save()
    begin(subject=said, events=AnswerEvent, actor=actor)
    show(review)
    letters.tell_author(review)
    return said


@transaction.atomic
def set_state(*, review: Review, to: State) -> None:
    """What a moderator decided, inside the transaction that holds the case; where it stands there already, nothing."""
    lock(review)
    if review.state != to:
        move(subject=review, to=to, lifecycle=MOVES, events=ReviewEvent, actor=None)
        show(review)


@transaction.atomic
def set_answers_state(*, said: SellersAnswer, to: State) -> None:
    """The same for a seller's answer."""
    lock(said)
    if said.state != to:
        move(subject=said, to=to, lifecycle=MOVES, events=AnswerEvent, actor=None)
        show(said.review)


def _may_wait(review: Review, said: Said) -> bool:
    known = dict(pictures.kept(review.line).values_list("pk", "photo__description"))
    has_new = any(one.pk not in known for one in said.pictures)
    changed = [one.words for one in said.pictures if one.words != known.get(one.pk)]
    current = Review.objects.values_list("state", flat=True).get(pk=review.pk)
    waits = rules.must_wait(words=said.words, name=said.name, has_new_pictures=has_new)
    return waits or any(map(rules.leads_away, changed)) or current in {State.HIDDEN, State.WAITING}


def _say(review: Review, said: Said) -> None:
    review.stars, review.words, review.name = said.stars, said.words.strip(), " ".join(said.name.split())
    if "@" in review.name or len(review.name) > LONGEST_NAME:
        message = _("Please choose a short name, and no e-mail address.")
        raise ValidationError({"name": ValidationError(message, code="name")})
    review.full_clean(exclude=["line", "product"])


def _empty(review: Review) -> None:
    for picture in pictures.of_line(review.line):
        picture.photo.delete()
    review.revisions.all().delete()
