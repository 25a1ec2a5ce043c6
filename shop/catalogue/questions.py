"""What visitors ask sellers, and what they answer."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Question(models.Model):
    """A question to the seller of a product, and the answer; both are for the two of them only."""

    product = models.ForeignKey(
        "shop_catalogue.Product", models.CASCADE, related_name="questions", verbose_name=_("product")
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    text = models.TextField(_("question"), max_length=2000, validators=[MaxLengthValidator(2000)])
    language = models.CharField(max_length=2, default="th")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=3000, blank=True, validators=[MaxLengthValidator(3000)])
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("question to a seller")
        verbose_name_plural = _("questions to sellers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email="") & ~Q(text=""), name="shop_question_is_filled_in"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="shop_question_answer_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["product", "-asked_at"], name="shop_question_of_product")]

    def __str__(self) -> str:
        return self.text[:60]
