"""What an organisation says of itself, what a researcher found, the evidence, and strengths in words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.assessment.models.assessments import Assessment
from cms.indicators.models import Indicator, SubIndicator
from cms.places.models.areas import InReadersLanguage
from media.private_files import secret_path
from media.storage import private

# The folder of the private storage in which evidence lies.
EVIDENCE = "evidence/"


def evidence_path(instance: models.Model, filename: str) -> str:
    """Where a piece of evidence lies: under a name that nobody can guess."""
    return secret_path(EVIDENCE, filename)


class Phase(models.TextChoices):
    """Who answered: the organisation itself, or who verified it. Both stand side by side; the verified one counts."""

    SELF = "self", _("Self-assessment")
    VERIFIED = "verified", _("Verification")


class Answer(models.Model):
    """One answer of one phase. Exactly one of `points` and `not_applicable` is said.

    `value` is the measured value that the points follow from. `revision` rises by one with every change and is what a
    device says it has seen: who saw an older one is told, and overwrites nothing.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    sub_indicator = models.ForeignKey(SubIndicator, models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8, choices=Phase)
    points = models.PositiveSmallIntegerField(_("points"), null=True, blank=True)
    value = models.DecimalField(_("measured value"), max_digits=14, decimal_places=4, null=True, blank=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "sub_indicator", "phase"], name="assessment_answer_once_a_phase"
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="assessment_answer_phase_known"),
            models.CheckConstraint(
                condition=Q(points__isnull=False, not_applicable=False)
                | Q(points__isnull=True, value__isnull=True, not_applicable=True),
                name="assessment_answer_points_or_not_applicable",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="assessment_answer_revision_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.sub_indicator_id} {self.phase}"


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    TEXT = "text", _("Text")
    LINK = "link", _("Link")
    PHOTO = "photo", _("Photo")
    DOCUMENT = "document", _("Document")


class Evidence(models.Model):
    """A piece of evidence for one sub-indicator; private to who may see the assessment before it is published, and after."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="evidence")
    sub_indicator = models.ForeignKey(SubIndicator, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    title = models.CharField(_("what it shows"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=3000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=evidence_path, storage=private, max_length=200, blank=True)  # type: ignore[arg-type]  # the engines setting names a Django storage
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.TEXT, link="", file="") & ~Q(text=""))
                | (Q(kind=EvidenceKind.LINK, text="", file="") & ~Q(link=""))
                | (Q(kind__in=[EvidenceKind.PHOTO, EvidenceKind.DOCUMENT], text="", link="") & ~Q(file="")),
                name="assessment_evidence_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="assessment_evidence_link_is_a_web_address",
            ),
        ]
        indexes = [models.Index(fields=["assessment", "sub_indicator"], name="assessment_evidence_of_sub")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Strength(models.Model):
    """A strength (จุดเด่น) by indicator, in the organisation's own words, while the assessment is worked on."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="strengths")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    text_th = models.TextField(_("strength in Thai"), max_length=1000)
    text_en = models.TextField(_("strength in English"), max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["indicator__order", "pk"]
        verbose_name = _("strength")
        verbose_name_plural = _("strengths")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="assessment_strength_once_an_indicator"),
            models.CheckConstraint(condition=~Q(text_th=""), name="assessment_strength_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    text = InReadersLanguage("text")
