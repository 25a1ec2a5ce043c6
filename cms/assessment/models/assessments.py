"""A round of a year, and the assessment of one organisation in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.indicators.models import IndicatorSet, Version
from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import Organisation
from themes.templatetags.thai_dates import thai_year

FIRST_YEAR, LAST_YEAR = 1997, 2200  # CE; a year of the Buddhist Era lies outside


class Round(models.Model):
    """The assessments of one year by one indicator set. `year` is Gregorian; screens show พ.ศ. in Thai.

    `version` is what assessments begun now are made with; one that was begun keeps the version it began with. Between
    `opens_on` and `closes_on`, both included, answers are taken; results may be published later, and what was reopened
    with a reason may be answered later.
    """

    indicator_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="rounds", verbose_name=_("indicator set")
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds", verbose_name=_("version"))
    year = models.PositiveSmallIntegerField(_("year"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))

    class Meta:
        ordering = ["-year", "indicator_set"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_set", "year"],
                name="assessment_round_once_a_year",
                violation_error_message=_("This set has a round in this year."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="assessment_round_closes_after_it_opens",
                violation_error_message=_("A round closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="assessment_round_year_is_gregorian",
                violation_error_message=_("Write the year in the Common Era: 2026, not 2569."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_set} · {thai_year(self.year)}"


class State(models.TextChoices):
    """Where an assessment stands. Only a published one is seen by everybody."""

    DRAFT = "draft", _("Being assessed")
    SUBMITTED = "submitted", _("Waits for verification")
    VERIFIED = "verified", _("Verified, waits for publication")
    PUBLISHED = "published", _("Published")
    REOPENED = "reopened", _("Reopened")


MOVES = Lifecycle(
    State,
    {
        State.DRAFT: {State.SUBMITTED},
        State.SUBMITTED: {State.VERIFIED, State.REOPENED},
        State.VERIFIED: {State.PUBLISHED, State.REOPENED},
        State.PUBLISHED: {State.REOPENED},
        State.REOPENED: {State.SUBMITTED},
    },
    reason_needed={State.REOPENED},
)
# In these the organisation answers; in SUBMITTED a researcher does.
OPEN = (State.DRAFT, State.REOPENED)


class Assessment(models.Model):
    """One organisation in one round. `version` is the round's when it was begun, and stays.

    `taken_back` is the highest revision of an answer or strength that was ever taken back: what is given anew begins
    above it, so that a device which saw the old one cannot take the new one for it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments", verbose_name=_("round"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assessments", verbose_name=_("organisation")
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="assessments", verbose_name=_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    taken_back = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-round__year", "organisation", "pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        default_permissions = ("view",)
        permissions = [
            ("publish_assessment", _("May publish and reopen assessments")),
            ("import_assessment", _("May import results of whole rounds")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"],
                name="assessment_once_a_round",
                violation_error_message=_("This organisation is assessed in this round already."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state_known"),
        ]
        indexes = [models.Index(fields=["state", "begun_at"], name="assessment_by_state")]

    def __str__(self) -> str:
        return f"{self.organisation} · {thai_year(self.round.year)}"


class AssessmentEvent(LifecycleEvent):
    """One move of an assessment."""

    subject = models.ForeignKey(Assessment, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)
