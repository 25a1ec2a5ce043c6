"""Asking somebody to act for an enterprise, without telling whether they have an account.

Whoever invites sees the same answer for every address. Who has an account is asked there, by a link that is theirs alone
and ends after a week; only by accepting it do they become a member, and a name in the list.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.pace import counted
from cms.accounts.services import notify
from shop.enterprises import letters, queries
from shop.enterprises.membership import NotAnOwner, add_member
from shop.enterprises.models import Enterprise, MemberRole, Membership

A_WEEK = 7 * 24 * 3600
MOST_AN_HOUR = 10
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
    """Ask whoever has an account with this address; where nobody has, or a member has, nothing happens.

    Raises NotAnOwner, TooManyInvitations, ValidationError for a role that is none; never anything that depends on the
    address.
    """
    if not queries.may_choose_members(actor, enterprise):
        raise NotAnOwner
    if role not in MemberRole.values:
        raise ValidationError({"role": ValidationError(_("There is no such role."), code="no_such_role")})
    if counted(f"invitations:{enterprise.pk}") > MOST_AN_HOUR:
        words = _("You have invited %(number)s people within the hour. Please go on later.")
        raise TooManyInvitations(words, code="too_many", params={"number": MOST_AN_HOUR})
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or Membership.objects.filter(enterprise=enterprise, user=user).exists():
        return
    said = {"enterprise": enterprise.pk, "user": user.pk, "by": actor.pk, "role": role, "at": time.time()}
    with override("th"):
        url = reverse("shop_join", args=[signing.dumps(said, salt=_SALT, compress=True)])
    notify(recipient=user, kind="enterprise_invitation", **letters.invited(enterprise, url))


def read(token: str, *, user: User) -> Invitation:
    """What the link says to this person. Raises InvitationEnded."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=A_WEEK)
    except signing.BadSignature:
        said = {}
    enterprise = Enterprise.objects.filter(pk=said.get("enterprise", 0)).first()
    inviter = User.objects.filter(pk=said.get("by", 0)).first()
    if (
        enterprise is None
        or inviter is None
        or said.get("user") != user.pk
        or not queries.may_choose_members(inviter, enterprise)
        or queries.has_parted_since(user, enterprise, datetime.fromtimestamp(said.get("at", 0), UTC))
    ):
        raise InvitationEnded(_("This invitation has ended. Ask for another one."), code="ended")
    return Invitation(enterprise, inviter, said["role"])


@transaction.atomic
def accept(*, token: str, user: User) -> Membership:
    """Become a member; who is one already stays what they are. Raises InvitationEnded."""
    invitation = read(token, user=user)
    present = Membership.objects.filter(enterprise=invitation.enterprise, user=user).first()
    if present is not None:
        return present
    return add_member(enterprise=invitation.enterprise, actor=invitation.inviter, user=user, role=invitation.role)
