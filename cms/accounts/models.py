"""People who sign in, what they are told, and the tokens that read drafts for them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.accounts.representing import Affiliation as Affiliation
from cms.accounts.representing import RoleRequest as RoleRequest
from cms.accounts.representing import RoleRequestEvent as RoleRequestEvent

# The address of who left; the domain is reserved by RFC 2606 and never receives mail.
LEFT_DOMAIN = "@left.invalid"


class Language(models.TextChoices):
    """A language the platform speaks, named in itself."""

    THAI = "th", "ไทย"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """Makes users; the address of record is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in with this e-mail address. Raises ValueError without one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who may do everything."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this address, however it is capitalised."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account, known by e-mail address. Who leaves stays as a nameless row."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("This e-mail address is already in use.")}
    )
    name = models.CharField(_("name shown to others"), max_length=120, blank=True)
    language = models.CharField(_("language of e-mails"), max_length=2, choices=Language.choices, default=Language.THAI)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="accounts_user_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(email=""), name="accounts_user_has_an_email"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="accounts_user_language_is_known"),
            models.CheckConstraint(
                condition=Q(left_at=None)
                | Q(is_active=False, is_superuser=False, name="", email__endswith=LEFT_DOMAIN),
                name="accounts_user_who_left_is_nameless",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        """Bring the address to the form it is kept in."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case, whoever saves."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def public_name(self) -> str:
        """What strangers may read; never the e-mail address."""
        if self.left_at:
            return str(_("Former member"))
        return self.name or str(_("Member"))

    def get_full_name(self) -> str:
        """What staff read: the name, else the address."""
        return self.public_name if self.left_at else self.name or self.email

    def get_short_name(self) -> str:
        """What staff read: the name, else the address."""
        return self.get_full_name()


class Notice(models.Model):
    """One thing a person was told: on the site at once, by e-mail soon after."""

    recipient = models.ForeignKey(User, verbose_name=_("recipient"), on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=60)
    text_th = models.CharField(_("text in Thai"), max_length=500)
    text_en = models.CharField(_("text in English"), max_length=500)
    url = models.CharField(_("address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("told"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text_th="") & ~Q(text_en=""), name="accounts_notice_says_something"),
            models.CheckConstraint(
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")),
                name="accounts_notice_url_is_ours",
            ),
        ]

    def __str__(self) -> str:
        return self.text_en

    def text(self, language: str) -> str:
        """The words in this language; Thai where it is neither of ours."""
        return self.text_en if language == Language.ENGLISH else self.text_th

    @property
    def local_text(self) -> str:
        """The words in the language of the moment."""
        return self.text((get_language() or "")[:2])


class ApiToken(models.Model):
    """Lets a program read what its person may edit, and nothing else. Of the secret only its SHA-256 is kept."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_token_has_a_name"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="accounts_token_digest_format"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="accounts_token_expires_later"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > timezone.now()
