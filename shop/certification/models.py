"""Who certifies, and what they certified: certificates of enterprises and of products, with their whole life."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.lifecycle.models import LifecycleEvent
from cms.lifecycle.rules import Lifecycle
from cms.places.models import Lao, Province
from cms.places.models.areas import InReadersLanguage
from media.private_files import secret_path
from media.storage import private
from shop.catalogue.models import Product
from shop.certification.rules import MOST_STARS
from shop.enterprises.models import Enterprise

# The folder of the private storage in which certificates lie.
DOCUMENTS = "certificates/"
KEY_LENGTH = 12
# Without letters and digits that are taken for one another when somebody types them from paper.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Scheme(models.TextChoices):
    """By which rules something is certified; `rules.RULES` says what each asks."""

    OTOP = "otop", _("OTOP stars")
    TCPS = "tcps", _("Community product standard (TCPS)")
    FDA = "fda", _("FDA food number")
    GI = "gi", _("Geographical indication (GI)")
    ORGANIC = "organic", _("Organic")
    HALAL = "halal", _("Halal")
    LAO = "lao", _("The LAO's own")


class BodyKind(models.TextChoices):
    """What kind of organisation certifies."""

    PAO = "pao", _("Provincial administrative organisation")
    LAO = "lao", _("Another LAO")
    OFFICE = "office", _("Provincial office")
    NETWORK = "network", _("Association or network")


class CertifyingBody(models.Model):
    """An organisation that certifies sellers and products of one province or, with `lao`, of one LAO in it."""

    name_th = models.CharField(_("name in Thai"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    lao = models.ForeignKey(
        Lao,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("LAO"),
        help_text=_("Only where it certifies in the area of one LAO; otherwise it certifies in the whole province."),
    )
    is_active = models.BooleanField(_("certifies now"), default=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        verbose_name = _("certifying body")
        verbose_name_plural = _("certifying bodies")
        ordering = ["name_th", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name_th="") & ~Q(name_en=""), name="shop_body_has_both_names"),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="shop_body_kind_known"),
            models.UniqueConstraint(
                fields=["province", "name_th"],
                name="shop_body_once_a_province",
                violation_error_message=_("A body of this name is in this province already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    name = InReadersLanguage("name")


class Certifier(models.Model):
    """A person acts for a certifying body."""

    body = models.ForeignKey(CertifyingBody, models.CASCADE, related_name="certifiers", verbose_name=_("body"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certifying", verbose_name=_("who"))
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("certifier")
        verbose_name_plural = _("certifiers")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"],
                name="shop_certifier_once",
                violation_error_message=_("This person acts for the body already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.body_id}"


class State(models.TextChoices):
    """Where a certificate stands. That time ended it is no state: its dates say so."""

    ASKED = "asked", _("Waits for the certifier")
    GRANTED = "granted", pgettext_lazy("certificate", "Granted")
    REFUSED = "refused", pgettext_lazy("certificate", "Refused")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")


MOVES = Lifecycle(
    State,
    {
        State.ASKED: {State.GRANTED, State.REFUSED},
        State.GRANTED: {State.REVOKED},
        State.REFUSED: (),
        State.REVOKED: (),
    },
    reason_needed={State.REFUSED, State.REVOKED},
)


def new_key() -> str:
    """What names a certificate in addresses: long enough that nobody guesses it, short enough to be typed."""
    return "".join(secrets.choice(_ALPHABET) for _place in range(KEY_LENGTH))


def document_path(instance: models.Model, filename: str) -> str:
    """Where a certificate's document lies: under a name that nobody can guess."""
    return secret_path(DOCUMENTS, filename)


class Certificate(models.Model):
    """One certificate, of a product or, without one, of the whole enterprise.

    `issuer` is who issued it, as its document says; `body` is who looked at it and granted it here. Without
    `valid_until` it has no end. `is_current` is true from the day it begins until it ends, is revoked, or a newer one of
    the same number takes its place; the clock keeps it. `document` is private; visitors see it where
    `is_document_public` says so. `form_key` makes a form that was sent twice one certificate.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="certificates")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="certificates")
    number = models.CharField(_("number"), max_length=60)
    issuer = models.CharField(_("issued by"), max_length=160)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    document = models.FileField(upload_to=document_path, storage=private, blank=True)  # type: ignore[arg-type]  # the engines setting names a Django storage
    is_document_public = models.BooleanField(_("everybody may read the document"), default=False)
    body = models.ForeignKey(CertifyingBody, models.PROTECT, null=True, blank=True, related_name="certificates")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    is_current = models.BooleanField(default=False)
    is_demo = models.BooleanField(_("demo data"), default=False)
    form_key = models.CharField(max_length=32)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="shop_certificate_scheme_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="shop_certificate_state_known"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(issuer=""), name="shop_certificate_says_whose"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="shop_certificate_dates_in_order",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(scheme=Scheme.OTOP, stars__isnull=False, stars__gte=1, stars__lte=MOST_STARS)
                | (~Q(scheme=Scheme.OTOP) & Q(stars__isnull=True)),
                name="shop_certificate_stars_iff_otop",
                violation_error_message=_("OTOP gives 1 to 5 stars: say how many."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.GRANTED, State.REVOKED)) | Q(body__isnull=False),
                name="shop_certificate_granted_by_a_body",
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state=State.GRANTED), name="shop_certificate_current_is_granted"
            ),
            models.UniqueConstraint(
                fields=["scheme", "number", "product"],
                condition=Q(is_current=True, product__isnull=False),
                name="shop_certificate_in_force_once_a_product",
            ),
            models.UniqueConstraint(
                fields=["scheme", "number", "enterprise"],
                condition=Q(is_current=True, product__isnull=True),
                name="shop_certificate_in_force_once_an_enterprise",
            ),
            models.UniqueConstraint(fields=["enterprise", "form_key"], name="shop_certificate_form_once"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "state"], name="shop_certificate_of_enterprise"),
            models.Index(fields=["state", "valid_until"], name="shop_certificate_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"

    @property
    def url(self) -> str:
        """The address of the public page that proves it, in the language of the moment."""
        return reverse("shop_certificate", args=[self.key])


class CertificateEvent(LifecycleEvent):
    """One move of a certificate."""

    subject = models.ForeignKey(Certificate, models.PROTECT, related_name="events")

    class Meta(LifecycleEvent.Meta):
        pass

    @property
    def became(self) -> str:
        """The state it led to, as people read it."""
        return MOVES.label(self.to_state)


class Turn(models.TextChoices):
    """What time does to a granted certificate."""

    BEGAN = "began", _("Began")
    NEARS_END = "nears_end", _("Ends within a month")
    ENDED = "ended", _("Ended")


class CertificateTurn(models.Model):
    """That time turned a certificate, and that its holder was told of its end: once each."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="turns")
    turn = models.CharField(max_length=10, choices=Turn)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(turn__in=Turn.values), name="shop_certificate_turn_known"),
            models.UniqueConstraint(fields=["certificate", "turn"], name="shop_certificate_turn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.turn}"
