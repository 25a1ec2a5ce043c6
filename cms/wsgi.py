"""The WSGI door."""

import os

from django.core.wsgi import get_wsgi_application

from cms.delivery.charset import Utf8Only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = Utf8Only(get_wsgi_application())
