"""What authors and moderators are told. Nothing here says who reported, or how many did."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from cms.community.models import Case, State
from cms.community.registry import Told, reportables

GOOD_FOR = 90 * 86_400  # seconds
_SIGNER = signing.TimestampSigner(sep=".", salt="cms.community.decision")
_MOST_IN_A_NOTICE = 150

_BECAME = {
    State.KEPT: ("แสดงแล้ว", "is shown"),
    State.HIDDEN: ("ถูกซ่อนไว้", "was hidden"),
    State.REMOVED: ("ถูกนำออก", "was removed"),
}


class LinkForged(LookupError):
    """The address is not one that we gave, or we gave it too long ago."""


def case_of(token: str) -> int:
    """The primary key of the case that an author's address names. Raises LinkForged."""
    try:
        return int(_SIGNER.unsign(token, max_age=GOOD_FOR))
    except (signing.BadSignature, ValueError):
        raise LinkForged(token) from None


def address(case: Case, language: str) -> str:
    """Where the author reads the decision and answers it, from the first slash."""
    with override(language):
        return reverse("community_decision", args=[_SIGNER.sign(str(case.pk))])


def waits(case: Case) -> dict[str, Any]:
    """To moderators."""
    label = reportables()[case.kind].label
    with override("th"):
        th = f"มีเรื่องรอการตัดสิน: {label}"
    with override("en"):
        en = f"Something waits for a decision: {label}"
    return {"text_th": th, "text_en": en, "url": reverse("moderation_case", args=[case.pk])}


def tell_author(case: Case, thing: Told | None, reason: str) -> None:
    """Tell whoever wrote it what was decided and why; who cannot be reached any more is not told."""
    if thing is None or case.state not in _BECAME:
        return
    author = thing.author
    th, en = _BECAME[State(case.state)]
    label = reportables()[case.kind].label
    with override("th"):
        text_th = f"{label} ({_short(thing.about)}) {th}"
    with override("en"):
        text_en = f"{label} ({_short(thing.about)}) {en}"
    why = f": {_short(reason)}" if reason else ""
    if author.user is not None and author.user.is_active:
        notify(
            recipient=author.user,
            kind="moderation_decided",
            text_th=text_th + why,
            text_en=text_en + why,
            url=address(case, author.user.language),
        )
    elif author.email:
        _mail(case, thing, text_en if author.language == "en" else text_th, reason)


def _mail(case: Case, thing: Told, text: str, reason: str) -> None:
    author = thing.author
    with override(author.language):
        context = {
            "text": text,
            "reason": reason,
            "excerpt": thing.excerpt,
            "url": settings.SITE_URL + address(case, author.language),
            "may_answer": case.state in {State.HIDDEN, State.REMOVED},
        }
        subject = " ".join((_("About what you wrote: %(what)s") % {"what": text}).split())
        send_mail.enqueue(subject, render_to_string("emails/moderated.txt", context).strip() + "\n", [author.email])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST_IN_A_NOTICE else f"{plain[:_MOST_IN_A_NOTICE]}…"
