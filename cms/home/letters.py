"""What visitors write to us, and what becomes of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle


class MessageState(models.TextChoices):
    """Where a message stands."""

    NEW = "new", _("New")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")
    SPAM = "spam", _("Spam")


MOVES = Lifecycle(
    MessageState,
    {
        MessageState.NEW: {MessageState.ANSWERED, MessageState.CLOSED, MessageState.SPAM},
        MessageState.ANSWERED: {MessageState.CLOSED},
        MessageState.CLOSED: {MessageState.NEW},
        MessageState.SPAM: {MessageState.NEW},
    },
)


class ContactMessage(models.Model):
    """A message from the contact page; for staff's eyes only."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    subject = models.CharField(_("subject"), max_length=160)
    text = models.TextField(_("message"), max_length=5000)
    language = models.CharField(max_length=2, default="th")
    state = models.CharField(_("state"), max_length=12, choices=MessageState.choices, default=MessageState.NEW)
    answer = models.TextField(_("answer"), max_length=8000, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MessageState.values), name="home_message_state"),
            models.CheckConstraint(condition=~models.Q(text=""), name="home_message_text"),
            models.CheckConstraint(condition=~models.Q(email=""), name="home_message_email"),
            models.CheckConstraint(
                condition=~models.Q(state=MessageState.ANSWERED) | ~models.Q(answer=""), name="home_message_answered"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class ContactEvent(LifecycleEvent):
    """One move of a message."""

    subject = models.ForeignKey(ContactMessage, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)
