"""The routers that rooms declare: any app's module `api` with `ROUTERS`, pairs of a path and a router.

They are found by name, as search finds its sources: the API knows both worlds without importing either.
"""

from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from ninja import Router

from cms.pages import api as pages

_MODULE = "api"
_ROOMS = ("cms.", "shop.", "search")


def routers() -> Iterator[tuple[str, Router]]:
    """Every router with its path, in the order of the installed apps; pages last, for they are of every kind told of."""
    for app in apps.get_app_configs():
        if app.name.startswith(_ROOMS) and app.name != "cms.api" and module_has_submodule(app.module, _MODULE):
            yield from getattr(import_module(f"{app.name}.{_MODULE}"), "ROUTERS", ())
    yield "pages", pages.router()
