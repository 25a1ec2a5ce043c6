"""A buyer wants to send goods back: which, why, and what became of it. The order itself stays received."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from media.private_files import secret_path
from media.storage import private

# The folder of the private storage in which the pictures lie.
PHOTOS = "returns/"
MOST_WORDS = 1_000


class ReturnState(models.TextChoices):
    """Where a return stands."""

    ASKED = "asked", _("Waits for the seller")
    ACCEPTED = "accepted", _("Accepted: to be sent back")
    REFUSED = "refused", _("Not accepted")
    CAME_BACK = "came_back", _("The goods came back")
    WITHDRAWN = "withdrawn", _("Called off by the buyer")


RETURN_MOVES = Lifecycle(
    ReturnState,
    {
        ReturnState.ASKED: {ReturnState.ACCEPTED, ReturnState.REFUSED, ReturnState.WITHDRAWN},
        ReturnState.ACCEPTED: {ReturnState.CAME_BACK, ReturnState.WITHDRAWN},
        ReturnState.REFUSED: (),
        ReturnState.CAME_BACK: (),
        ReturnState.WITHDRAWN: (),
    },
    # The buyer reads where to send it, or why not.
    reason_needed={ReturnState.ACCEPTED, ReturnState.REFUSED},
)
# In these something is still to be done.
OPEN = (ReturnState.ASKED, ReturnState.ACCEPTED)
# Pieces in these cannot be asked for once more.
HOLDS = (*OPEN, ReturnState.CAME_BACK)


class ReturnReason(models.TextChoices):
    """Why goods go back."""

    BROKEN = "broken", _("Broken or spoilt")
    WRONG = "wrong", _("Not what I ordered")
    DIFFERENT = "different", _("Not as it was described")
    UNWANTED = "unwanted", _("I do not want it any more")
    OTHER = "other", _("Another reason")


class ReturnRequest(models.Model):
    """What a buyer asks to send back of a received order. `key` is the form's: sent twice it asks once.

    `words` are blank once the buyer is forgotten.
    """

    order = models.ForeignKey("shop_orders.Order", models.PROTECT, related_name="returns")
    reason = models.CharField(_("reason"), max_length=10, choices=ReturnReason.choices)
    words = models.TextField(_("in your words"), max_length=MOST_WORDS, blank=True)
    state = models.CharField(max_length=10, choices=ReturnState.choices, default=ReturnState.ASKED)
    key = models.CharField(max_length=32)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("return of goods")
        verbose_name_plural = _("returns of goods")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReturnState.values), name="shop_return_state_known"),
            models.CheckConstraint(condition=Q(reason__in=ReturnReason.values), name="shop_return_reason_known"),
            models.CheckConstraint(condition=~Q(key=""), name="shop_return_has_a_key"),
            models.UniqueConstraint(fields=["order", "key"], name="shop_return_asked_once"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=OPEN), name="shop_return_one_open_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.state}"

    @property
    def reference(self) -> str:
        """What its changes of stock are named after."""
        return f"return-{self.pk}"

    @property
    def amount(self) -> int:
        """What its pieces cost, in satang, without sending; reads the lines."""
        return sum(one.amount for one in self.lines.all())

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN


class ReturnLine(models.Model):
    """So many pieces of one line of the order; the database lets it never be changed."""

    request = models.ForeignKey(ReturnRequest, models.PROTECT, related_name="lines")
    line = models.ForeignKey("shop_orders.OrderLine", models.PROTECT, related_name="returned")
    pieces = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="shop_return_line_once"),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="shop_return_line_has_pieces"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.pieces} × {self.line_id}"

    @property
    def amount(self) -> int:
        """What they cost, in satang."""
        return self.line.unit_price * self.pieces


class ReturnEvent(LifecycleEvent):
    """One move of a return; its reason is what the seller wrote to the buyer."""

    subject = models.ForeignKey(ReturnRequest, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return RETURN_MOVES.label(self.to_state)


def photo_path(instance: models.Model, filename: str) -> str:
    """Where a picture lies: under a name that nobody can guess."""
    return secret_path(PHOTOS, filename)


class ReturnPhoto(models.Model):
    """A picture of what is wrong: a private file of the buyer and the seller."""

    request = models.ForeignKey(ReturnRequest, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to=photo_path, storage=private)  # type: ignore[arg-type]  # the engines setting names a Django storage

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.pk}"
