"""The door for uploads: what comes in is judged by its content and leaves clean, or is refused with a reason.

Every way in (Wagtail's forms, its multiple uploader, services) ends in the model field, and the model field asks here;
a form asks first, so that the reason stands beside its field.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, Any

import pillow_heif
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from media import kinds, privacy

pillow_heif.register_heif_opener()

PHOTO_EXTENSIONS = ("jpg", "jpeg", "png", "webp", "avif", "heic", "gif")
PHOTO_BYTES = 20 * kinds.MEGABYTE
# Width times height. Decoded, a pixel takes 4 bytes, and the worker holds two copies: 400 MB at most.
PHOTO_PIXELS = 50_000_000
FILE_BYTES = max(kind.most for kind in kinds.KINDS.values())

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF")
_LOSSLESS = {"PNG", "GIF"}

REASONS = {
    "kind": _(
        "This kind of file is not accepted. Accepted are PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, "
        "MP3, M4A, OGG, MP4, WebM and WebVTT."
    ),
    "script": _("This file carries a program (SVG, HTML or a script) and is not accepted."),
    "macros": _("Documents with macros are not accepted; save the document without them."),
    "damaged": _("The file is damaged or cut off."),
    "bomb": _("The file unpacks to more than is accepted."),
    "not_a_picture": _("This is not a picture we can read. Accepted are JPEG, PNG, WebP, AVIF, HEIC and GIF."),
    "svg": _("SVG and HTML files are not accepted, because they can carry programs. Save the picture as PNG or JPEG."),
    "animated": _("Moving pictures are not accepted; upload a film as a document instead."),
    "too_many_pixels": _("The picture has %(pixels)s million pixels; at most %(most)s million are accepted."),
    "too_large": _("The file has %(size)s; at most %(most)s are accepted."),
    "empty": _("The file is empty."),
}

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError, IndexError, TypeError, KeyError)


def refusal(reason: str, **params: object) -> ValidationError:
    """The error for one of REASONS."""
    return ValidationError(REASONS[reason], code=reason, params=params)


class CleanFile(ContentFile[bytes]):
    """Content that has passed the door."""

    is_clean = True


def clean_photo(content: File[Any]) -> CleanFile:
    """The picture drawn anew from its pixels. Raises ValidationError."""
    data = _read(content, PHOTO_BYTES)
    image = _decoded(data)
    lossless = image.format in _LOSSLESS
    with _as_damaged():
        clean, extension = privacy.encoded(privacy.upright(image), lossless=lossless)
    return CleanFile(clean, name=named(content.name, extension))


def photo_from_image(image: Image.Image, name: str) -> CleanFile:
    """A picture drawn by our own code, ready to be kept."""
    clean, extension = privacy.encoded(privacy.upright(image), lossless=False)
    return CleanFile(clean, name=named(name, extension))


def clean_photo_upload(upload: "UploadedFile[Any]") -> None:
    """Replace an upload's content by the clean picture, in place, so that whoever keeps the upload keeps only that.

    Wagtail puts an upload aside while its alternative text is still missing. Raises ValidationError.
    """
    _replace(upload, clean_photo(upload))


def clean_document(content: File[Any]) -> tuple[kinds.Kind, CleanFile | None]:
    """What kind of document this is, and its new content where that must change. Raises ValidationError."""
    if content.size == 0:
        raise refusal("empty")
    _check_size(content.size, FILE_BYTES)
    file: IO[bytes] = content
    try:
        kind = kinds.detect(file, content.name or "")
    except kinds.Refused as refused:
        raise refusal(refused.reason) from None
    _check_size(content.size, kind.most)
    changed = _changed(content, kind)
    content.seek(0)
    return kind, CleanFile(changed, name=content.name) if changed is not None else None


def clean_document_upload(upload: "UploadedFile[Any]") -> None:
    """As clean_document, in place; the upload then has a `kind`. Raises ValidationError."""
    kind, changed = clean_document(upload)
    if changed is not None:
        _replace(upload, changed)
    upload.name = named(upload.name, kind.extension)
    upload.kind = kind  # type: ignore[attr-defined]  # read by the model field
    upload.is_clean = True  # type: ignore[attr-defined]  # read by the model field


def _changed(content: File[Any], kind: kinds.Kind) -> bytes | None:
    """Texts become UTF-8, films forget where they were made; None where nothing changes."""
    content.seek(0)
    if kind.content_type.startswith("text/"):
        data = content.read()
        text = kinds.decoded(data) or ""
        clean = text.removeprefix("\ufeff").encode()
        return None if data in {clean, b"\xef\xbb\xbf" + clean} else clean
    if kind.extension in {"mp4", "m4a"}:
        data = content.read()
        clean = privacy.without_position(data)
        return None if clean == data else clean
    return None


def _read(content: File[Any], most: int) -> bytes:
    if content.size == 0:
        raise refusal("empty")
    _check_size(content.size, most)
    content.seek(0)
    data: bytes = content.read()
    if kinds.looks_like_markup(data[: kinds.HEAD]):
        raise refusal("svg")
    if kinds.carries_markup(data) or b"%PDF-" in data[:1024]:
        raise refusal("script")
    return data


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise refusal("too_large", size=filesizeformat(size), most=filesizeformat(most))


def _decoded(data: bytes) -> Image.Image:
    """All pixels of the picture; its size is judged before one of them is unpacked."""
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise refusal("too_many_pixels", pixels="> 100", most=PHOTO_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, *_BROKEN):
        raise refusal("not_a_picture") from None
    width, height = image.size
    if width * height > PHOTO_PIXELS:
        raise refusal("too_many_pixels", pixels=width * height // 1_000_000, most=PHOTO_PIXELS // 1_000_000)
    with _as_damaged():
        # A phone's MPO and HEIC hold a second, hidden picture; only these formats move.
        if image.format in {"GIF", "PNG", "WEBP", "AVIF"} and getattr(image, "n_frames", 1) > 1:
            raise refusal("animated")
        image.load()
    return image


@contextmanager
def _as_damaged() -> Iterator[None]:
    try:
        yield
    except ValidationError:
        raise
    except (Image.DecompressionBombError, *_BROKEN):
        raise refusal("damaged") from None


def named(name: str | None, extension: str) -> str:
    """The name with the extension that its content deserves, short enough for every file system in Thai."""
    stem = PurePath(name or "").stem.strip().strip(".") or "file"
    return f"{stem[:60]}.{extension}"


def _replace(upload: "UploadedFile[Any]", clean: CleanFile) -> None:
    data = clean.read()
    file = upload.file
    assert file is not None  # noqa: S101 - an upload that has been read has a file
    file.seek(0)
    file.truncate()
    file.write(data)
    file.flush()
    file.seek(0)
    upload.size = len(data)
    upload.name = clean.name
    upload.is_clean = True  # type: ignore[attr-defined]  # read by the model field
