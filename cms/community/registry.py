"""What can be reported: any app's module `reportables` says it with `REPORTABLES`, found by its name.

A room that lets people write gives a `Reportable` for each kind of thing. This room knows things by (kind, key) only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Protocol

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from cms.accounts.models import User

_MODULE = "reportables"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a thing and how they are reached: as a member, else by e-mail; neither where nobody knows any more."""

    user: User | None = None
    email: str = ""
    language: str = "th"


@dataclass(frozen=True, slots=True)
class Told:
    """A thing as it is now: what it stands on, what it says, where it is read, whether visitors see it, who wrote it.

    `signed` is the name that its author chose to be shown by, blank for none; it is kept in no case, for it goes with its
    author. `photos` are primary keys and alternative texts of the pictures that belong to it.
    """

    about: str
    excerpt: str
    url: str
    is_shown: bool
    author: Author
    signed: str = ""
    photos: tuple[tuple[int, str], ...] = ()

    @property
    def seen(self) -> str:
        """A mark of what a moderator sees of it: another as soon as words, name or pictures are others."""
        return sha256(repr((self.excerpt, self.signed, self.photos)).encode()).hexdigest()[:32]


class Reportable(Protocol):
    """All things of one kind. What is changed is changed inside the caller's transaction, which holds the case."""

    kind: str
    label: str | Promise

    def told(self, key: str) -> Told | None:
        """The thing of this key; None where there is none, or its author took it back."""

    def hide(self, key: str, *, for_good: bool) -> None:
        """Nobody sees it from now on; not `for_good` means that its author may still mend it."""

    def show(self, key: str) -> None:
        """Everybody may see it."""


@cache
def reportables() -> dict[str, Reportable]:
    """Everything that can be reported, by kind."""
    return {one.kind: one for one in _declared()}


def _declared() -> Iterator[Reportable]:
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, _MODULE):
            yield from import_module(f"{app.name}.{_MODULE}").REPORTABLES


def told(kind: str, key: str) -> Told | None:
    """What this thing says now; None where there is none of this kind and key."""
    one = reportables().get(kind)
    return one.told(key) if one else None
