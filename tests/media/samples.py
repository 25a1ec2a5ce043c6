"""Files that people and worse send: made here, byte by byte."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageDraw

GPS_MAKER = "Sample Phone 7"


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Left half dark, right half light, a red corner top left: enough to see which way up it is."""
    image = Image.new("RGB", (width, height), (40, 90, 60))
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((width // 2, 0, width, height), fill=(220, 200, 150))
    drawing.rectangle((0, 0, width // 8, height // 8), fill=(200, 30, 30))
    return image.convert(mode)


def encoded(format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """The picture in this format."""
    out = io.BytesIO()
    (image or picture()).save(out, format, **options)
    return out.getvalue()


def jpeg(**options: Any) -> bytes:
    """A plain JPEG of 640 × 480."""
    return encoded("JPEG", **options)


def jpeg_from_a_phone() -> bytes:
    """A JPEG lying on its side, with position, maker and a comment."""
    exif = Image.Exif()
    exif[0x010F] = GPS_MAKER
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 47.0, 17.9), 3: "E", 4: (98.0, 59.0, 7.1)})
    return encoded("JPEG", exif=exif, comment=b"taken at home")


def moving(format: str) -> bytes:
    """Two frames."""
    frames = [picture(40, 40), Image.new("RGB", (40, 40), "white")]
    return encoded(format, frames[0], save_all=True, append_images=frames[1:], duration=100)


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 30,000 pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def pdf_with_hidden_script() -> bytes:
    """A PDF whose JavaScript lies in a packed object stream."""
    packed = zlib.compress(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")
    head = b"%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
    return head + str(len(packed)).encode() + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n%%EOF\n"


def package(entries: dict[str, str | bytes]) -> bytes:
    """A ZIP of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(main: str, **more: str) -> bytes:
    """An Office document whose main part is of this kind."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types, "word/document.xml": "<w/>", **more})


def opendocument(kind: str, **more: str) -> bytes:
    """An OpenDocument file."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package({"mimetype": mimetype, "content.xml": "<office/>", **more})


def mp4(position: bytes = b"") -> bytes:
    """The first boxes of a film."""
    ftyp = struct.pack(">I", 24) + b"ftypisom\x00\x00\x02\x00isommp41"
    place = b"\x00\x00\x00\x22\xa9xyz\x00\x12\x15\xc7" + position if position else b""
    return ftyp + place + b"\x00\x00\x00\x08mdat"
