"""Reading about people."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from cms.accounts.models import Notice, User
from cms.accounts.roles import Role


def notices_of(user: User) -> QuerySet[Notice]:
    """What this person was told, the latest first."""
    return Notice.objects.filter(recipient=user)


def unread_count(user: User) -> int:
    """How many of them are unread."""
    return Notice.objects.filter(recipient=user, read_at=None).count()


def people_with(role: Role) -> QuerySet[User]:
    """The active people of a role, for instance to tell all moderators something."""
    return User.objects.filter(is_active=True, groups__name=role).order_by("pk")


def people_who_may(permission: str, *, at_most: int = 50) -> list[User]:
    """The active people whose roles give them a permission, as `app.codename`: those to tell that something waits."""
    app, codename = permission.split(".")
    wanted = Permission.objects.filter(codename=codename, content_type__app_label=app)
    may = Q(groups__permissions__in=wanted) | Q(is_superuser=True)
    return list(User.objects.filter(may, is_active=True).distinct().order_by("pk")[:at_most])


def roles_of(user: User) -> list[Role]:
    """The roles of a person, in the order of the table."""
    names = set(Group.objects.filter(user=user).values_list("name", flat=True))
    return [role for role in Role if role.value in names]
