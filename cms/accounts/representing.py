"""Who speaks for whom: somebody asks for a role with evidence, staff decide, and what was granted can end."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.roles import Role
from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import Lao, Organisation, Province, Subdistrict
from media.private_files import secret_path
from media.storage import private

# The three roles that use Kalyanamitr, and that a member may ask for.
ASSESSING = (Role.LAO_OFFICER, Role.COMMUNITY_REPRESENTATIVE, Role.RESEARCHER)
# The folder of the private storage in which evidence of role requests lies.
PAPERS = "role-requests/"


def paper_path(instance: models.Model, filename: str) -> str:
    """Where the evidence lies: under a name that nobody can guess."""
    return secret_path(PAPERS, filename)


def _in_province(name: str, province: Province) -> str:
    """A name with its province, where that is not the same word: the BMA is called like Bangkok."""
    return name if province.full_name == name else f"{name} · {province.full_name}"


class RequestState(models.TextChoices):
    """Where a role request stands."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REQUEST_MOVES = Lifecycle(
    RequestState,
    {
        RequestState.ASKED: {RequestState.GRANTED, RequestState.REFUSED, RequestState.WITHDRAWN},
        RequestState.GRANTED: (),
        RequestState.REFUSED: (),
        RequestState.WITHDRAWN: (),
    },
    reason_needed={RequestState.REFUSED},
)

_OFFICER = Q(role=Role.LAO_OFFICER, lao__isnull=False, subdistrict__isnull=True, province__isnull=True, community="")
_REPRESENTATIVE = Q(
    role=Role.COMMUNITY_REPRESENTATIVE, lao__isnull=True, subdistrict__isnull=False, province__isnull=True
) & ~Q(community="")
_RESEARCHER = Q(
    role=Role.RESEARCHER, lao__isnull=True, subdistrict__isnull=True, province__isnull=False, community=""
) & ~Q(institution="")


class RoleRequest(models.Model):
    """A member asks to speak for an LAO, for a community, or to assess in a province as a researcher of an institution.

    `statement` says why; `paper` is evidence, a private file of who asked and of staff: a letter of appointment, say.
    What was granted stands in an Affiliation.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_requests")
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.label) for role in ASSESSING])
    lao = models.ForeignKey(Lao, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("LAO"))
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subdistrict")
    )
    community = models.CharField(_("name of the community"), max_length=120, blank=True)
    moo = models.PositiveSmallIntegerField(_("village number"), default=0)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=120)
    statement = models.TextField(_("why"), max_length=2000)
    paper = models.FileField(_("evidence"), upload_to=paper_path, storage=private, max_length=200, blank=True)  # type: ignore[arg-type]  # the engines setting names a Django storage
    state = models.CharField(_("state"), max_length=12, choices=RequestState.choices, default=RequestState.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("role request")
        verbose_name_plural = _("role requests")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="accounts_request_state_known"),
            models.CheckConstraint(
                condition=_OFFICER | _REPRESENTATIVE | _RESEARCHER, name="accounts_request_names_what_role_needs"
            ),
            models.CheckConstraint(condition=~Q(position="") & ~Q(statement=""), name="accounts_request_filled"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(state=RequestState.ASKED),
                name="accounts_request_one_open_a_role",
                violation_error_message=_("You have asked for this role already; we will answer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.about}"

    @property
    def about(self) -> str:
        """For whom, as people read it."""
        if self.lao is not None:
            return _in_province(self.lao.full_name, self.lao.province)
        if self.subdistrict is not None:
            number = _("Village No. %(number)s") % {"number": self.moo} if self.moo else ""
            place = f"{self.subdistrict.full_name} · {self.subdistrict.district.full_name}"
            return f"{self.community} {number}".strip() + f" · {place}"
        return f"{self.institution} · {self.province.full_name if self.province else ''}"


class RoleRequestEvent(LifecycleEvent):
    """One move of a role request."""

    subject = models.ForeignKey(RoleRequest, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it moved to, as people read it."""
        return REQUEST_MOVES.label(self.to_state)


class Affiliation(models.Model):
    """Somebody speaks for an organisation, or assesses in a province; until it ends. It is what "within their own" means.

    The role alone (a group) opens nothing in Kalyanamitr: an officer without an affiliation speaks for nobody.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="affiliations")
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, role.label) for role in ASSESSING])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="affiliations", verbose_name=_("organisation")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    request = models.OneToOneField(
        RoleRequest, models.PROTECT, null=True, blank=True, related_name="affiliation", editable=False
    )
    granted_at = models.DateTimeField(_("granted"), default=timezone.now)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(_("why it ended"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=[Role.LAO_OFFICER, Role.COMMUNITY_REPRESENTATIVE],
                    organisation__isnull=False,
                    province__isnull=True,
                )
                | Q(role=Role.RESEARCHER, organisation__isnull=False, province__isnull=True)
                | Q(role=Role.RESEARCHER, organisation__isnull=True, province__isnull=False),
                name="accounts_affiliation_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="accounts_affiliation_once_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "province"],
                condition=Q(ended_at__isnull=True, province__isnull=False),
                name="accounts_affiliation_once_a_province",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="accounts_affiliation_ends_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(ended_at=None), name="affiliation_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.about}"

    @property
    def about(self) -> str:
        """For whom or where, as people read it."""
        if self.organisation is not None:
            return _in_province(self.organisation.full_name, self.organisation.province)
        return self.province.full_name if self.province else ""
