"""Production settings plus the chores that only the tests have."""

from cms.settings.production import *  # noqa: F403 - settings are layers
from cms.settings.production import INSTALLED_APPS

INSTALLED_APPS += ["tests.operations.chores"]
