"""Asking somebody to act for an enterprise, without telling whether they have an account.

Whoever invites sees the same answer for every address, and the address they wrote in a list with its link, which they may
pass on by chat or take back. The link ends after a week and works only for who signs in with that address; only by accepting
it do they become a member, and a name in the list.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.pace import counted
from cms.accounts.services import notify
from cms.lifecycle.services import lock
from shop.enterprises import documents, letters, queries
from shop.enterprises.membership import NotAnOwner, add_member
from shop.enterprises.models import Enterprise, MemberRole, Membership
from themes.heads import absolute

A_WEEK = 7 * 24 * 3600
MOST_AN_HOUR = 10
MOST_SHOWN = 50
# What ended is kept so long for those who ask why a link is of no use; the address is somebody's.
KEPT = timedelta(days=30)
_SALT = "shop.enterprises.invitations"


class TooManyInvitations(ValidationError):
    """More in an hour than anybody needs."""


class InvitationEnded(ValidationError):
    """The link is none, too old, somebody else's, of an inviter who may not invite any more, or of before a parting."""


@dataclass(frozen=True)
class Invitation:
    """What a good link says."""

    enterprise: Enterprise
    inviter: User
    role: str


@transaction.atomic
def invite(*, enterprise: Enterprise, actor: User, email: str, role: str) -> None:
    """Ask whoever has this address: by notice where there is an account, else by the link that the owner passes on.

    Asked again before they answer, the week begins anew. Raises NotAnOwner, TooManyInvitations, ValidationError for a role
    that is none; never anything that depends on the address.
    """
    if not queries.may_choose_members(actor, enterprise):
        raise NotAnOwner
    if role not in MemberRole.values:
        raise ValidationError({"role": ValidationError(_("There is no such role."), code="no_such_role")})
    if counted(f"invitations:{enterprise.pk}") > MOST_AN_HOUR:
        words = _("You have invited %(number)s people within the hour. Please go on later.")
        raise TooManyInvitations(words, code="too_many", params={"number": MOST_AN_HOUR})
    address = email.strip().lower()
    lock(enterprise)
    row, _made = documents.Invitation.objects.update_or_create(
        enterprise=enterprise,
        email=address,
        accepted_at=None,
        revoked_at=None,
        defaults={"role": role, "invited_by": actor, "at": timezone.now()},
    )
    user = User.objects.filter(email=address, is_active=True).first()
    if user is None or Membership.objects.filter(enterprise=enterprise, user=user).exists():
        return
    notify(recipient=user, kind="enterprise_invitation", **letters.invited(enterprise, path_of(row)))


@transaction.atomic
def revoke(*, invitation: documents.Invitation, actor: User) -> None:
    """The link is of no use from now on; revoked twice it is revoked once. Raises NotAnOwner."""
    lock(invitation.enterprise)
    if not queries.may_choose_members(actor, invitation.enterprise):
        raise NotAnOwner
    open_one = documents.Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    open_one.update(revoked_at=timezone.now())


@dataclass(frozen=True)
class Waiting:
    """An invitation that nobody has answered: to whom, as what, until when, and its link to pass on."""

    row: documents.Invitation
    role: str
    until: datetime
    link: str


def waiting(enterprise: Enterprise) -> list[Waiting]:
    """The invitations that are still good, the newest first."""
    rows = documents.Invitation.objects.filter(
        enterprise=enterprise, accepted_at=None, revoked_at=None, at__gt=timezone.now() - timedelta(seconds=A_WEEK)
    )
    return [
        Waiting(row, str(MemberRole(row.role).label), row.at + timedelta(seconds=A_WEEK), absolute(path_of(row)))
        for row in rows[:MOST_SHOWN]
    ]


def path_of(row: documents.Invitation) -> str:
    """The link of an invitation; it works for who signs in with the address that was invited, and for nobody else."""
    with override("th"):
        return reverse("shop_join", args=[signing.Signer(salt=_SALT).sign(str(row.pk))])


def forget() -> int:
    """Delete invitations that are older than KEPT. Returns how many."""
    return documents.Invitation.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def read(token: str, *, user: User) -> Invitation:
    """What the link says to this person. Raises InvitationEnded."""
    row = _row(token)
    if (
        row is None
        or row.revoked_at is not None
        or row.email != user.email.lower()
        or timezone.now() - row.at > timedelta(seconds=A_WEEK)
        or not queries.may_choose_members(row.invited_by, row.enterprise)
        or queries.has_parted_since(user, row.enterprise, row.at)
    ):
        raise InvitationEnded(_("This invitation has ended. Ask for another one."), code="ended")
    return Invitation(row.enterprise, row.invited_by, row.role)


def _row(token: str) -> documents.Invitation | None:
    try:
        key = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    return documents.Invitation.objects.select_related("enterprise", "invited_by").filter(pk=key).first()


@transaction.atomic
def accept(*, token: str, user: User) -> Membership:
    """Become a member; who is one already stays what they are. Raises InvitationEnded."""
    invitation = read(token, user=user)
    # The owner may revoke it at this moment: whoever locks first is first.
    lock(invitation.enterprise)
    invitation = read(token, user=user)
    present = Membership.objects.filter(enterprise=invitation.enterprise, user=user).first()
    mine = documents.Invitation.objects.filter(enterprise=invitation.enterprise, email=user.email.lower())
    mine.filter(accepted_at=None, revoked_at=None).update(accepted_at=timezone.now())
    if present is not None:
        return present
    return add_member(enterprise=invitation.enterprise, actor=invitation.inviter, user=user, role=invitation.role)
