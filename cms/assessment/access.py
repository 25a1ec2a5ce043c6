"""Who may: the one door of permission to Kalyanamitr. `rules` has the table, `docs/kalyanamitr-access.md` shows it.

What somebody may begins with an affiliation (`cms.accounts.representing`): of one organisation, or for a researcher of
a province. It counts while it has not ended and its person is active and has its role.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from cms.accounts.affiliations import in_force
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.assessment.models import Answer, Assessment, AssessmentEvent, Phase, State
from cms.assessment.rules import Act, Standpoint, permitted
from cms.places.models import Organisation

__all__ = ["MAY_IMPORT", "MAY_PUBLISH", "Act", "acts", "affiliated", "assessable", "may_begin"]

MAY_PUBLISH = "assessment.publish_assessment"
MAY_IMPORT = "assessment.import_assessment"

Somebody = User | AbstractBaseUser | AnonymousUser


def affiliated(user: Somebody, organisation: Organisation) -> frozenset[Role]:
    """The roles by which this organisation is theirs: it is one they speak for, or lies in a province they assess in."""
    reaches = Q(organisation=organisation) | Q(province=organisation.province_id)
    return frozenset(Role(role) for role in in_force(user).filter(reaches).values_list("role", flat=True))


def may_begin(user: Somebody, organisation: Organisation) -> bool:
    """Whether they may begin its assessment."""
    return bool(affiliated(user, organisation))


def assessable(user: Somebody) -> QuerySet[Organisation]:
    """The organisations that are theirs, in the registry's order."""
    mine = in_force(user)
    own = Q(pk__in=mine.filter(organisation__isnull=False).values("organisation"))
    around = Q(province__in=mine.filter(province__isnull=False).values("province"))
    return Organisation.objects.filter(own | around)


def acts(user: Somebody, assessment: Assessment) -> frozenset[Act]:
    """What they may do with this assessment in the state it was read in. At most six queries, none for a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    roles = affiliated(user, assessment.organisation)
    publishes = user.has_perm(MAY_PUBLISH)
    # It matters only to a researcher who would verify, publish or reopen.
    is_asked = roles == {Role.RESEARCHER} and (publishes or assessment.state == State.SUBMITTED)
    who = Standpoint(
        roles=roles,
        took_part=is_asked and _took_part(user, assessment),
        publishes=publishes,
        imports=user.has_perm(MAY_IMPORT),
    )
    return permitted(assessment.state, who)


def _took_part(user: User, assessment: Assessment) -> bool:
    """Whether an answer of the self-assessment is theirs, or they ever submitted it."""
    submitted = AssessmentEvent.objects.filter(subject=assessment, actor=user, to_state=State.SUBMITTED)
    answered = Answer.objects.filter(assessment=assessment, by=user, phase=Phase.SELF)
    return submitted.exists() or answered.exists()
