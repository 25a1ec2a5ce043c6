"""An LAO asks to join the programme, and what becomes of that."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import District, Lao, LaoType, Province
from cms.places.rules import NAMING

ASKED_ALREADY = _("A request of this LAO has reached us already. We answer to whoever wrote first.")


class JoinState(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


MOVES = Lifecycle(
    JoinState,
    {
        JoinState.ASKED: {JoinState.ACCEPTED, JoinState.DECLINED},
        JoinState.ACCEPTED: {JoinState.ASKED},
        JoinState.DECLINED: {JoinState.ASKED},
    },
    reason_needed={JoinState.DECLINED},
)


class JoinRequest(models.Model):
    """A request in the name of an LAO; who asked is for staff's eyes only.

    `lao` is the registry's row where the LAO is registered; its type, name (without the type) and province are kept in
    any case, with the district where it tells LAOs of one name apart.
    """

    lao = models.ForeignKey(Lao, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("LAO"))
    lao_type = models.CharField(_("type"), max_length=30, choices=LaoType)
    lao_name = models.CharField(_("name of the LAO"), max_length=120)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    person = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    text = models.TextField(_("why you want to join"), max_length=3000, blank=True)
    language = models.CharField(max_length=2, default="th")
    state = models.CharField(_("state"), max_length=12, choices=JoinState.choices, default=JoinState.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JoinState.values), name="lao_join_state"),
            models.CheckConstraint(condition=Q(lao_type__in=LaoType.values), name="lao_join_type"),
            models.CheckConstraint(condition=~Q(lao_name="") & ~Q(person="") & ~Q(email=""), name="lao_join_filled"),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province=Substr(F("district"), 1, 2)),
                name="lao_join_district_in_province",
            ),
            models.UniqueConstraint(
                fields=["lao"],
                condition=~Q(state=JoinState.DECLINED),
                name="lao_join_once_a_registered_lao",
                violation_error_message=ASKED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["province", "lao_type", "lao_name"],
                condition=Q(lao__isnull=True, district__isnull=True) & ~Q(state=JoinState.DECLINED),
                name="lao_join_once_a_province",
                violation_error_message=ASKED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["district", "lao_type", "lao_name"],
                condition=Q(lao__isnull=True, district__isnull=False) & ~Q(state=JoinState.DECLINED),
                name="lao_join_once_a_district",
                violation_error_message=ASKED_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        naming = NAMING[self.lao_type]
        return naming.full_th.format(self.lao_name) if self.lao is None else str(self.lao)

    @classmethod
    def accepted_count(cls) -> int:
        """How many LAOs joined through this form."""
        return cls.objects.filter(state=JoinState.ACCEPTED).count()


class JoinEvent(LifecycleEvent):
    """One move of a request."""

    subject = models.ForeignKey(JoinRequest, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return MOVES.label(self.to_state)
