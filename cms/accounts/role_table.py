"""The table of roles as a page of documentation; a test keeps `docs/roles.md` equal to it."""

from django.utils.translation import override

from cms.accounts.roles import MEDIA_ACTIONS, PAGE_ACTIONS, TABLE, Grant

HEAD = """# Roles

What each role may do. The table in `cms/accounts/roles.py` is the only place where this is said; after every migration the
groups are made equal to it (`cms/accounts/role_sync.py`), and what somebody clicked together in the admin is undone.
Every account is a member; the other roles are given on top, by an administrator, and three of them when a request for
them is granted: what those open in Kalyanamitr is in [kalyanamitr-access.md](kalyanamitr-access.md). This file is written by
`python manage.py roles_table > docs/roles.md`.

| role | group | may | opens the admin | pages | pictures | files | further permissions |
|---|---|---|---|---|---|---|---|
"""


def markdown() -> str:
    """The whole file."""
    with override("en"):
        rows = [
            f"| {role.label} | `{role.value}` | {grant.about} | {'yes' if grant.admin else 'no'} "
            f"| {_in_order(grant.pages, PAGE_ACTIONS)} | {_in_order(grant.photos, MEDIA_ACTIONS)} "
            f"| {_in_order(grant.files, MEDIA_ACTIONS)} | {_further(grant)} |\n"
            for role, grant in TABLE.items()
        ]
    return HEAD + "".join(rows)


def _in_order(held: frozenset[str], actions: tuple[str, ...]) -> str:
    return ", ".join(action for action in actions if action in held) or "–"


def _further(grant: Grant) -> str:
    if grant.everything:
        return "all"
    return ", ".join(f"`{name}`" for name in sorted(grant.models)) or "–"
