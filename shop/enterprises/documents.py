"""Papers that an enterprise shows to staff when it applies: private, few, and kept for a while only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.private_files import secret_path
from media.storage import private

# The folder of the private storage in which they lie.
DOCUMENTS = "enterprises/"


class DocumentKind(models.TextChoices):
    """What a paper shows. A house registration is never asked for: staff need no list of who lives in a house."""

    REGISTRATION = "registration", _("Registration certificate of the enterprise")
    CHAIR_ID = "chair_id", _("Identity card of the chair, a copy")
    PLACE = "place", _("Picture of the place")
    OTHER = "other", _("Another paper")


def document_path(instance: models.Model, filename: str) -> str:
    """Where a paper lies: under a name that nobody can guess."""
    return secret_path(DOCUMENTS, filename)


class Document(models.Model):
    """One paper. `refusal` is why staff sent it back; `called` how its owner calls the file."""

    enterprise = models.ForeignKey("shop_enterprises.Enterprise", models.CASCADE, related_name="documents")
    kind = models.CharField(_("what it is"), max_length=12, choices=DocumentKind)
    file = models.FileField(upload_to=document_path, storage=private)  # type: ignore[arg-type]  # the engines setting names a Django storage
    called = models.CharField(_("file"), max_length=80, blank=True)
    refusal = models.CharField(_("what is wrong with it"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    form_key = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="shop_document_kind_known"),
            models.CheckConstraint(condition=~Q(file=""), name="shop_document_has_a_file"),
            models.UniqueConstraint(fields=["enterprise", "form_key"], name="shop_document_form_once"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} · {self.kind}"


class Invitation(models.Model):
    """Somebody is asked to act for an enterprise; the link is good for who has this address. Kept until it is of no use.

    There is one whether or not anybody has an account with the address: who invites learns nothing of that.
    """

    enterprise = models.ForeignKey("shop_enterprises.Enterprise", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=8)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(email=""), name="shop_invitation_names_somebody"),
            models.CheckConstraint(condition=Q(role__in=("owner", "staff")), name="shop_invitation_role_known"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="shop_invitation_ends_once"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="shop_invitation_open_once",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="shop_invitation_by_age")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} · {self.role}"
