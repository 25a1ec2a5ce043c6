"""An indicator set, and its versions."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import OrganisationKind
from cms.places.models.areas import InReadersLanguage
from cms.places.rules import SLUG


class SetStanding(models.TextChoices):
    """How far a set may be relied on; said wherever the set or a result of it is shown."""

    OFFICIAL = "official", _("Official")
    SAMPLE = "sample", _("Sample set, not official")
    TO_CHECK = "to_check", _("Check against the ministry's current text before official use")


class IndicatorSet(models.Model):
    """What organisations of one kind are assessed by. `code` names it for ever; what it asks is said by its versions."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.ForeignKey(
        OrganisationKind, models.PROTECT, related_name="indicator_sets", verbose_name=_("kind of organisation")
    )
    name_th = models.CharField(_("name in Thai"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    about_th = models.TextField(_("about, in Thai"), max_length=2000, blank=True)
    about_en = models.TextField(_("about, in English"), max_length=2000, blank=True)
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=SetStanding, default=SetStanding.SAMPLE)

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("indicator set")
        verbose_name_plural = _("indicator sets")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=SLUG), name="indicators_set_code_is_a_slug"),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="indicators_set_has_both_names"),
            models.CheckConstraint(condition=Q(standing__in=SetStanding.values), name="indicators_set_standing_known"),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")
    about = InReadersLanguage("about")


class State(models.TextChoices):
    """Where a version stands. Only a draft can be written; only a published one begins assessments."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


MOVES = Lifecycle(
    State,
    {State.DRAFT: {State.PUBLISHED}, State.PUBLISHED: {State.RETIRED}, State.RETIRED: ()},
    reason_needed={State.RETIRED},
)


class Version(models.Model):
    """One version of a set: what is asked, by what marks, and what the marks mean.

    Weights are marks: those of the dimensions add up to `full_marks`, those of a dimension's indicators to the
    dimension's, those of an indicator's sub-indicators to the indicator's. A goal counts as attained from
    `sdg_attained_from` percent of what is linked to it, as under way from `sdg_underway_from` percent.

    Once it is no draft, the database lets nothing below it change, nor anything of it but its state.
    """

    indicator_set = models.ForeignKey(
        IndicatorSet, models.PROTECT, related_name="versions", verbose_name=_("indicator set")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.TextField(_("what is new"), max_length=2000, blank=True)
    full_marks = models.DecimalField(_("full marks"), max_digits=7, decimal_places=2, default=Decimal(100))
    sdg_attained_from = models.DecimalField(
        _("a goal is attained from, in percent"), max_digits=5, decimal_places=2, default=Decimal(80)
    )
    sdg_underway_from = models.DecimalField(
        _("a goal is under way from, in percent"), max_digits=5, decimal_places=2, default=Decimal(50)
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["indicator_set", "-number"]
        verbose_name = _("version of an indicator set")
        verbose_name_plural = _("versions of indicator sets")
        constraints = [
            models.UniqueConstraint(fields=["indicator_set", "number"], name="indicators_version_number_once"),
            models.UniqueConstraint(
                fields=["indicator_set"],
                condition=Q(state=State.PUBLISHED),
                name="indicators_version_one_published",
                violation_error_message=_("Another version of this set is published; retire it first."),
            ),
            models.UniqueConstraint(
                fields=["indicator_set"],
                condition=Q(state=State.DRAFT),
                name="indicators_version_one_draft",
                violation_error_message=_("This set has a draft already."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="indicators_version_number_from_1"),
            models.CheckConstraint(condition=Q(full_marks__gt=0), name="indicators_version_has_marks"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="indicators_version_state_known"),
            models.CheckConstraint(
                condition=Q(
                    sdg_underway_from__gt=0,
                    sdg_underway_from__lt=models.F("sdg_attained_from"),
                    sdg_attained_from__lte=100,
                ),
                name="indicators_version_sdg_rule_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_set} v{self.number}"


class VersionEvent(LifecycleEvent):
    """One move of a version."""

    subject = models.ForeignKey(Version, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)
