"""Asking to speak for an LAO, for a community, or to assess in a province; staff decide; what was granted can end.

Whoever writes about one person's roles locks that person first, so that the group given with the first affiliation of a
role and taken with the last is always right.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts import affiliations, role_papers
from cms.accounts.models import Affiliation, RoleRequest, RoleRequestEvent, User
from cms.accounts.queries import people_who_may
from cms.accounts.representing import REQUEST_MOVES, RequestState
from cms.accounts.roles import Role
from cms.accounts.services import give_role, notify
from cms.lifecycle.rules import MoveNotAllowed
from cms.lifecycle.services import begin, move
from cms.places.models import VILLAGE, Organisation
from cms.places.services import organisation_of, village_of

MAY_DECIDE = "accounts.change_rolerequest"
MAY_END = "accounts.change_affiliation"
LONGEST_REASON = 350  # so that a notice holds it whole
_OF_A_NOTICE = 500
# Stored, not translated: it is data.
GRANTED_ANEW = "ได้รับอนุมัติใหม่"
BY_THEMSELVES = "ขอยุติด้วยตนเอง"


class AskedAlready(ValidationError):
    """A request of this person for this role is open."""


class SpeaksAlready(ValidationError):
    """This person has that affiliation."""


class OwnRequest(ValidationError):
    """Nobody decides about a request of their own."""


class DecidedAlready(ValidationError):
    """Somebody else decided, or the member withdrew, in the meantime; `str` tells what happened."""


class EndedAlready(ValidationError):
    """The affiliation ended in the meantime."""


class AnotherPlace(ValidationError):
    """The organisation chosen is no community of the subdistrict asked for."""


@transaction.atomic
def ask(*, user: User, role: Role, paper: str, **fields: Any) -> RoleRequest:
    """Keep a request with its evidence (a file put aside) and tell who decides.

    `fields` are those of the role: lao · subdistrict, community, moo · province, institution; and position, statement.
    Raises ValidationError, AskedAlready and SpeaksAlready among them, and then nothing has changed.
    """
    if not paper:
        raise ValidationError({"paper": _("Please add a paper or a picture of it.")})
    request = RoleRequest(user=user, role=role, paper=paper, **fields)
    _lock_person(user)
    if RoleRequest.objects.filter(user=user, role=role, state=RequestState.ASKED).exists():
        raise AskedAlready(_("You have asked for this role already; we will answer."), code="asked_already")
    if _affiliations_like(request).exists():
        raise SpeaksAlready(_("You have this role there already."), code="speaks_already")
    request.full_clean()
    request.save()
    begin(subject=request, events=RoleRequestEvent, actor=user)
    for reader in people_who_may(MAY_DECIDE):
        notify(
            recipient=reader,
            kind="role_request",
            text_th=f"มีคำขอบทบาทใหม่ {in_words(request, 'th')}"[:_OF_A_NOTICE],
            text_en=f"A new request for a role: {in_words(request, 'en')}"[:_OF_A_NOTICE],
            url=reverse("role_request", args=[request.pk]),
        )
    return request


@transaction.atomic
def withdraw(*, request: RoleRequest, user: User) -> None:
    """Take one's own open request back; its evidence is deleted at once. Raises DecidedAlready."""
    _decide(request, to=RequestState.WITHDRAWN, actor=user)
    role_papers.forget([request])


@transaction.atomic
def grant(*, request: RoleRequest, actor: User, organisation: Organisation | None = None) -> Affiliation:
    """Give what was asked for, the group with the first affiliation of the role, and tell the member.

    The organisation of an LAO is made where there is none yet; a community's too, unless staff name the one that is meant.
    Raises OwnRequest, DecidedAlready, SpeaksAlready or AnotherPlace, and then nothing has changed.
    """
    _not_ones_own(request, actor)
    _lock_person(request.user)
    _decide(request, to=RequestState.GRANTED, actor=actor)
    place = _place(request, organisation)
    if affiliations.in_force(request.user).filter(role=request.role, **place).exists():
        raise SpeaksAlready(_("This person has that role there already."), code="speaks_already")
    # One that staff made void by taking the role away by hand makes place.
    for old in Affiliation.objects.filter(user=request.user, role=request.role, ended_at=None, **place):
        affiliations.close(affiliation=old, actor=actor, reason=GRANTED_ANEW)
    affiliation = Affiliation.objects.create(
        user=request.user, role=request.role, request=request, granted_by=actor, **place
    )
    give_role(user=request.user, role=Role(request.role))
    _tell(
        request.user,
        "role_granted",
        f"คำขอของคุณได้รับอนุมัติแล้ว: {in_words(request, 'th')}",
        f"Your request is granted: {in_words(request, 'en')}",
    )
    return affiliation


