"""The floor: Django that says hello, with nothing but its Security and Common middleware."""

SECRET_KEY = "floor-" + "0123456789" * 5
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.floor"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
INSTALLED_APPS: list[str] = []
USE_TZ = True
