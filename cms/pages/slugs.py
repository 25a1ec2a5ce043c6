"""Slugs that keep Thai whole.

Django's and Wagtail's own slugs drop vowel and tone marks, because those are combining marks and not letters. Here a slug
is NFC text (never NFKC, which splits ำ) of letters, combining marks, digits and hyphens.
"""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 120
HOME_DEPTH = 2  # the home pages stand right below the root of the tree

# Combining marks, which `\w` leaves out: those of Latin letters and those of Thai. Marks of other scripts are dropped.
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
SERVE_PATTERN = rf"^((?:[\w\-{_MARKS}]+/)*)$"
_WHOLE = re.compile(rf"[\w\-{_MARKS}]+\Z")
_MARK = re.compile(f"[{_MARKS}]")
_ORPHANS = re.compile(f"(?:(?<=-)|^)[{_MARKS}]+")

# First segments of addresses that belong to the software, in any language; tests/pages walk the resolver to keep it true.
RESERVED = frozenset(
    [
        "account",
        "admin",
        "api",
        "assets",
        "cart",
        "checkout",
        "community",
        "documents",
        "en",
        "feed",
        "feeds",
        "files",
        "find",
        "healthz",
        "images",
        "kalyanamitr",
        "learning",
        "media",
        "orders",
        "patterns",
        "places",
        "private",
        "readyz",
        "research-data",
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
    # Folding the case can take a composed letter apart again.
    normal = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    slug = re.sub(r"-+", "-", "".join(map(_kept, normal)))
    # A mark whose letter is gone has nothing to stand on.
    slug = re.sub(r"-+", "-", _ORPHANS.sub("", slug)).strip("-")
    cut = slug[:MAX_LENGTH]
    if _MARK.match(slug, MAX_LENGTH):
        # The letter that the next mark belongs to goes with it.
        cut = re.sub(rf".[{_MARKS}]*\Z", "", cut)
    return unicodedata.normalize("NFC", cut.strip("-"))


def _kept(character: str) -> str:
    """What stands for one character: itself, nothing (invisible characters, foreign marks) or a hyphen."""
    category = unicodedata.category(character)
    if category == "Cf" or (category[0] == "M" and not _MARK.match(character)):
        return ""
    return character if category[0] in "LMN" and _WHOLE.match(character) else "-"


def validate_slug(slug: str) -> None:
    """Raises ValidationError for a slug that could not be served back."""
    if not _WHOLE.fullmatch(slug) or unicodedata.normalize("NFC", slug) != slug:
        raise ValidationError(
            _("Use letters, digits, Thai vowel and tone marks, and hyphens only."), code="unservable_slug"
        )


def is_reserved(slug: str, parent: Any) -> bool:
    """Whether a page of this slug below `parent` would stand where the software's own addresses stand."""
    return parent is not None and parent.depth == HOME_DEPTH and slug.casefold() in RESERVED


def refuse_reserved(slug: str, parent: Any) -> None:
    """Raises ValidationError for an address that belongs to the software."""
    if is_reserved(slug, parent):
        raise ValidationError(
            _("“%(slug)s” belongs to the software; choose another address."),
            code="reserved_slug",
            params={"slug": slug},
        )
