"""What people report of what others wrote, and what moderators decide about it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle

LONGEST_WORDS = 1000
LONGEST_EXCERPT = 500


class State(models.TextChoices):
    """What was decided about a thing."""

    OPEN = "open", _("Waits for a decision")
    KEPT = "kept", _("Kept")
    HIDDEN = "hidden", _("Hidden")
    REMOVED = "removed", _("Removed")
    GONE = "gone", _("Taken back by its author")


MOVES = Lifecycle(
    State,
    {
        State.OPEN: {State.KEPT, State.HIDDEN, State.REMOVED, State.GONE},
        State.KEPT: {State.OPEN, State.HIDDEN, State.REMOVED, State.GONE},
        State.HIDDEN: {State.OPEN, State.KEPT, State.REMOVED, State.GONE},
        State.REMOVED: {State.OPEN, State.KEPT, State.HIDDEN, State.GONE},
        State.GONE: (),
    },
    reason_needed={State.HIDDEN, State.REMOVED},
)


class Reason(models.TextChoices):
    """Why somebody reports a thing."""

    SPAM = "spam", _("Advertising or spam")
    INSULT = "insult", _("Insults or threatens somebody")
    PERSONAL = "personal", _("Tells private things about a person")
    FALSE = "false", _("Is not true")
    OTHER = "other", _("For another reason")


class Case(models.Model):
    """Everything about one thing that somebody reported, or that a moderator has to see before others do.

    `kind` and `key` name the thing, see `registry`. `waiting` counts reports since the last decision; `is_held` says that
    nobody sees the thing before somebody decides. `excerpt` is what it said when it was last reported. Its author may
    answer once.
    """

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=80)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    waiting = models.PositiveIntegerField(_("times reported"), default=0)
    is_held = models.BooleanField(_("not published yet"), default=False)
    opened_at = models.DateTimeField(_("waits since"), default=timezone.now)
    excerpt = models.CharField(max_length=LONGEST_EXCERPT, blank=True)
    answer = models.TextField(_("answer of the author"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("case of moderation")
        verbose_name_plural = _("cases of moderation")
        ordering = ["-waiting", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="community_case_one_a_thing"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="community_case_names_a_thing"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="community_case_state_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="community_case_answer_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "-waiting", "opened_at"], name="community_case_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class CaseEvent(LifecycleEvent):
    """One decision, or what made one necessary: who, when, why."""

    subject = models.ForeignKey(Case, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)


class Report(models.Model):
    """What one person said is wrong with a thing. `reporter` is None for who was not signed in, and is shown to nobody.

    `form` is the key that the form carried: sent twice it is one report.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    words = models.TextField(_("in your words"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    form = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(_("reported"), default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report of misuse")
        verbose_name_plural = _("reports of misuse")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="community_report_reason_known"),
            models.CheckConstraint(condition=~Q(form=""), name="community_report_has_a_form"),
            models.UniqueConstraint(
                fields=["case", "reporter"],
                condition=Q(decided_at__isnull=True, reporter__isnull=False),
                name="community_report_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.reason}"
