"""What the workers leave behind: who is alive, and what ran when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """One living worker process. Who has not beaten for a while is dead, and what it held is given to others."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    beat_at = models.DateTimeField(_("last sign of life"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        default_permissions = ()

    def __str__(self) -> str:
        return self.worker


class DueRun(models.Model):
    """The latest run of one due job. `worker` is who runs it now, empty where nobody does."""

    name = models.CharField(_("job"), max_length=100, primary_key=True)
    worker = models.CharField(_("worker"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("due job")
        verbose_name_plural = _("due jobs")
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="operations_due_run_has_a_name"),
            models.CheckConstraint(
                condition=Q(worker="") | ~Q(started_at=None), name="operations_due_run_held_has_begun"
            ),
        ]

    def __str__(self) -> str:
        return self.name
