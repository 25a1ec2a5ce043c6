"""Finds the demo content that apps bring which nothing here may know: the `demo` modules that name their STEP."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from media.illustrations.album import Album, Wish

_MODULE = "demo"


class DemoStep(Protocol):
    """What such a module has. A step leaves alone what is there, so that a broken start goes on where it stopped."""

    STEP: str  # what it loads, for the progress bar

    def wishes(self) -> Iterable[Wish]:
        """The pictures it asks for."""

    def count(self) -> int:
        """How many things it loads."""

    def load(self, album: Album) -> Iterator[object]:
        """Load them through the services, yielding after each."""


def demo_steps() -> list[DemoStep]:
    """The steps in the order in which they stand on one another: INSTALLED_APPS names first what stands highest."""
    found = []
    for app in reversed(list(apps.get_app_configs())):
        if module_has_submodule(app.module, _MODULE):
            module = import_module(f"{app.name}.{_MODULE}")
            if hasattr(module, "STEP"):
                found.append(cast(DemoStep, module))
    return found
