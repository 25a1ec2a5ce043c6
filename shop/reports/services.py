"""The life of a report: begun, written, published with its figures frozen, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import search.services
from cms.accounts.models import User
from cms.lifecycle.rules import MoveNotAllowed
from cms.lifecycle.services import begin, lock, move
from cms.places.models import Lao
from shop.reports import counting, queries, rules
from shop.reports.models import (
    MOST_PICTURES,
    MOVES,
    PROGRAMME,
    AnnualReport,
    AnnualReportEvent,
    FrozenFigures,
    ReportPicture,
    State,
)

KIND = "report"
WORDS = ("summary_th", "summary_en", "analysis_th", "analysis_en")


class NotAReport(ValidationError):
    """Something of the report makes no sense; `error_dict` names the field."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture chosen for a report: the primary key of its photo, and what it shows."""

    photo: int
    alt_th: str
    alt_en: str = ""


@transaction.atomic
def begin_report(*, year: int, lao: Lao | None, actor: User, is_demo: bool = False) -> AnnualReport:
    """Begin an edition of a year that is over, with the words of the one before; a draft that is there is answered.

    After an invented edition the next is invented too, unless that one was withdrawn: then it begins anew, without its words.

    Raises NotAReport for a year of which none can be written, PermissionDenied for an LAO that is not theirs.
    """
    _refuse_stranger(actor, lao)
    if year not in rules.years(timezone.localdate()):
        raise NotAReport({"year": _("Choose a fiscal year that is over.")})
    # Two who begin at once wait for each other here: at the person for the programme, whose constraint says the rest.
    if lao is not None:
        Lao.objects.select_for_update(no_key=True).get(pk=lao.pk)
    mine = AnnualReport.objects.filter(queries.of_whom(lao.key if lao else PROGRAMME), year=year)
    if (draft := mine.filter(state=State.DRAFT).first()) is not None:
        return draft
    newest = mine.order_by("-edition").first()
    last = None if newest and newest.is_demo and newest.state == State.WITHDRAWN else newest
    is_demo = is_demo or bool(last and last.is_demo)
    words = {name: getattr(last, name) for name in WORDS} if last else {}
    number = (newest.edition if newest else 0) + 1
    report = AnnualReport.objects.create(year=year, lao=lao, edition=number, is_demo=is_demo, made_by=actor, **words)
    if last is not None:
        for one in last.pictures.all():
            ReportPicture.objects.create(
                report=report, photo_id=one.photo_id, alt_th=one.alt_th, alt_en=one.alt_en, sort_order=one.sort_order
            )
    begin(subject=report, events=AnnualReportEvent, actor=actor)
    return report


@transaction.atomic
def save_words(
    *, report: AnnualReport, actor: User, words: Mapping[str, str], pictures: Sequence[Chosen] | None = None
) -> AnnualReport:
    """Keep what was written in a draft, and the pictures chosen (None leaves them). Raises MoveNotAllowed, NotAReport."""
    _refuse_stranger(actor, report.lao)
    lock(report)
    if report.state != State.DRAFT:
        raise MoveNotAllowed(_("This edition is not a draft any more. Begin a new edition to correct it."))
    for name in WORDS:
        setattr(report, name, words[name].strip())
    report.full_clean(validate_unique=False, validate_constraints=False)
    report.save(update_fields=WORDS)
    if pictures is not None:
        _choose(report, pictures)
    return report


@transaction.atomic
def publish(*, report: AnnualReport, actor: User) -> AnnualReport:
    """Everybody reads it from now on; its figures are counted now and stay. An earlier edition is replaced.

    Raises PermissionDenied, MoveNotAllowed, NotAReport where the main points are missing.
    """
    if not actor.has_perm(queries.MAY_PUBLISH):
        raise PermissionDenied
    lock(report)
    if not report.summary_th:
        raise NotAReport({"summary_th": _("Write the main points before it is published.")})
    earlier = AnnualReport.objects.filter(queries.of_whom(report.whose), year=report.year, state=State.PUBLISHED)
    for one in earlier:
        move(subject=one, to=State.REPLACED, lifecycle=MOVES, events=AnnualReportEvent, actor=actor)
    now = timezone.now()
    # The state's constraint asks for it.
    AnnualReport.objects.filter(pk=report.pk, state=State.DRAFT).update(published_at=now)
    move(subject=report, to=State.PUBLISHED, lifecycle=MOVES, events=AnnualReportEvent, actor=actor)
    keys = counting.counted_for(report.lao, is_demo=report.is_demo)
    said = counting.figures(keys, report.year)
    FrozenFigures.objects.create(report=report, counting=counting.VERSION, as_of=now, enterprises=keys, said=said)
    search.services.index(KIND, [key_of(report)])
    return report


@transaction.atomic
def withdraw(*, report: AnnualReport, actor: User, reason: str) -> AnnualReport:
    """Nobody reads it any more; where it was public, the reason is told. Raises PermissionDenied, ReasonMissing."""
    if report.state != State.DRAFT and not actor.has_perm(queries.MAY_PUBLISH):
        raise PermissionDenied
    _refuse_stranger(actor, report.lao)
    move(subject=report, to=State.WITHDRAWN, lifecycle=MOVES, events=AnnualReportEvent, actor=actor, reason=reason)
    search.services.index(KIND, [key_of(report)])
    return report


def key_of(report: AnnualReport) -> str:
    """What names a report in search, whichever edition is published."""
    return f"{report.year}-{report.whose}"


def _choose(report: AnnualReport, pictures: Sequence[Chosen]) -> None:
    kept = list(report.pictures.values_list("photo", flat=True))
    offered = {photo.pk for photo in queries.choices_of_pictures(report, chosen=kept)}
    if len(pictures) > MOST_PICTURES:
        raise NotAReport({"pictures": _("At most %(most)s pictures.") % {"most": MOST_PICTURES}})
    if not {one.photo for one in pictures} <= offered:
        raise NotAReport({"pictures": _("Choose pictures of this list.")})
    if not all(one.alt_th.strip() for one in pictures):
        raise NotAReport({"pictures": _("Say in Thai what each chosen picture shows.")})
    report.pictures.all().delete()
    for place, one in enumerate(pictures):
        said = {"alt_th": one.alt_th.strip()[:200], "alt_en": one.alt_en.strip()[:200]}
        ReportPicture.objects.create(report=report, photo_id=one.photo, sort_order=place, **said)


def _refuse_stranger(actor: User, lao: Lao | None) -> None:
    """Raises PermissionDenied for who may not write the report of this LAO; the programme's is for staff."""
    if not actor.has_perm(queries.MAY_WRITE) and (lao is None or lao.key not in queries.laos_of(actor)):
        raise PermissionDenied
