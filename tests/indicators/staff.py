"""Staff before the admin's pages of indicator sets."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.cast import Cast


def in_english(cast: Cast, who: str = "moderator") -> Client:
    """A browser of somebody of the staff, who reads the admin in English."""
    profile = UserProfile.get_for_user(getattr(cast, who))
    profile.preferred_language = "en"
    profile.save()
    return cast.client(who)


def url(name: str, *args: object) -> str:
    """The address of one of these pages."""
    return reverse(f"kalyanamitr_{name}", args=args)


def words(answer: Any) -> str:
    """The page as it was sent, every gap one space."""
    return " ".join(answer.content.decode().split())
