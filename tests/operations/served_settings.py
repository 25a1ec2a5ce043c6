"""Production settings, with static files read from where they are written instead of being gathered first."""

from cms.settings.production import *  # noqa: F403 - settings are taken over whole
from cms.settings.production import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
