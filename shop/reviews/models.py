"""What buyers say of what they bought, what sellers answer, and the sums that lists show."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from media.models import Photo
from shop.catalogue.models import Product
from shop.orders.models import OrderLine
from shop.reviews.surveys import Survey as Survey

LONGEST_WORDS = 2000
LONGEST_NAME = 60
STARS = (1, 2, 3, 4, 5)


class State(models.TextChoices):
    """Where a review or an answer stands. Only what is published is seen and counted."""

    PUBLISHED = "published", _("Everybody sees it")
    WAITING = "waiting", _("Waits for a moderator")
    HIDDEN = "hidden", _("Hidden by a moderator")
    REMOVED = "removed", _("Removed by a moderator")
    TAKEN_BACK = "taken_back", _("Taken back")


MOVES = Lifecycle(
    State,
    {
        State.WAITING: {State.PUBLISHED, State.HIDDEN, State.REMOVED, State.TAKEN_BACK},
        State.PUBLISHED: {State.WAITING, State.HIDDEN, State.REMOVED, State.TAKEN_BACK},
        State.HIDDEN: {State.WAITING, State.PUBLISHED, State.REMOVED, State.TAKEN_BACK},
        State.REMOVED: {State.PUBLISHED, State.HIDDEN, State.TAKEN_BACK},
        State.TAKEN_BACK: (),
    },
)


class Review(models.Model):
    """What a buyer says of one line of an order they received; whose it is, the line's purchase knows.

    `name` is what the buyer chose to be called, blank for “verified buyer”. Taken back, it says nothing any more.
    """

    line = models.OneToOneField(OrderLine, models.PROTECT, related_name="review")
    product = models.ForeignKey(Product, models.PROTECT, related_name="reviews")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PUBLISHED)
    stars = models.PositiveSmallIntegerField(_("stars"))
    words = models.TextField(_("review"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    name = models.CharField(_("name shown"), max_length=LONGEST_NAME, blank=True)
    language = models.CharField(max_length=2, default="th")
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    is_demo = models.BooleanField(_("invented"), default=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_review_state_known"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="shop_review_one_to_five_stars"),
            models.CheckConstraint(
                condition=~Q(state=State.TAKEN_BACK) | Q(words="", name=""), name="shop_review_taken_back_says_nothing"
            ),
        ]
        indexes = [models.Index(fields=["product", "state", "-written_at"], name="shop_review_of_product")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars} · {self.words[:40]}"

    @property
    def called(self) -> str:
        """Whom readers see; never an e-mail address."""
        return self.name or _now("Verified buyer")


class ReviewEvent(LifecycleEvent):
    """One move of a review. Its author's moves name nobody; who decided otherwise stands in the case."""

    subject = models.ForeignKey(Review, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass


class Revision(models.Model):
    """What a review said before it was changed; gone when its author takes it back or is forgotten."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="revisions")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return f"{self.review_id} {self.until:%Y-%m-%d}"


class Picture(models.Model):
    """A picture that a buyer brought for the review of a line.

    `kept_at` is when the review first had it; until then it belongs to a form that was not finished, and goes after a day.
    """

    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="+")
    photo = models.OneToOneField(Photo, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["at"], condition=Q(kept_at__isnull=True), name="shop_picture_put_aside")]

    def __str__(self) -> str:
        return f"{self.line_id} · {self.photo_id}"


class SellersAnswer(models.Model):
    """The one answer of a seller to a review."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="answer")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PUBLISHED)
    words = models.TextField(_("answer"), validators=[MaxLengthValidator(LONGEST_WORDS)])
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("answer to a review")
        verbose_name_plural = _("answers to reviews")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="shop_review_answer_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=[State.PUBLISHED, State.HIDDEN, State.REMOVED]),
                name="shop_review_answer_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class AnswerEvent(LifecycleEvent):
    """One move of an answer."""

    subject = models.ForeignKey(SellersAnswer, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass


class Rating(models.Model):
    """How many stars the published reviews of a product gave; written in the transaction of every change."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="rating")
    count = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # of stars
    ones = models.PositiveIntegerField(default=0)
    twos = models.PositiveIntegerField(default=0)
    threes = models.PositiveIntegerField(default=0)
    fours = models.PositiveIntegerField(default=0)
    fives = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count=F("ones") + F("twos") + F("threes") + F("fours") + F("fives")),
                name="shop_rating_count_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(total=F("ones") + F("twos") * 2 + F("threes") * 3 + F("fours") * 4 + F("fives") * 5),
                name="shop_rating_stars_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.total}/{self.count}"

    @property
    def average(self) -> Decimal:
        """Stars, to one decimal; zero where there is no review."""
        return round(Decimal(self.total) / self.count, 1) if self.count else Decimal(0)
