"""Production settings, with static files read from where they are written instead of being gathered first.

Passwords are hashed fast: with the slow way of production a third of the site's loading was ten people's passwords.
"""

from cms.settings.production import *  # noqa: F403 - settings are layers
from cms.settings.production import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
