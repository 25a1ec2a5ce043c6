"""A workbook of an indicator set that waits for its preview to be confirmed."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.indicators.models.sets import IndicatorSet

# Whoever uploaded it has gone by then; what it was compared with is long another.
KEPT: Final = timedelta(hours=24)


class WaitingUploads(models.QuerySet["SetUpload"]):
    """Uploads by whether they may still be confirmed."""

    def fresh(self) -> "WaitingUploads":
        """Those that have not expired."""
        return self.filter(uploaded_at__gt=timezone.now() - KEPT)

    def expired(self) -> "WaitingUploads":
        """Those that have."""
        return self.filter(uploaded_at__lte=timezone.now() - KEPT)


class SetUpload(models.Model):
    """A workbook that somebody uploaded for a set: kept until they confirm it, another takes its place, or it expires."""

    indicator_set = models.ForeignKey(
        IndicatorSet, models.CASCADE, related_name="uploads", verbose_name=_("indicator set")
    )
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("upload of an indicator set")
        verbose_name_plural = _("uploads of indicator sets")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["uploaded_by", "indicator_set"], name="indicators_upload_one_a_person")
        ]

    objects = WaitingUploads.as_manager()

    def __str__(self) -> str:
        return self.name