@transaction.atomic
def refuse(*, request: RoleRequest, actor: User, reason: str) -> None:
    """Refuse, saying why; the member reads it. Raises OwnRequest, ReasonMissing or DecidedAlready."""
    _not_ones_own(request, actor)
    _short_enough(reason)
    _decide(request, to=RequestState.REFUSED, actor=actor, reason=reason)
    _tell(
        request.user,
        "role_refused",
        f"คำขอไม่ได้รับอนุมัติ: {in_words(request, 'th')[:90]} · {reason.strip()}",
        f"A request is not granted: {in_words(request, 'en')[:70]} · {reason.strip()}",
    )


@transaction.atomic
def end(*, affiliation: Affiliation, actor: User, reason: str) -> None:
    """End an affiliation, saying why; its person reads it unless they ended it. Raises ValidationError or EndedAlready."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Please say why.")})
    _short_enough(reason)
    _lock_person(affiliation.user)
    row = Affiliation.objects.select_related("user", "organisation__province", "province").get(pk=affiliation.pk)
    if row.ended_at is not None:
        raise EndedAlready(_("This has ended already."), code="ended_already")
    affiliations.close(affiliation=row, actor=actor, reason=reason)
    if row.user != actor:
        _tell(
            row.user,
            "affiliation_ended",
            f"บทบาทของคุณสิ้นสุดแล้ว: {in_words(row, 'th')[:90]} · {reason}",
            f"A role of yours has ended: {in_words(row, 'en')[:70]} · {reason}",
        )


@transaction.atomic
def step_down(*, affiliation: Affiliation, user: User, reason: str = "") -> None:
    """End an affiliation of one's own; who decides about roles is told. Raises ValidationError or EndedAlready.

    What was answered and submitted stays with the organisation.
    """
    end(affiliation=affiliation, actor=user, reason=reason.strip() or BY_THEMSELVES)
    why = f" · {reason.strip()}" if reason.strip() else ""
    for reader in people_who_may(MAY_DECIDE):
        if reader != user:
            notify(
                recipient=reader,
                kind="affiliation_ended",
                text_th=f"{user.get_full_name()} ขอยุติบทบาทของตน: {in_words(affiliation, 'th')}{why}"[:_OF_A_NOTICE],
                text_en=f"{user.get_full_name()} ended their own role: {in_words(affiliation, 'en')}{why}"[
                    :_OF_A_NOTICE
                ],
                url=reverse("affiliation", args=[affiliation.pk]),
            )


def in_words(thing: RoleRequest | Affiliation, language: str) -> str:
    """The role and for whom, in a language."""
    with override(language):
        return str(thing)


def _lock_person(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _affiliations_like(request: RoleRequest) -> QuerySet[Affiliation]:
    """Those in force that give what this request asks for; which community is meant is for staff to say."""
    mine = affiliations.in_force(request.user).filter(role=request.role)
    if request.role == Role.RESEARCHER:
        return mine.filter(province=request.province)
    return mine.filter(organisation__lao=request.lao) if request.lao is not None else mine.none()


def _decide(request: RoleRequest, *, to: RequestState, actor: User, reason: str = "") -> None:
    try:
        move(subject=request, to=to, lifecycle=REQUEST_MOVES, events=RoleRequestEvent, actor=actor, reason=reason)
    except MoveNotAllowed as error:
        last = request.events.select_related("actor").latest("pk")
        words = _("%(who)s has decided this meanwhile: %(became)s.")
        if last.actor == request.user:
            words = _("The request was withdrawn meanwhile.")
        params = {"who": last.actor.get_full_name() if last.actor else "", "became": last.became}
        raise DecidedAlready(words, code="decided_already", params=params) from error


def _not_ones_own(request: RoleRequest, actor: User) -> None:
    if request.user == actor:
        raise OwnRequest(_("Somebody else decides about your own request."), code="own_request")


def _place(request: RoleRequest, chosen: Organisation | None) -> dict[str, Any]:
    """What the affiliation names: the organisation of the LAO or the community, else the province; one of them is asked for."""
    if request.lao is not None:
        meant = chosen or organisation_of(request.lao)
    elif request.subdistrict is not None:
        meant = chosen or village_of(subdistrict=request.subdistrict, name_th=request.community, moo=request.moo)
    else:
        return {"province": request.province}
    _in_its_place(request, meant)
    return {"organisation": meant}


def _in_its_place(request: RoleRequest, organisation: Organisation) -> None:
    is_it = organisation.lao_id == request.lao_id
    if request.lao_id is None:
        is_it = organisation.kind_id == VILLAGE and organisation.subdistrict_id == request.subdistrict_id
    if not is_it:
        raise AnotherPlace(_("This organisation is not in the place that was asked for."), code="another_place")


def _short_enough(reason: str) -> None:
    if len(reason.strip()) > LONGEST_REASON:
        words = _("At most %(most)s characters.")
        raise ValidationError({"reason": ValidationError(words, params={"most": LONGEST_REASON})})


def _tell(user: User, kind: str, text_th: str, text_en: str) -> None:
    if user.is_active:
        notify(recipient=user, kind=kind, text_th=text_th, text_en=text_en, url=reverse("account_roles"))
