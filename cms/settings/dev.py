"""Settings of a developer's machine: pages that explain their errors, static files straight from the tree."""

from cms.settings.base import *  # noqa: F403 - settings are layers
from cms.settings.base import CACHES, STORAGES

DEBUG = True
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
