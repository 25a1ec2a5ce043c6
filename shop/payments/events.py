"""The inbox: what payment services told us, row first; what follows from it is looked up and applied later."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EventState(models.TextChoices):
    """What became of an event."""

    NEW = "new", _("Waits")
    DONE = "done", _("Applied")
    IGNORED = "ignored", _("Nothing of ours")
    FAILED = "failed", _("Failed, tried again")
    DEAD = "dead", _("Given up")


class WebhookEvent(models.Model):
    """One event as a payment service sent it: what it is about, not what it says.

    Its body is not kept. What is true is fetched again by `about` when the event is applied, and a body names the buyer.
    """

    provider = models.CharField(_("service"), max_length=12)
    event = models.CharField(_("event"), max_length=120)
    kind = models.CharField(_("kind"), max_length=80)
    about = models.CharField(_("about"), max_length=120, blank=True)
    account = models.CharField(_("account"), max_length=120, blank=True)
    livemode = models.BooleanField(_("live"), default=False)
    made_at = models.DateTimeField(_("made"))
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState.choices, default=EventState.NEW)
    problem = models.TextField(_("problem"), blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"), default=timezone.now)
    done_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("event of a payment service")
        verbose_name_plural = _("events of payment services")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "event"], name="shop_webhook_event_once"),
            models.CheckConstraint(condition=Q(state__in=EventState.values), name="shop_webhook_event_state_known"),
            models.CheckConstraint(condition=~Q(event="") & ~Q(kind=""), name="shop_webhook_event_is_named"),
            models.CheckConstraint(
                condition=~Q(state__in=[EventState.FAILED, EventState.DEAD]) | ~Q(problem=""),
                name="shop_webhook_event_failure_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=[EventState.NEW, EventState.FAILED]),
                name="shop_webhook_event_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event}"
