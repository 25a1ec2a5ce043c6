"""What waits for staff: any app's module `waiting` says it, the dashboard counts it, and neither knows the other.

Such a module has `lines(user)`, which gives a `Waiting` for each thing that this person may do something about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

_MODULE = "waiting"


@dataclass(frozen=True)
class Waiting:
    """One line: what waits, how many, and where to go."""

    label: str | Promise
    count: int
    url: str
    icon: str


def declared(user: Any) -> Iterator[Waiting]:
    """The lines of every app that has some, in the order of the installed apps."""
    for app in apps.get_app_configs():
        if app.name != "cms.accounts" and module_has_submodule(app.module, _MODULE):
            yield from import_module(f"{app.name}.{_MODULE}").lines(user)
