"""The three rings and two conditions of the Sufficiency Economy Philosophy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.TextChoices):
    """The three rings (๓ ห่วง)."""

    MODERATION = "moderation", _("Moderation")
    REASONABLENESS = "reasonableness", _("Reasonableness")
    IMMUNITY = "immunity", _("Self-immunity")


class Condition(models.TextChoices):
    """The two conditions (๒ เงื่อนไข)."""

    KNOWLEDGE = "knowledge", _("Knowledge")
    VIRTUE = "virtue", _("Virtue")
