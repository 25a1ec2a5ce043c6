"""The report of a fiscal year, of an LAO or of the whole programme: written by people, its figures frozen when published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import Lao
from cms.places.models.areas import InReadersLanguage
from media.models import Photo
from shop.reports.returns import MonthlyReturn as MonthlyReturn
from shop.reports.returns import ReturnReminder as ReturnReminder
from shop.reports.returns import ReturnRevision as ReturnRevision
from shop.reports.rules import FIRST_YEAR, LAST_YEAR

# In addresses, where others have the key of an LAO.
PROGRAMME = "programme"
MOST_WORDS = 6_000
MOST_PICTURES = 6


class State(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("Being written")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a newer edition")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = Lifecycle(
    State,
    {
        State.DRAFT: {State.PUBLISHED, State.WITHDRAWN},
        State.PUBLISHED: {State.REPLACED, State.WITHDRAWN},
        State.REPLACED: (),
        State.WITHDRAWN: (),
    },
    reason_needed={State.WITHDRAWN},
)


class AnnualReport(models.Model):
    """One edition of the report of a fiscal year (CE, 2026 ends on 30 September 2026); without `lao` of the programme.

    `summary` are the main points for those who decide, `analysis` says what to do next; English may be left out. With
    `is_demo` it counts invented enterprises and no others; without, it counts none of them.
    """

    year = models.PositiveSmallIntegerField(_("fiscal year"))
    lao = models.ForeignKey(
        Lao, models.PROTECT, null=True, blank=True, related_name="annual_reports", verbose_name=_("LAO")
    )
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    is_demo = models.BooleanField(_("demo data"), default=False)
    summary_th = models.TextField(_("main points, in Thai"), max_length=MOST_WORDS, blank=True)
    summary_en = models.TextField(_("main points, in English"), max_length=MOST_WORDS, blank=True)
    analysis_th = models.TextField(_("what to do next, in Thai"), max_length=MOST_WORDS, blank=True)
    analysis_en = models.TextField(_("what to do next, in English"), max_length=MOST_WORDS, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)

    summary = InReadersLanguage("summary")
    analysis = InReadersLanguage("analysis")

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year", "lao", "-edition"]
        permissions = [("publish_annualreport", "Can publish annual reports")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_report_state_known"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="shop_report_year_in_bounds"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.WITHDRAWN))
                | ~Q(summary_th="") & Q(published_at__isnull=False),
                name="shop_report_published_with_words",
            ),
            *(
                models.UniqueConstraint(fields=fields, condition=whose & state, name=f"shop_report_{of}_{what}")
                for of, fields_of, whose in (
                    ("of_lao", ["year", "lao"], Q(lao__isnull=False)),
                    ("of_programme", ["year"], Q(lao__isnull=True)),
                )
                for what, fields, state in (
                    ("edition_once", [*fields_of, "edition"], Q()),
                    ("written_once", fields_of, Q(state=State.DRAFT)),
                    ("published_once", fields_of, Q(state=State.PUBLISHED)),
                )
            ),
        ]
        indexes = [models.Index(fields=["state", "-year"], name="shop_report_by_state")]

    def __str__(self) -> str:
        return f"{self.year} {self.whose} · {self.edition}"

    @property
    def whose(self) -> str:
        """What names its subject in addresses."""
        return self.lao.key if self.lao is not None else PROGRAMME

    @property
    def url(self) -> str:
        """Where everybody reads it, in the language of the moment."""
        return reverse("shop_report", args=[self.year, self.whose])


class AnnualReportEvent(LifecycleEvent):
    """One move of a report."""

    subject = models.ForeignKey(AnnualReport, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it led to, as people read it."""
        return MOVES.label(self.to_state)


class FrozenFigures(models.Model):
    """The figures of a report as they were counted when it was published: written once, never touched.

    `counting` is the version of the way to count, `as_of` the moment; `counting.figures` says what `said` holds.
    `enterprises` are the primary keys of those that were counted; they are told to nobody.
    """

    report = models.OneToOneField(AnnualReport, models.PROTECT, related_name="frozen")
    counting = models.PositiveSmallIntegerField()
    as_of = models.DateTimeField()
    enterprises = models.JSONField()
    said = models.JSONField()

    class Meta:
        verbose_name = _("frozen figures")
        verbose_name_plural = _("frozen figures")

    def __str__(self) -> str:
        return f"{self.report_id} · {self.as_of:%Y-%m-%d}"


class ReportPicture(models.Model):
    """A picture of a product or a maker that stands in a report while it is public; `alt` says here what it shows."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="pictures")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    alt_th = models.CharField(_("what it shows, in Thai"), max_length=200)
    alt_en = models.CharField(_("what it shows, in English"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    alt = InReadersLanguage("alt")

    class Meta:
        verbose_name = _("picture of a report")
        verbose_name_plural = _("pictures of reports")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "photo"], name="shop_report_picture_once"),
            models.CheckConstraint(condition=~Q(alt_th=""), name="shop_report_picture_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} · {self.photo_id}"
