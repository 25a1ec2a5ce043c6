"""Settings under pytest: tasks run at once, mail stays in memory, passwords hash fast."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz")
os.environ.setdefault("SEPACTION_ENV_FILE", os.devnull)
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="sepaction-test-"))

from cms.settings.base import *  # noqa: F403 - settings are layers
from cms.settings.base import INSTALLED_APPS, STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_LEAVES_BY = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "mail", "media"]}
}

# The lifecycle room has no subject of its own; its tests bring one.
INSTALLED_APPS += ["tests.lifecycle.errands"]
