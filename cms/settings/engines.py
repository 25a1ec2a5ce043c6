"""Which engines stand under the site: database, cache, files, mail and search, each by one variable."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from cms.settings.env import ROOT, env

VAR = env.folder("VAR_DIR", str(ROOT / "var"))

DATABASE_URL = env.url(
    "DATABASE_URL", f"sqlite:///{VAR / 'sepaction.sqlite3'}", schemes=("sqlite", "postgres", "postgresql")
)


def database(url: str) -> dict[str, Any]:
    """Django's settings of one database, with what SQLite needs to take writes from several processes.

    IMMEDIATE takes the write lock at the start of a transaction, so that two writers queue instead of failing.
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    if url.startswith("sqlite"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
            ),
        }
        settings["CONN_HEALTH_CHECKS"] = False
    return settings


DATABASES = {"default": database(DATABASE_URL)}

REDIS_URL = env.url("REDIS_URL", "", schemes=("redis", "rediss")) if env.values.get("REDIS_URL") else ""


def cache(*, entries: int, prefix: str) -> dict[str, Any]:
    """One cache: in Redis where REDIS_URL names one, else in each process's own memory, `entries` things at most."""
    if REDIS_URL:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": prefix,
        }
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": prefix,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }


# A kept page is about 60 KB with its compressed twin.
PAGE_CACHE = env.flag("PAGE_CACHE", True)
CACHES: dict[str, dict[str, Any]] = {
    "default": cache(entries=5000, prefix="sepaction"),
    "pages": cache(entries=400, prefix="sepaction-pages")
    if PAGE_CACHE
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

MEDIA_ROOT = VAR / "media"
SEARCH_BACKEND = "postgres" if DATABASE_URL.startswith("postgres") else "sqlite"

# Where uploads lie: on disk, or in an S3-compatible bucket. `media.storage` says what is public and what is private.
S3_BUCKET = env.text("S3_BUCKET", "")
S3_PUBLIC_URL = env.url("S3_PUBLIC_URL", "", schemes=("https", "http"))
_s3_key, _s3_secret = env.text("S3_ACCESS_KEY_ID", ""), env.text("S3_SECRET_ACCESS_KEY", "")
if bool(_s3_key) != bool(_s3_secret):
    _missing = "S3_SECRET_ACCESS_KEY" if _s3_key else "S3_ACCESS_KEY_ID"
    raise ImproperlyConfigured(
        f"{_missing} is missing; accepted is both keys, or neither where the machine has a role."
    )
S3_OPTIONS: dict[str, Any] = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": env.url("S3_ENDPOINT_URL", "", schemes=("https", "http")) or None,
    "region_name": env.text("S3_REGION", "") or None,
    "access_key": _s3_key or None,
    "secret_key": _s3_secret or None,
}
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "media.buckets.PrivateBucket" if S3_BUCKET else "media.storage.PrivateFolder"},
    "public": {"BACKEND": "media.buckets.PublicBucket" if S3_BUCKET else "media.storage.PublicFolder"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


@dataclass(frozen=True)
class EmailSettings:
    """How mail leaves: by SMTP, or as `.eml` files in a folder."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    folder: str | None = None


def email(url: str) -> EmailSettings:
    """`file:///folder`, `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return EmailSettings("cms.accounts.mail.EmlFileBackend", folder=parts.path)
    return EmailSettings(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname or "localhost",
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        # A relay on this very machine needs no TLS, and seldom has a certificate that anyone knows.
        starttls=parts.scheme == "smtp" and parts.hostname not in {"127.0.0.1", "::1", "localhost"},
        tls=parts.scheme == "smtps",
    )


EMAIL_SETTINGS = email(env.url("EMAIL_URL", f"file://{VAR / 'mail'}", schemes=("file", "smtp", "smtps")))
