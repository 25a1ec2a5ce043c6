"""Affiliations: for whom somebody speaks now, and how that ends. Knows nothing of notices, so that leaving can use it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models import F, QuerySet
from django.utils import timezone

from cms.accounts.models import Affiliation, User

AT_ONCE = 200  # of one person; nobody speaks for more


def in_force(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Affiliation]:
    """The affiliations by which this person may do anything now: not ended, of an active person who has the role."""
    if not isinstance(user, User) or not user.is_active:
        return Affiliation.objects.none()
    return Affiliation.objects.filter(user=user, ended_at=None, user__groups__name=F("role"))


def listed(user: User) -> list[Affiliation]:
    """Those in force with what they name, at most AT_ONCE; one query."""
    rows = in_force(user).select_related("organisation__province", "province")
    return list(rows.order_by("role", "pk")[:AT_ONCE])


def close(*, affiliation: Affiliation, actor: User | None, reason: str) -> None:
    """End one, inside the caller's transaction, which holds its person; the last of a role takes the group along."""
    affiliation.ended_at, affiliation.ended_by, affiliation.end_reason = timezone.now(), actor, reason
    affiliation.save(update_fields=["ended_at", "ended_by", "end_reason"])
    if not Affiliation.objects.filter(user=affiliation.user_id, role=affiliation.role, ended_at=None).exists():
        affiliation.user.groups.remove(*Group.objects.filter(name=affiliation.role))
