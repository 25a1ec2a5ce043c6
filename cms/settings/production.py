"""Settings of a site that strangers reach; `make demo` runs under these too, over http on loopback only."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403 - settings are layers
from cms.settings.base import IS_HTTPS, SITE_URL
from cms.settings.env import env

_host = SITE_URL.split("//", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
if not IS_HTTPS and _host not in {"127.0.0.1", "localhost", "[::1]"}:
    raise ImproperlyConfigured(f"SITE_URL reads {SITE_URL!r}; accepted is https, or http on loopback only.")

SECURE_SSL_REDIRECT = IS_HTTPS and env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by a load balancer from inside, over http
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
