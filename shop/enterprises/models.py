"""Community enterprises: who they are, who speaks for them, and where their verification stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import District, Lao, Province, Subdistrict
from cms.places.models.areas import InReadersLanguage
from media.models import Photo
from shop.enterprises.documents import Document as Document
from shop.enterprises.documents import DocumentKind as DocumentKind
from shop.enterprises.documents import Invitation as Invitation


class Kind(models.TextChoices):
    """What kind of undertaking it is."""

    COMMUNITY_ENTERPRISE = "community_enterprise", _("Community enterprise")
    OTOP = "otop", _("OTOP group")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise (SE)")
    LOCAL_SME = "local_sme", _("Local SME")
    COMMUNITY_COMPANY = "community_company", _("Community company")


class State(models.TextChoices):
    """Where its verification stands. Only a verified enterprise and its products are seen."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waits for verification")
    SENT_BACK = "sent_back", _("Sent back")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended")


MOVES = Lifecycle(
    State,
    {
        State.DRAFT: {State.SUBMITTED},
        State.SUBMITTED: {State.VERIFIED, State.SENT_BACK},
        State.SENT_BACK: {State.SUBMITTED},
        State.VERIFIED: {State.SUSPENDED},
        State.SUSPENDED: {State.VERIFIED},
    },
    reason_needed={State.SENT_BACK, State.SUSPENDED},
)


class Enterprise(index.Indexed, ClusterableModel):
    """One seller. `slug` names it in addresses. Which story tells of it is a reference that search resolves.

    `lao` is the LAO it belongs to, one that took part in the programme; where staff let another one in,
    `lao_exception` says why. `promptpay_id` stands in QR codes only, never on a page. `is_demo` marks what is invented.
    """

    slug = models.CharField(_("address"), max_length=80, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    registration_number = models.CharField(_("registration number"), max_length=30, blank=True)
    summary_th = models.CharField(_("in one sentence, Thai"), max_length=300, blank=True)
    summary_en = models.CharField(_("in one sentence, English"), max_length=300, blank=True)
    about_th = models.TextField(_("about, in Thai"), max_length=5000, blank=True)
    about_en = models.TextField(_("about, in English"), max_length=5000, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subdistrict")
    )
    lao = models.ForeignKey(Lao, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("LAO"))
    lao_exception = models.CharField(
        _("why an LAO that did not take part"), max_length=300, blank=True, help_text=_("Filled in by staff only.")
    )
    story_key = models.CharField(_("story"), max_length=100, blank=True)
    cover = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    promptpay_id = models.CharField(_("PromptPay number"), max_length=15, blank=True)
    promptpay_name = models.CharField(_("name of the PromptPay account"), max_length=120, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    # The admin's search asks these columns themselves; a task per save would do nothing.
    search_auto_update = False
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name_th"),
        index.AutocompleteField("name_th"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_en"),
        index.SearchField("registration_number"),
        index.FilterField("state"),
        index.FilterField("province"),
    ]

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["name_th", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="shop_enterprise_slug_is_a_slug"
            ),
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="shop_enterprise_has_both_names"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="shop_enterprise_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_enterprise_state_known"),
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~Q(registration_number=""),
                name="shop_enterprise_registration_once",
                violation_error_message=_("Another enterprise has this registration number."),
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=True) | Q(province=Substr(F("district"), 1, 2)),
                name="shop_enterprise_district_in_province",
                violation_error_message=_("This district is not in the province chosen."),
            ),
            models.CheckConstraint(
                condition=Q(subdistrict__isnull=True)
                | Q(district__isnull=False, district=Substr(F("subdistrict"), 1, 4)),
                name="shop_enterprise_subdistrict_in_district",
                violation_error_message=_("This subdistrict is not in the district chosen."),
            ),
            models.CheckConstraint(
                condition=Q(promptpay_id="") | Q(promptpay_id__regex=r"^(0[0-9]{9}|[0-9]{13}|[0-9]{15})$"),
                name="shop_enterprise_promptpay_format",
                violation_error_message=_("A PromptPay number has 10, 13 or 15 digits."),
            ),
        ]
        indexes = [models.Index(fields=["state", "name_th"], name="shop_enterprise_by_state")]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")
    summary = InReadersLanguage("summary")
    about = InReadersLanguage("about")

    @property
    def is_visible(self) -> bool:
        """Whether visitors see it and what it sells."""
        return self.state == State.VERIFIED


class EnterpriseEvent(LifecycleEvent):
    """One move of an enterprise's verification."""

    subject = models.ForeignKey(Enterprise, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it led to, as people read it."""
        return MOVES.label(self.to_state)


class Person(models.Model):
    """Somebody of the enterprise, as its public page names them."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    role_th = models.CharField(_("what they do, in Thai"), max_length=160, blank=True)
    role_en = models.CharField(_("what they do, in English"), max_length=160, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_order", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="shop_person_has_a_name")]

    def __str__(self) -> str:
        return self.name

    role = InReadersLanguage("role")


class ContactKind(models.TextChoices):
    """A way to reach an enterprise."""

    PHONE = "phone", _("Telephone")
    LINE = "line", "LINE"
    EMAIL = "email", _("E-mail")
    FACEBOOK = "facebook", "Facebook"
    WEBSITE = "website", _("Website")
    ADDRESS = "address", _("Address to visit")


class ContactWay(models.Model):
    """One way to reach the enterprise; on the public page only where it chose so."""

    enterprise = ParentalKey(Enterprise, on_delete=models.CASCADE, related_name="contact_ways")
    kind = models.CharField(_("kind"), max_length=10, choices=ContactKind)
    value = models.CharField(_("number, name or address"), max_length=300)
    is_published = models.BooleanField(_("show it to everybody"), default=False)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("way to reach it")
        verbose_name_plural = _("ways to reach it")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="shop_contact_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="shop_contact_says_something"),
            models.UniqueConstraint(
                fields=["enterprise", "kind", "value"],
                name="shop_contact_once",
                violation_error_message=_("This way to reach the enterprise is named already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class MemberRole(models.TextChoices):
    """What a member of an enterprise may do: an owner also decides who the members are."""

    OWNER = "owner", _("Owner")
    STAFF = "staff", _("Staff")


class Membership(models.Model):
    """A person acts for an enterprise."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enterprise_memberships")
    role = models.CharField(_("role"), max_length=8, choices=MemberRole)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"],
                name="shop_membership_once",
                violation_error_message=_("This person is a member already."),
            ),
            models.CheckConstraint(condition=Q(role__in=MemberRole.values), name="shop_membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.enterprise_id} · {self.role}"


class Parting(models.Model):
    """When a person last ceased to act for an enterprise: what they were invited by before is of no use after."""

    enterprise = models.ForeignKey(Enterprise, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "user"], name="shop_parting_last_only")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.enterprise_id}"
