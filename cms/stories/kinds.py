"""Who practises, and in what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Practitioner(models.TextChoices):
    """Who practises."""

    PERSON = "person", _("Person")
    FAMILY = "family", _("Family")
    COMMUNITY = "community", _("Community")
    ORGANISATION = "organisation", _("Organisation")


class Practice(models.TextChoices):
    """In what the philosophy is practised."""

    BUSINESS = "business", _("Business")
    WORK = "work", _("Work")
    PROJECT = "project", _("Project")
    ACTIVITY = "activity", _("Activity")
    DAILY_LIFE = "daily_life", _("Daily life")
