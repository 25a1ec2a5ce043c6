"""Who acts for an enterprise."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import give_role, notify
from cms.lifecycle.services import lock
from shop.enterprises import letters, queries
from shop.enterprises.models import Enterprise, MemberRole, Membership, Parting


class NotAnOwner(PermissionDenied):
    """Only an owner of the enterprise, or staff, decides who its members are."""


class MemberAlready(ValidationError):
    """This person is a member already."""


class NotAMember(ValidationError):
    """This person is no member."""


class LastOwner(ValidationError):
    """An enterprise keeps at least one owner."""


@transaction.atomic
def add_member(*, enterprise: Enterprise, actor: User, user: User, role: str) -> Membership:
    """Let a person act for the enterprise, and tell them.

    Raises NotAnOwner, MemberAlready, ValidationError for a role that is none or a person who left.
    """
    lock(enterprise)
    _refuse_others(enterprise, actor)
    if not user.is_active:
        raise ValidationError(_("This account is closed."), code="closed")
    member = Membership(enterprise=enterprise, user=user, role=role)
    member.clean_fields()
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise MemberAlready(_("This person is a member already."), code="member_already") from None
    give_role(user=user, role=Role.SELLER)
    if user.pk != actor.pk:
        notify(recipient=user, kind="enterprise_member", **letters.joined(enterprise))
    return member


@transaction.atomic
def remove_member(*, enterprise: Enterprise, actor: User, user: User) -> None:
    """A person acts for the enterprise no more, nor by an invitation of before; a member may also go by themselves.

    Raises NotAnOwner, NotAMember, LastOwner, and then nothing has changed.
    """
    lock(enterprise)
    if user.pk != actor.pk:
        _refuse_others(enterprise, actor)
    member = Membership.objects.filter(enterprise=enterprise, user=user).first()
    if member is None:
        raise NotAMember(_("This person is no member of the enterprise."), code="not_a_member")
    _refuse_to_orphan(enterprise, member)
    member.delete()
    Parting.objects.update_or_create(enterprise=enterprise, user=user, defaults={"at": timezone.now()})


@transaction.atomic
def change_role(*, enterprise: Enterprise, actor: User, user: User, role: str) -> Membership:
    """Make a member an owner or staff. Raises NotAnOwner, NotAMember, LastOwner, ValidationError."""
    lock(enterprise)
    _refuse_others(enterprise, actor)
    member = Membership.objects.filter(enterprise=enterprise, user=user).first()
    if member is None:
        raise NotAMember(_("This person is no member of the enterprise."), code="not_a_member")
    if role != MemberRole.OWNER:
        _refuse_to_orphan(enterprise, member)
    member.role = role
    member.clean_fields()
    member.save(update_fields=["role"])
    return member


def _refuse_others(enterprise: Enterprise, actor: User) -> None:
    if not queries.may_choose_members(actor, enterprise):
        raise NotAnOwner


def _refuse_to_orphan(enterprise: Enterprise, member: Membership) -> None:
    """An owner whose account is closed cannot act, so they do not count."""
    others = Membership.objects.filter(enterprise=enterprise, role=MemberRole.OWNER, user__is_active=True)
    if member.role == MemberRole.OWNER and not others.exclude(pk=member.pk).exists():
        raise LastOwner(_("An enterprise keeps at least one owner. Make somebody else an owner first."), "last_owner")
