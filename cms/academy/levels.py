"""How much a course asks of those who begin it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """From nothing that one must know before, to much."""

    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")
