"""What an enterprise returns each month of what stays in its area: purchases, wages, jobs, raw material."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.enterprises.models import Enterprise
from shop.reports.rules import FIGURES, MOST_JOBS, MOST_KG

_MOST = {"local_purchases": money.MOST, "wages": money.MOST, "jobs": MOST_JOBS, "raw_material_kg": MOST_KG}
# A comparison with nothing is neither true nor false, and a database lets pass what is not false.
_SOMETHING = Q()
for _name in FIGURES:
    _SOMETHING |= Q(**{f"{_name}__isnull": False})


def _within(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(condition=_SOMETHING, name=f"{prefix}_says_something"),
        *(
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": most}),
                name=f"{prefix}_{name}_in_bounds",
            )
            for name, most in _MOST.items()
        ),
    ]


class Figures(models.Model):
    """The four figures of a month. None is "not returned", which is never taken for 0.

    `local_purchases` and `wages` in satang, `jobs` in persons, `raw_material_kg` in whole kilograms: they are the
    figures of the programme's report of 3,650 local enterprises (document 002, lines 997 and 1276).
    """

    local_purchases = models.PositiveBigIntegerField(_("bought in the area"), null=True, blank=True)
    wages = models.PositiveBigIntegerField(_("wages paid in the area"), null=True, blank=True)
    jobs = models.PositiveIntegerField(_("people of the area employed"), null=True, blank=True)
    raw_material_kg = models.PositiveIntegerField(_("raw material of the area"), null=True, blank=True)

    class Meta:
        abstract = True


class MonthlyReturn(Figures):
    """What holds now of one month, named by its first day; `revision` counts how often it was written."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="monthly_returns")
    month = models.DateField(_("month"))
    revision = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("monthly return")
        verbose_name_plural = _("monthly returns")
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "month"], name="shop_return_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="shop_return_month_by_its_first_day"),
            *_within("shop_return"),
        ]
        indexes = [models.Index(fields=["month"], name="shop_return_by_month")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.month:%Y-%m}"


class ReturnRevision(Figures):
    """What was written of a month at one time, and by whom: written once, never touched. `key` is the form's."""

    subject = models.ForeignKey(MonthlyReturn, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=32)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("revision of a return")
        verbose_name_plural = _("revisions of returns")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="shop_return_revision_number_once"),
            models.UniqueConstraint(fields=["subject", "key"], name="shop_return_revision_form_once"),
            *_within("shop_return_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} · {self.number}"


class ReturnReminder(models.Model):
    """That an enterprise was reminded of a month: once."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    month = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "month"], name="shop_return_reminder_once")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.month:%Y-%m}"
