"""The history of whatever has a lifecycle."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LifecycleEvent(models.Model):
    """One move in the life of a subject: who, when, from, to, why. Written once, by `services`, and never touched again.

    An area makes its own and adds the subject; its migration ends with `AppendOnly("JoinRequestEvent")`:

        class JoinRequestEvent(LifecycleEvent):
            subject = models.ForeignKey(JoinRequest, models.PROTECT, related_name="events")

            class Meta(LifecycleEvent.Meta):
                pass

    `from_state` is empty for the event that begins the life. `actor` is empty where the clock moved the subject; a
    person who leaves keeps a nameless row, so that what they did stays told.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    from_state = models.CharField(_("from"), max_length=40, blank=True)
    to_state = models.CharField(_("to"), max_length=40)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(condition=~Q(to_state=""), name="%(app_label)s_%(class)s_goes_somewhere"),
            models.CheckConstraint(
                condition=~Q(to_state=F("from_state")), name="%(app_label)s_%(class)s_changes_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_state or '·'} → {self.to_state}"
