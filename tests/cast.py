"""The people of every test, made when they are first asked for.

    def test_something(cast):
        cast.editor                      # a User in the group `editor`
        cast.client("editor").get("/")   # a browser signed in as the editor
        cast.client("visitor").get("/")  # nobody is signed in

`owner`, `team_mate` and `stranger` are three members. Everyone signs in with PASSWORD; the
address is `<who>@example.org`.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import BASE, Role

PASSWORD = "sala-klang-2569"
VISITOR = "visitor"

# Who -> the role on top of a member's; the visitor is nobody.
PEOPLE: dict[str, Role] = {
    **{role.value: role for role in Role},
    "owner": Role.MEMBER,
    "team_mate": Role.MEMBER,
    "stranger": Role.MEMBER,
}
ROLES = (VISITOR, *(role.value for role in Role))


class Cast:
    """Hands out people by name; each is made once a test."""

    def __init__(self) -> None:
        self._people: dict[str, User] = {}

    def __getattr__(self, who: str) -> User:
        if who not in PEOPLE:
            raise AttributeError(f"Nobody in the cast is called {who!r}; there are {', '.join(PEOPLE)}.")
        if who not in self._people:
            self._people[who] = self._make(who)
        return self._people[who]

    def _make(self, who: str) -> User:
        user = User.objects.create_user(f"{who}@example.org", PASSWORD, name=who.replace("_", " ").title())
        user.groups.set(Group.objects.filter(name__in={BASE.value, PEOPLE[who].value}))
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def client(self, who: str, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser in which this person is signed in; for "visitor", nobody."""
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        if who != VISITOR:
            client.force_login(getattr(self, who))
        return client
