"""Reports, and decisions about them. The case is always locked before the thing that it is about."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.queries import people_who_may
from cms.accounts.services import notify
from cms.community import letters
from cms.community.models import LONGEST_EXCERPT, LONGEST_WORDS, MOVES, Case, CaseEvent, Reason, Report, State
from cms.community.registry import Told, reportables, told
from cms.lifecycle.services import begin, lock, move

MAY_DECIDE = "community.change_case"
REPORTS_KEPT_FOR = timedelta(days=365)


class NothingToReport(ValidationError):
    """There is no such thing, or nobody sees it."""


class ChangedMeanwhile(ValidationError):
    """Its author changed the thing since the moderator looked."""


class NothingToAnswer(ValidationError):
    """The author has answered already, or nothing was decided against them."""


@transaction.atomic
def report(*, kind: str, key: str, reporter: User | None, reason: str, words: str, form: str) -> Report:
    """Keep what somebody says is wrong with a thing, and put it before the moderators.

    The same `form` sent twice, and a second report of a member before the first is decided, change nothing. Raises
    NothingToReport, ValidationError keyed to `reason` or `words`.
    """
    thing = told(kind, key)
    if thing is None or not thing.is_shown:
        raise NothingToReport(_("There is nothing here that could be reported."), code="nothing")
    case = _case(kind, key, thing, reporter)
    if before := _reported_before(case, reporter, form):
        return before
    said = Report(case=case, reporter=reporter, reason=reason, words=words.strip(), form=form)
    if reason == Reason.OTHER and not said.words:
        raise ValidationError({"words": ValidationError(_("Please say what is wrong."), code="empty")})
    said.full_clean(exclude=["case", "reporter"])
    said.save()
    is_first = case.waiting == 0
    case.waiting, case.excerpt = F("waiting") + 1, _short(thing.excerpt)
    if is_first:
        case.opened_at = said.at
    case.save(update_fields=["waiting", "excerpt", "opened_at"])
    if case.state != State.OPEN:
        move(subject=case, to=State.OPEN, lifecycle=MOVES, events=CaseEvent, actor=None)
    if is_first:
        _tell_moderators(case)
    return said


@transaction.atomic
def hold(*, kind: str, key: str, excerpt: str) -> Case:
    """Put a thing before the moderators that nobody is to see until one of them keeps it. Call it before locking the thing."""
    case = _case(kind, key, None, None)
    case.is_held, case.excerpt = True, _short(excerpt)
    case.opened_at = timezone.now()
    case.save(update_fields=["is_held", "excerpt", "opened_at"])
    if case.state != State.OPEN:
        move(subject=case, to=State.OPEN, lifecycle=MOVES, events=CaseEvent, actor=None)
    _tell_moderators(case)
    return case


@transaction.atomic
def taken_back(*, kind: str, key: str) -> None:
    """The author took the thing back: nothing is left to decide. Call it before locking the thing."""
    case = Case.objects.select_for_update().filter(kind=kind, key=key).first()
    if case is None or case.state == State.GONE:
        return
    case.waiting, case.is_held, case.excerpt = 0, False, ""
    case.save(update_fields=["waiting", "is_held", "excerpt"])
    move(subject=case, to=State.GONE, lifecycle=MOVES, events=CaseEvent, actor=None)


@transaction.atomic
def decide(*, case: Case, to: State, actor: User, reason: str = "", seen: str | None = None) -> Case:
    """Keep, hide or remove a thing; its author is told of what changes for them, with the reason, and never who reported it.

    `seen` is the mark (`Told.seen`) of what a page showed: nothing is kept that its moderator has not seen. Raises
    ChangedMeanwhile, MoveNotAllowed, ReasonMissing, and then nothing has changed.
    """
    lock(case)
    thing = reportables()[case.kind]
    before = thing.told(case.key)
    if to == State.KEPT and seen is not None and (before is None or before.seen != seen):
        words = _("Its author has changed it meanwhile. Please look again.")
        raise ChangedMeanwhile(words, code="changed_meanwhile")
    move(subject=case, to=to, lifecycle=MOVES, events=CaseEvent, actor=actor, reason=reason)
    if to == State.KEPT:
        thing.show(case.key)
    else:
        thing.hide(case.key, for_good=to == State.REMOVED)
    now = timezone.now()
    Report.objects.filter(case=case, decided_at=None).update(decided_at=now)
    case.waiting, case.is_held = 0, False
    case.save(update_fields=["waiting", "is_held"])
    if to != State.KEPT or (before is not None and not before.is_shown):
        letters.tell_author(case, thing.told(case.key), reason.strip())
    return case


@transaction.atomic
def answer(*, case: Case, words: str) -> Case:
    """What the author says to a decision against them, once; the moderators look at it again.

    Raises NothingToAnswer, ValidationError keyed to `answer`.
    """
    lock(case)
    if case.answer or case.state not in {State.HIDDEN, State.REMOVED}:
        raise NothingToAnswer(_("This is answered already, or nothing was decided against it."), code="nothing")
    case.answer, case.answered_at = words.strip(), timezone.now()
    if not case.answer:
        raise ValidationError({"answer": ValidationError(_("Please write an answer."), code="empty")})
    if len(case.answer) > LONGEST_WORDS:
        message = _("At most %(most)s characters.") % {"most": LONGEST_WORDS}
        raise ValidationError({"answer": ValidationError(message, code="max_length")})
    case.opened_at = case.answered_at
    case.save(update_fields=["answer", "answered_at", "opened_at"])
    move(subject=case, to=State.OPEN, lifecycle=MOVES, events=CaseEvent, actor=None)
    _tell_moderators(case)
    return case


def forget_reports(*, now: datetime) -> int:
    """Forget who reported and in which words, a year after the decision; the reason stays. Returns how many."""
    old = Report.objects.filter(decided_at__lt=now - REPORTS_KEPT_FOR).exclude(words="", reporter=None)
    return old.update(words="", reporter=None)


def _case(kind: str, key: str, thing: Told | None, reporter: User | None) -> Case:
    """The case of this thing, locked; begun where there is none."""
    excerpt = _short(thing.excerpt) if thing else ""
    case, is_new = Case.objects.get_or_create(kind=kind, key=key, defaults={"excerpt": excerpt})
    lock(case)
    if is_new:
        begin(subject=case, events=CaseEvent, actor=None)
    return case


def _reported_before(case: Case, reporter: User | None, form: str) -> Report | None:
    before = Report.objects.filter(form=form).first()
    if before is None and reporter is not None:
        before = Report.objects.filter(case=case, reporter=reporter, decided_at=None).first()
    return before


def _tell_moderators(case: Case) -> None:
    for moderator in people_who_may(MAY_DECIDE):
        notify(recipient=moderator, kind="moderation_waits", mail=False, **letters.waits(case))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_EXCERPT else f"{plain[: LONGEST_EXCERPT - 1]}…"
