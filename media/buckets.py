"""The same storages in an S3-compatible bucket. Loaded only where S3_BUCKET is set; see docs/media.md."""

import time
from collections.abc import Iterator
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from media.storage import BLOCK, tidy_name

_GONE = {"404", "NoSuchKey", "NotFound"}


class Bucket(S3Storage):
    """One prefix of the bucket. Takes no arguments, so that a queued task that names it carries no key."""

    prefix: str

    def get_default_settings(self) -> dict[str, Any]:
        """django-storages' settings with ours over them."""
        config = Config(
            # Checksums in trailers are Amazon's alone; other S3 servers refuse them.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"max_attempts": 3, "mode": "standard"},
            connect_timeout=5,
            read_timeout=30,
        )
        return {
            **super().get_default_settings(),
            **settings.S3_OPTIONS,
            "location": self.prefix,
            "client_config": config,
            "default_acl": None,
            "querystring_auth": False,
            "file_overwrite": False,
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Raises NotImplementedError: private files have no address of their own."""
        raise NotImplementedError("A private file has no address; ask its Photo or File for one.")

    def get_valid_name(self, name: str) -> str:
        """See tidy_name."""
        return tidy_name(name)

    def size(self, name: str) -> int:
        """See MediaStorage."""
        try:
            return int(self.bucket.Object(self._key(name)).content_length)
        except ClientError as error:
            raise _translated(error, name) from error

    def read(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """See MediaStorage. The bucket is asked for these bytes only."""
        if length == 0:
            return iter(())
        try:
            answer = self.bucket.Object(self._key(name)).get(Range=f"bytes={start}-{start + length - 1}")
        except ClientError as error:
            raise _translated(error, name) from error
        blocks: Iterator[bytes] = answer["Body"].iter_chunks(BLOCK)
        return blocks

    def names(self, *, older_than: float) -> Iterator[str]:
        """See MediaStorage."""
        before = time.time() - older_than
        for item in self.bucket.objects.filter(Prefix=f"{self.prefix}/"):
            if item.last_modified.timestamp() < before:
                yield item.key.removeprefix(f"{self.prefix}/")

    def _key(self, name: str) -> str:
        key: str = self._normalize_name(name)
        return key


class PrivateBucket(Bucket):
    """Originals, documents, drafts and previews: read only through a view that asks for permission."""

    prefix = "private"


class PublicBucket(Bucket):
    """Published renditions; given by the site itself, or from S3_PUBLIC_URL where visitors may read the prefix."""

    prefix = "public"

    def get_default_settings(self) -> dict[str, Any]:
        """As above; a name says what is in the file, so writing it again changes nothing."""
        return {
            **super().get_default_settings(),
            "file_overwrite": True,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        }

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address under S3_PUBLIC_URL, else under MEDIA_URL."""
        base = f"{settings.S3_PUBLIC_URL}/" if settings.S3_PUBLIC_URL else settings.MEDIA_URL
        return f"{base}{filepath_to_uri(name)}"


def _translated(error: ClientError, name: str) -> Exception:
    return FileNotFoundError(name) if error.response.get("Error", {}).get("Code") in _GONE else error
