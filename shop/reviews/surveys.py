"""Who was asked how satisfied they were, and what they answered."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.orders.models import Order

LONGEST_WORDS = 2000

# The questions, each answered by a step from 1 (not at all) to 5 (entirely).
QUESTIONS: dict[str, str | Promise] = {
    "described": _("The goods were as described"),
    "fresh": _("They came fresh, clean and whole"),
    "sent": _("They were packed well and came in time"),
    "again": _("I would buy here again"),
}
STEPS = (1, 2, 3, 4, 5)
_NONE = {f"{name}__isnull": True for name in QUESTIONS}
# A comparison with nothing is neither true nor false, and a database lets pass what is not false.
_ALL: dict[str, int | bool] = {
    f"{name}__{test}": value for name in QUESTIONS for test, value in (("isnull", False), ("gte", 1), ("lte", 5))
}


class Outcome(models.TextChoices):
    """What the draw said of an order."""

    ASKED = "asked", _("Asked")
    NOT_DRAWN = "not_drawn", _("Not drawn")
    ASKED_LATELY = "asked_lately", _("The buyer was asked lately")
    NOBODY = "nobody", _("Nobody can be asked")


class Survey(models.Model):
    """An order received, whether its buyer was drawn to be asked, and the answers. Drawn once, whatever it said.

    `words` are for the seller only and are shown without saying whose they are.
    """

    order = models.OneToOneField(Order, models.PROTECT, related_name="survey")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    drawn_at = models.DateTimeField(default=timezone.now, db_index=True)
    described = models.PositiveSmallIntegerField(null=True, blank=True)
    fresh = models.PositiveSmallIntegerField(null=True, blank=True)
    sent = models.PositiveSmallIntegerField(null=True, blank=True)
    again = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(_("words to the seller"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    answered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("satisfaction survey")
        verbose_name_plural = _("satisfaction surveys")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="shop_survey_outcome_known"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, words="", **_NONE)
                | Q(answered_at__isnull=False, outcome=Outcome.ASKED, **_ALL),
                name="shop_survey_answered_whole_or_not",
            ),
        ]
        indexes = [models.Index(fields=["drawn_at"], condition=Q(outcome=Outcome.ASKED), name="shop_survey_asked")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.outcome}"
