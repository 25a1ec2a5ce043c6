"""What happens to requests to join.

An accepted request adds one to the counter of the directory and nothing else. It writes no `Participation`: that is a
documented fact (which project, which source), and staff add it when there is one.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.queries import people_who_may
from cms.accounts.services import notify
from cms.accounts.tasks import send_mail
from cms.lao.joining import ASKED_ALREADY, MOVES, JoinEvent, JoinRequest, JoinState
from cms.lifecycle.services import begin, lock, move
from cms.places.models import District, Lao, Province
from search.services import raise_generation

MAY_DECIDE = "lao.change_joinrequest"


class AskedAlready(ValidationError):
    """Another request of the same LAO is open or accepted."""


@transaction.atomic
def ask_to_join(
    *,
    lao: Lao | None,
    lao_type: str,
    lao_name: str,
    province: Province,
    district: District | None,
    person: str,
    position: str,
    email: str,
    text: str,
    language: str,
) -> JoinRequest:
    """Keep an LAO's request and tell those who decide. Raises ValidationError, AskedAlready among them."""
    request = JoinRequest(
        lao=lao,
        lao_type=lao_type,
        lao_name=" ".join(lao_name.split()),
        province=province,
        district=district,
        person=person,
        position=position,
        email=email,
        text=text,
        language=language,
    )
    request.full_clean()
    with _one_request_a_lao(request):
        request.save()
    begin(subject=request, events=JoinEvent, actor=None)
    for reader in people_who_may(MAY_DECIDE):
        notify(
            recipient=reader,
            kind="join_request",
            text_th=f"มีคำขอเข้าร่วมใหม่จาก {request}",
            text_en=f"A new request to join from {request}",
            url=reverse("join_request", args=[request.pk]),
        )
    return request


@transaction.atomic
def accept(*, request: JoinRequest, actor: User) -> JoinRequest:
    """Let an LAO in: it counts from now on, and is told by mail. Raises MoveNotAllowed."""
    move(subject=request, to=JoinState.ACCEPTED, lifecycle=MOVES, events=JoinEvent, actor=actor)
    _tell(request, "emails/join_accepted.txt")
    raise_generation()
    return request


@transaction.atomic
def decline(*, request: JoinRequest, actor: User, reason: str) -> JoinRequest:
    """Decline, saying why; the LAO reads it in the mail. Raises MoveNotAllowed, ReasonMissing."""
    move(subject=request, to=JoinState.DECLINED, lifecycle=MOVES, events=JoinEvent, actor=actor, reason=reason)
    _tell(request, "emails/join_declined.txt", reason=reason.strip())
    return request


@transaction.atomic
def reopen(*, request: JoinRequest, actor: User) -> JoinRequest:
    """Take a decision back; nobody is told until there is another. Raises MoveNotAllowed, AskedAlready."""
    lock(request)
    with _one_request_a_lao(request):
        move(subject=request, to=JoinState.ASKED, lifecycle=MOVES, events=JoinEvent, actor=actor)
    raise_generation()
    return request


@contextmanager
def _one_request_a_lao(request: JoinRequest) -> Iterator[None]:
    """Say of the database's refusal what it means."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        request.state = JoinState.ASKED
        try:
            request.validate_constraints()
        except ValidationError:
            raise AskedAlready(ASKED_ALREADY, code="asked_already") from error
        raise


def _tell(request: JoinRequest, template: str, **words: str) -> None:
    """A mail to who asked, in their language: a row of the queue in this transaction, so it is neither lost nor early."""
    with override(request.language):
        name = request.lao.full_name if request.lao is not None else str(request)
        subject = " ".join((_("Request to join: %(lao)s") % {"lao": name}).split())
        context = {"request": request, "lao": name, "site_url": settings.SITE_URL, **words}
        body = render_to_string(template, context)
    send_mail.enqueue(subject, body.strip() + "\n", [request.email])
