"""Who may do what in Kalyanamitr, as a page of documentation; a test keeps `docs/kalyanamitr-access.md` equal to it."""

from django.utils.translation import override

from cms.accounts.roles import Role
from cms.assessment.models import State
from cms.assessment.rules import Act, Standpoint, permitted

HEAD = """# Who may do what in Kalyanamitr

Written by `python manage.py access_table > docs/kalyanamitr-access.md` from the rules in `cms/assessment/rules.py`.

Everybody, signed in or not, reads what is **published**: scores, level, strengths, the working. Answers' notes and
evidence are read only by who may *see* below. A role alone opens nothing: what somebody may begins with an **affiliation**,
which staff grant upon a request with evidence (`/account/roles/`). It reaches the one organisation they speak for, or, for a
researcher, every organisation of a province; it counts until it ends, and while its person is active and has the role.

- *their own*: the affiliation reaches the organisation; *not their own*: it does not.
- *took part*: an answer of the self-assessment is theirs, or they submitted it. Nobody verifies what they took part in, nor an
  organisation they speak for; nor does a moderator or administrator publish or reopen it.
- Whoever it is *their own* for, by any of the three roles, may begin its assessment.
- When a round opens and closes is judged apart, by the services.

"""


def _staff(*roles: Role, took_part: bool = False) -> Standpoint:
    """Who publishes and imports, and to whom the organisation belongs by these roles."""
    return Standpoint(frozenset(roles), took_part, publishes=True, imports=True)


PEOPLE: tuple[tuple[str, Standpoint], ...] = (
    ("Visitor, member, seller, certifier, editor", Standpoint()),
    ("Community representative, LAO officer or researcher, not their own", Standpoint()),
    ("Community representative, their own", Standpoint(frozenset({Role.COMMUNITY_REPRESENTATIVE}))),
    ("LAO officer, their own", Standpoint(frozenset({Role.LAO_OFFICER}))),
    ("Researcher, their own", Standpoint(frozenset({Role.RESEARCHER}))),
    ("Researcher, their own, took part", Standpoint(frozenset({Role.RESEARCHER}), took_part=True)),
    ("Researcher, their own, speaks for it too", Standpoint(frozenset({Role.RESEARCHER, Role.LAO_OFFICER}))),
    ("Moderator, administrator", _staff()),
    ("Moderator, administrator, researcher of their own", _staff(Role.RESEARCHER)),
    ("Moderator, administrator, researcher of their own, took part", _staff(Role.RESEARCHER, took_part=True)),
    ("Moderator, administrator, speaks for it", _staff(Role.LAO_OFFICER)),
)


def markdown() -> str:
    """The whole file."""
    with override("en"):
        titles = ["who", *(f"{State(state).label} (`{state}`)" for state in State)]
        rows = [titles, ["---"] * len(titles), *([who, *_cells(stands)] for who, stands in PEOPLE)]
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cells(stands: Standpoint) -> list[str]:
    allowed = (permitted(state, stands) for state in State)
    return [", ".join(act.value for act in Act if act in may) or "–" for may in allowed]
