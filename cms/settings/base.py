"""Settings that hold everywhere. What the environment decides comes through `env`; engines are chosen in `engines`."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from cms.settings.engines import (
    CACHES as CACHES,
)
from cms.settings.engines import (
    DATABASES as DATABASES,
)
from cms.settings.engines import (
    EMAIL_SETTINGS,
)
from cms.settings.engines import (
    MEDIA_ROOT as MEDIA_ROOT,
)
from cms.settings.engines import (
    S3_OPTIONS as S3_OPTIONS,
)
from cms.settings.engines import (
    S3_PUBLIC_URL as S3_PUBLIC_URL,
)
from cms.settings.engines import (
    SEARCH_BACKEND as SEARCH_BACKEND,
)
from cms.settings.engines import (
    STORAGES as STORAGES,
)
from cms.settings.engines import (
    VAR as VAR,
)
from cms.settings.env import ROOT, env
from cms.settings.security import origins, policies
from cms.settings.stripe import read as read_stripe

BASE_DIR: Path = ROOT
SITE_URL = env.url("SITE_URL", "http://127.0.0.1:8000", schemes=("http", "https"))
_site = urlsplit(SITE_URL)
IS_HTTPS = _site.scheme == "https"
SECRET_KEY = env.secret("SECRET_KEY", length=40)
STRIPE = read_stripe(env, is_https=IS_HTTPS)
DEBUG = False
ALLOWED_HOSTS = [_site.hostname or "localhost", *env.hosts("EXTRA_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "cms.home",
    "cms.assessment",
    "cms.stories",
    "cms.academy",
    "cms.research",
    "cms.lao",
    "cms.pages",
    "cms.blocks",
    "cms.indicators",
    "cms.community",
    "cms.accounts",
    "cms.lifecycle",
    "cms.places",
    "cms.delivery",
    "cms.operations",
    "cms.api",
    "shop.reports",
    "shop.landing",
    # Before the desk, which says in the demo how enterprises send.
    "shop.reviews",
    "shop.desk",
    "shop.wishes",
    "shop.checkout",
    "shop.receipts",
    "shop.payments",
    "shop.sales",
    "shop.orders",
    "shop.cart",
    "shop.certification",
    "shop.catalogue",
    "shop.enterprises",
    "search",
    "media",
    "themes",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.accounts.wagtail_users.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "csp",
    "corsheaders",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "cms.api.door.ApiMiddleware",
    "cms.delivery.page_cache.PageCacheMiddleware",
    "cms.delivery.security.ContentSecurityPolicyMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "themes" / "sepaction" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.home.context.frame",
            ],
        },
    },
]

# Thai has no prefix, English lives under /en/.
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "themes" / "sepaction" / "static"]
MEDIA_URL = "/media/"
FILE_UPLOAD_PERMISSIONS = 0o640

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.accounts.allauth_forms.SignInForm",
    "signup": "cms.accounts.allauth_forms.SignUpForm",
    "add_email": "cms.accounts.allauth_forms.ChangeEmailForm",
    "change_password": "cms.accounts.allauth_forms.ChangePasswordForm",
    "reset_password": "cms.accounts.allauth_forms.ResetPasswordForm",
    "reset_password_from_key": "cms.accounts.allauth_forms.NewPasswordForm",
    "reauthenticate": "cms.accounts.allauth_forms.ReauthenticateForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CONTENT_SECURITY_POLICY, ADMIN_CONTENT_SECURITY_POLICY = policies(
    pictures_from=origins(S3_PUBLIC_URL), pay_on=STRIPE.pages
)
# Wagtail's preview shows our own pages in a frame of our own admin; nobody else may frame them.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# Whoever sends mail, only the worker speaks to the mail server.
EMAIL_BACKEND = "cms.accounts.mail.QueueBackend"
MAIL_LEAVES_BY = EMAIL_SETTINGS.backend
EMAIL_HOST = EMAIL_SETTINGS.host
EMAIL_PORT = EMAIL_SETTINGS.port
EMAIL_HOST_USER = EMAIL_SETTINGS.user
EMAIL_HOST_PASSWORD = EMAIL_SETTINGS.password
EMAIL_USE_TLS = EMAIL_SETTINGS.starttls
EMAIL_USE_SSL = EMAIL_SETTINGS.tls
EMAIL_FILE_PATH = EMAIL_SETTINGS.folder
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.mailbox("DEFAULT_FROM_EMAIL", "sepaction <noreply@sepaction.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail", "media"]}}

# How many hours an order waits for its payment, and after how many days a purchase forgets who bought.
ORDER_PAY_HOURS = env.number("ORDER_PAY_HOURS", 48, least=1, most=24 * 30)
ORDER_KEEP_DAYS = env.number("ORDER_KEEP_DAYS", 1827, least=90, most=36_525)
# How many purchases may come from one address within an hour; many people share one on mobile networks.
ORDERS_AN_HOUR = env.number("ORDERS_AN_HOUR", 100, least=1, most=1_000_000)

# One order received in so many is drawn, and its buyer asked how satisfied they are; 1 asks all of them.
SATISFACTION_ONE_IN = env.number("SATISFACTION_ONE_IN", 4, least=1, most=1000)

# How many requests to the API a minute: of one address, and of one token; 0 is no limit.
API_REQUESTS_A_MINUTE = env.number("API_REQUESTS_A_MINUTE", 120, least=0, most=1_000_000)
API_TOKEN_REQUESTS_A_MINUTE = env.number("API_TOKEN_REQUESTS_A_MINUTE", 600, least=0, most=1_000_000)
# Whose pages may read the API in a browser, nobody's but ours where this is empty. No cookie is ever looked at there.
API_CORS_ORIGINS = env.origins("API_CORS_ORIGINS")
CORS_ALLOW_ALL_ORIGINS = API_CORS_ORIGINS == ["*"]
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else API_CORS_ORIGINS
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "authorization", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Content-Language", "Retry-After"]

WAGTAIL_SITE_NAME = "sepaction"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.Photo"
WAGTAILDOCS_DOCUMENT_MODEL = "media.File"
# What is accepted is judged by content, in media.validation; these make Wagtail's screens say the same.
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.FileForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_APPEND_SLASH = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_RESPONSIVE_HTML = True
# Wagtail's full-text backends split Thai at its marks; the substring backend finds it.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database.fallback", "AUTO_UPDATE": False}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "cms.operations.log_words.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    # What these say of every save and every task would bury what matters.
    "loggers": {name: {"level": "WARNING"} for name in ("wagtail", "django_tasks", "modelsearch", "stripe")},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))},
}
