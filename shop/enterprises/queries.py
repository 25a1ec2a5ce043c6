"""Reading about enterprises."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cms.accounts.models import User
from cms.places.models import Lao
from search.codes import codes
from search.results import Hit
from search.services import resolve
from shop.enterprises.models import ContactWay, Enterprise, EnterpriseEvent, MemberRole, Membership, Parting, State

MAY_VERIFY = "shop_enterprises.change_enterprise"
MOST_MEMBERS = 50
MOST_WAYS = 20


def visible() -> QuerySet[Enterprise]:
    """The enterprises that visitors see."""
    found: QuerySet[Enterprise] = Enterprise.objects.filter(state=State.VERIFIED)
    return found


def enterprises_of(user: User) -> QuerySet[Enterprise]:
    """The enterprises for which this person acts, in whatever state, by name."""
    theirs = Enterprise.objects.filter(memberships__user=user).select_related("province", "lao")
    found: QuerySet[Enterprise] = theirs.order_by("name_th", "pk")
    return found


def may_act_for(user: Any, enterprise: Enterprise) -> bool:
    """Whether this person is a member of the enterprise; staff are not, and visitors never."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(enterprise=enterprise, user=user).exists()


def reason_of(enterprise: Enterprise) -> str:
    """Why staff sent it back or suspended it; blank in every other state."""
    if enterprise.state not in {State.SENT_BACK, State.SUSPENDED}:
        return ""
    events = EnterpriseEvent.objects.filter(subject=enterprise, to_state=enterprise.state)
    return events.order_by("-pk").values_list("reason", flat=True).first() or ""


def is_owner(user: Any, enterprise: Enterprise) -> bool:
    """Whether this person decides who the members are."""
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(enterprise=enterprise, user=user, role=MemberRole.OWNER).exists()


def may_choose_members(user: Any, enterprise: Enterprise) -> bool:
    """Whether this person says who acts for the enterprise: an owner, or staff."""
    return is_owner(user, enterprise) or (user.is_active and user.has_perm(MAY_VERIFY))


def has_parted_since(user: User, enterprise: Enterprise, moment: datetime) -> bool:
    """Whether this person was a member and ceased to be one after this moment."""
    return Parting.objects.filter(enterprise=enterprise, user=user, at__gte=moment).exists()


def members_of(enterprise: Enterprise) -> list[Membership]:
    """Who acts for it, owners first; for members and staff, never for a public page."""
    rows = Membership.objects.filter(enterprise=enterprise).select_related("user")
    return list(rows.order_by("role", "since", "pk")[:MOST_MEMBERS])


def members_to_tell(enterprise: Enterprise) -> list[User]:
    """The active people to whom what happens to the enterprise is told."""
    people = User.objects.filter(enterprise_memberships__enterprise=enterprise, is_active=True)
    return list(people.order_by("pk")[:MOST_MEMBERS])


def contact_ways_shown(enterprise: Enterprise) -> list[ContactWay]:
    """The ways to reach it that it chose to publish."""
    return list(ContactWay.objects.filter(enterprise=enterprise, is_published=True)[:MOST_WAYS])


def lao_keys_that_took_part() -> set[str]:
    """The keys of the LAOs whose published profile says that they took part in a phase of the programme."""
    return codes("lao", kind="lao", having="phase")


def took_part(lao: Lao) -> bool:
    """Whether this LAO is one of them."""
    return lao.key in lao_keys_that_took_part()


def story_of(enterprise: Enterprise) -> Hit | None:
    """The published story that tells of it, in the language of the moment."""
    if not enterprise.story_key:
        return None
    return next(iter(resolve([("story", enterprise.story_key)]).values()), None)
