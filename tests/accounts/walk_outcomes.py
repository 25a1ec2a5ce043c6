"""What the walk's table is written in: who gets what, and one visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cms.accounts.roles import STAFF
from tests.accounts.walk_samples import Samples
from tests.cast import VISITOR

Outcome = Callable[[str], set[int]]
STAFF_NAMES = frozenset(role.value for role in STAFF)
LOOKS_AFTER = STAFF_NAMES


def everyone(*codes: int) -> Outcome:
    """The same for all."""
    return lambda role: set(codes)


def members(*codes: int) -> Outcome:
    """For whoever is signed in; visitors are sent to sign in."""
    return lambda role: {302} if role == VISITOR else set(codes)


def visitors(*codes: int) -> Outcome:
    """For whoever is not signed in; the others are sent on."""
    return lambda role: set(codes) if role == VISITOR else {302}


def staff_of_the_shop(role: str) -> set[int]:
    """Who may see every order; visitors are sent to sign in, and for the others there is nothing."""
    return {302} if role == VISITOR else {200} if role in {"moderator", "administrator"} else {404}


def staff_with_tokens(role: str) -> set[int]:
    """Who may edit pages has tokens; visitors are sent to sign in, and for the others there is nothing."""
    return {302} if role == VISITOR else {200} if role in STAFF_NAMES else {404}


def only(roles: frozenset[str], *, refused: int = 404) -> Outcome:
    """For these roles; for the others it is `refused`."""
    return lambda role: {200} if role in roles else {refused}


REFUSED = everyone(405)


@dataclass(frozen=True)
class Row:
    """One visit."""

    get: Outcome
    post: Outcome = REFUSED
    args: Callable[[Samples], dict[str, Any] | list[str]] = lambda samples: {}
    data: Callable[[Samples], dict[str, str]] = lambda samples: {}  # what is posted
    query: str = ""  # of the GET
