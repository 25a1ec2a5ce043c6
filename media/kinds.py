"""What kind of document a file is, judged by its bytes. Pure; raises Refused with a word for the reason."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

HEAD = 4096
MEGABYTE = 1024 * 1024


class Refused(Exception):
    """The file is not accepted; `reason` is one of: kind, script, macros, damaged, bomb."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Kind:
    """A kind of document: its extension, the type it is served with, and how large it may be in bytes."""

    extension: str
    content_type: str
    most: int = 30 * MEGABYTE


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KINDS: dict[str, Kind] = {
    kind.extension: kind
    for kind in (
        Kind("pdf", "application/pdf"),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document"),
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
        Kind("pptx", f"{_OFFICE}.presentationml.presentation"),
        Kind("odt", f"{_OPEN}.text"),
        Kind("ods", f"{_OPEN}.spreadsheet"),
        Kind("odp", f"{_OPEN}.presentation"),
        Kind("csv", "text/csv; charset=utf-8"),
        Kind("txt", "text/plain; charset=utf-8"),
        Kind("vtt", "text/vtt; charset=utf-8", 2 * MEGABYTE),
        Kind("mp3", "audio/mpeg", 200 * MEGABYTE),
        Kind("m4a", "audio/mp4", 200 * MEGABYTE),
        Kind("ogg", "audio/ogg", 200 * MEGABYTE),
        Kind("mp4", "video/mp4", 200 * MEGABYTE),
        Kind("webm", "video/webm", 200 * MEGABYTE),
    )
}

_MARKUP_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|\?php|html|head|body|svg|script|!--)", re.IGNORECASE
)
# Words long enough not to turn up by chance among the bytes of a picture.
_MARKUP = re.compile(
    rb"<(?:script|html|iframe|object|embed|foreignobject)[\s/>]|<svg[\s/]+[a-z:]+\s*=|<!doctype\s+(?:html|svg)|<\?php"
    rb"|javascript:[a-z(]",
    re.IGNORECASE,
)
_PDF_SCRIPT = re.compile(rb"/JavaScript\b|/JS\s*(?:[(<]|\d+\s+\d+\s+R\b)|/Launch\b|/RichMedia\b")
_PDF_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_STREAMS = 20_000  # a true document of the largest size accepted has far fewer
_OPENXML_MAIN = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}


def looks_like_markup(head: bytes) -> bool:
    """Whether a browser could take this for HTML, SVG or XML."""
    return _MARKUP_START.search(head) is not None


def carries_markup(data: bytes) -> bool:
    """Whether there is a script or a page's tag anywhere in these bytes."""
    return _MARKUP.search(data) is not None


def detect(file: IO[bytes], name: str) -> Kind:
    """The kind of an open file. The name decides only between CSV and plain text, which no content tells apart."""
    file.seek(0)
    head = file.read(HEAD)
    if looks_like_markup(head):
        raise Refused("script")
    for found in (_pdf(file, head), _package(file, head), _film_or_sound(head), _text(file, head, name)):
        if found:
            return KINDS[found]
    raise Refused("kind")


def _pdf(file: IO[bytes], head: bytes) -> str:
    if not head.startswith(b"%PDF-"):
        return ""
    file.seek(0)
    data = file.read()
    if b"%%EOF" not in data[-4096:]:
        raise Refused("damaged")
    if carries_markup(head) or any(_PDF_SCRIPT.search(_plain_names(part)) for part in (data, *_object_streams(data))):
        raise Refused("script")
    return "pdf"


def _plain_names(data: bytes) -> bytes:
    """PDF names may hide letters as #4A."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), data)


def _object_streams(data: bytes) -> Iterator[bytes]:
    left = 64 * MEGABYTE
    for number, match in enumerate(_PDF_STREAM.finditer(data)):
        plain = _unpacked(memoryview(data)[match.end() :], min(left, 8 * MEGABYTE))
        left -= len(plain)
        yield plain
        if left <= 0 or number >= _MOST_STREAMS:
            raise Refused("bomb")


def _unpacked(packed: memoryview, most: int) -> bytes:
    """The beginning of a packed stream, fed in pieces: zlib copies whatever it is given beyond the stream's end."""
    stream, plain = zlib.decompressobj(), bytearray()
    for start in range(0, len(packed), HEAD):
        try:
            plain += stream.decompress(packed[start : start + HEAD], most - len(plain))
        except zlib.error:
            break
        if stream.eof or len(plain) >= most:
            break
    return bytes(plain)


def _package(file: IO[bytes], head: bytes) -> str:
    if not head.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > 10_000 or sum(entry.file_size for entry in entries) > 400 * MEGABYTE:
                raise Refused("bomb")
            names = [entry.filename for entry in entries]
            if any(name.startswith("/") or ".." in name.split("/") for name in names):
                raise Refused("kind")
            if "[Content_Types].xml" in names:
                return _openxml(archive, names)
            return _opendocument(archive, names)
    except (zipfile.BadZipFile, KeyError, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Refused("damaged") from None


def _read_entry(archive: zipfile.ZipFile, name: str, most: int = MEGABYTE) -> bytes:
    with archive.open(name) as entry:
        return entry.read(most)


def _openxml(archive: zipfile.ZipFile, names: list[str]) -> str:
    types = _read_entry(archive, "[Content_Types].xml")
    lower = [name.lower() for name in names]
    if b"macroEnabled" in types or any("vbaproject" in name or "activex/" in name for name in lower):
        raise Refused("macros")
    for extension, main in _OPENXML_MAIN.items():
        if main in types:
            return extension
    raise Refused("kind")


def _opendocument(archive: zipfile.ZipFile, names: list[str]) -> str:
    if not names or names[0] != "mimetype":
        raise Refused("kind")
    mimetype = _read_entry(archive, "mimetype", 200).decode("ascii", "replace").strip()
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise Refused("macros")
    for extension in ("odt", "ods", "odp"):
        if KINDS[extension].content_type == mimetype:
            return extension
    raise Refused("kind")


def _film_or_sound(head: bytes) -> str:
    found = ""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in {b"M4A ", b"M4B "}:
            found = "m4a"
        elif brand[:3] in {b"iso", b"mp4", b"avc", b"M4V", b"qt ", b"3gp"} or brand in {b"dash", b"mmp4", b"MSNV"}:
            found = "mp4"
    elif head.startswith(b"OggS\x00"):
        found = "ogg"
    elif head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        found = "webm"
    elif head.startswith(b"ID3") or _mpeg_audio(head):
        found = "mp3"
    if found and carries_markup(head):
        raise Refused("script")
    return found


def _mpeg_audio(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in {0, 15} and head[2] >> 2 & 3 != 3


def _text(file: IO[bytes], head: bytes, name: str) -> str:
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    file.seek(0)
    data = file.read(KINDS["txt"].most + 1)
    text = decoded(data)
    if text is None or re.search(r"[\x00-\x08\x0e-\x1f]", text):
        return ""
    if carries_markup(data) or carries_markup(text.encode()):
        raise Refused("script")
    if re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", text):
        return "vtt"
    return "csv" if name.lower().endswith(".csv") else "txt"


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8, in UTF-16 with a mark, or in the Thai encoding of older offices; None if in neither."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
