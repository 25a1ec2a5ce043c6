"""A finished round as a workbook, on its way from the upload to being published."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.assessment.models.assessments import Round

# What nobody confirmed by then is forgotten: organisations and rounds have moved on.
KEPT: Final = timedelta(hours=24)


class ImportState(models.TextChoices):
    """How far the workbook has come. The worker checks and publishes it; a person confirms in between."""

    CHECKING = "checking", _("Being checked")
    REFUSED = "refused", _("Has problems")
    READY = "ready", _("Can be published")
    PUBLISHING = "publishing", _("Being published")
    PUBLISHED = "published", _("Published")
    FAILED = "failed", _("Not published")


AT_WORK = (ImportState.CHECKING, ImportState.PUBLISHING)
OPEN = (ImportState.CHECKING, ImportState.REFUSED, ImportState.READY, ImportState.PUBLISHING)


class RoundImport(models.Model):
    """A workbook of results for a round. `done` of `total` organisations are checked, or counted for publishing.

    `found` holds what the check found, as JSON, see `cms.assessment.bulk.findings`. The content is let go of at the end.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="imports", verbose_name=_("round"))
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.CHECKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("import of results")
        verbose_name_plural = _("imports of results")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "round"],
                condition=Q(state__in=OPEN),
                name="assessment_import_one_open_a_person",
            ),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="assessment_import_state_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="assessment_import_done_of_total"),
        ]

    def __str__(self) -> str:
        return self.name
