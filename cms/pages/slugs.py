"""Slugs that keep Thai whole.

Django's and Wagtail's own slugs drop vowel and tone marks, because those are combining marks and not letters. Here a slug
is NFC text (never NFKC, which splits ำ) of letters, combining marks, digits and hyphens.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 120

# Letters, digits and marks of any script. `\w` has no combining marks; the Thai ones stand in three ranges.
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
SERVE_PATTERN = rf"^((?:[\w\-{_MARKS}]+/)*)$"
_WHOLE = re.compile(rf"[\w\-{_MARKS}]+\Z")

# First segments of addresses that belong to the software.
RESERVED = frozenset(
    [
        "account",
        "admin",
        "api",
        "assets",
        "cart",
        "checkout",
        "documents",
        "en",
        "feed",
        "feeds",
        "files",
        "find",
        "healthz",
        "images",
        "media",
        "orders",
        "patterns",
        "places",
        "private",
        "readyz",
        "robots",
        "search",
        "seller",
        "sell",
        "shop",
        "sitemap",
        "static",
        "th",
        "_util",
    ]
)


def slugify(text: str) -> str:
    """A slug of `text`, at most MAX_LENGTH characters, never cut inside a syllable's marks; empty where nothing is left."""
    normal = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(
        character if unicodedata.category(character)[0] in "LMN" else "-"
        for character in normal
        if character != "\u200b"
    )
    slug = re.sub(r"-+", "-", kept).strip("-")
    cut = slug[:MAX_LENGTH]
    while len(cut) < len(slug) and cut and unicodedata.category(slug[len(cut)])[0] == "M":
        cut = cut[:-1]
    return cut.strip("-")


def validate_slug(slug: str) -> None:
    """Raises ValidationError for a slug that could not be served back."""
    if not _WHOLE.fullmatch(slug) or unicodedata.normalize("NFC", slug) != slug:
        raise ValidationError(
            _("Use letters, digits, Thai vowel and tone marks, and hyphens only."), code="unservable_slug"
        )
