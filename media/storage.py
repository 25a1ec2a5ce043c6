"""Where files lie: published renditions in one place, everything else in another that has no address."""

import os
import re
import secrets
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol, runtime_checkable

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.utils.encoding import filepath_to_uri

BLOCK = 64 * 1024
_PLAIN = re.compile(r"[a-z0-9/._-]*")


@runtime_checkable
class MediaStorage(Protocol):
    """What serving and sweeping ask of a storage, on disk or in a bucket."""

    def size(self, name: str) -> int:
        """Bytes in the file. Raises FileNotFoundError."""
        ...

    def read(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """`length` bytes from `start`, in blocks. Raises FileNotFoundError at once."""
        ...

    def names(self, *, older_than: float) -> Iterator[str]:
        """Every file last written more than `older_than` seconds ago."""
        ...


def tidy_name(name: str) -> str:
    """A file name of letters, Thai marks, digits, dots, hyphens and underscores; Django's own drops the marks."""
    spaced = unicodedata.normalize("NFC", name).strip().replace(" ", "_")
    kept = "".join(char for char in spaced if char in "-_." or unicodedata.category(char)[0] in "LMN")
    return kept.strip(".") or "file"


class Window:
    """Iterates over `length` bytes of an open file in blocks and closes it."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self._file = file
        self._left = length
        file.seek(start)

    def __iter__(self) -> "Window":
        return self

    def __next__(self) -> bytes:
        block = self._file.read(min(BLOCK, self._left)) if self._left else b""
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Give the file back; safe to call twice."""
        self._file.close()


class Folder(FileSystemStorage):
    """A folder below MEDIA_ROOT. Takes no arguments, so that a queued task that names it carries no secret."""

    folder: str

    @property
    def base_location(self) -> str:  # a cached property there; here settings may change in tests
        return str(Path(settings.MEDIA_ROOT) / self.folder)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def get_valid_name(self, name: str) -> str:
        """See tidy_name."""
        return tidy_name(name)

    def read(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """See MediaStorage."""
        return Window(Path(self.path(name)).open("rb"), start, length)

    def names(self, *, older_than: float) -> Iterator[str]:
        """See MediaStorage."""
        root, before = Path(self.location), time.time() - older_than
        for path in root.rglob("*"):
            if path.is_file() and path.stat().st_mtime < before:
                yield path.relative_to(root).as_posix()


class PrivateFolder(Folder):
    """Originals, documents, drafts and previews: read only through a view that asks for permission."""

    folder = "private"

    def url(self, name: str | None) -> str:
        """Raises NotImplementedError: private files have no address of their own."""
        raise NotImplementedError("A private file has no address; ask its Photo or File for one.")


class PublicFolder(Folder):
    """Published renditions. Names are hashes of what they hold, so writing one again changes nothing."""

    folder = "public"

    def url(self, name: str | None) -> str:
        """The address under MEDIA_URL."""
        name = name or ""
        # Names of ours need no quoting, and a list of pictures asks for hundreds of addresses.
        return settings.MEDIA_URL + (name if _PLAIN.fullmatch(name) else str(filepath_to_uri(name)))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it says what is in the file."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        # Written aside and then renamed, so that a worker that dies leaves no half picture under a final name.
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        with part.open("wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
        part.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        part.replace(path)
        return name


def private() -> MediaStorage:
    """The storage of everything that is not published."""
    return storages["default"]  # type: ignore[return-value]  # the engines setting names one of ours


def public() -> FileSystemStorage:
    """The storage of published renditions."""
    return storages["public"]  # type: ignore[return-value]  # as above
