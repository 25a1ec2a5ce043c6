"""Slips for tests: pictures as a bank's app saves them, with its small code or another one."""

import io

import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from media import validation
from media.validation import CleanFile
from shop.payments.promptpay import field, sealed

BANK = "004"
REFERENCE = "014242082547BPM04988"


def code(reference: str = REFERENCE, bank: str = BANK) -> str:
    """The text of a slip's code."""
    said = field("00", field("00", "000001") + field("01", bank) + field("02", reference))
    return sealed(said + field("51", "TH"), "91")


def picture(text: str = "", *, format: str = "PNG", scale: int = 3) -> bytes:
    """A slip of 720 × 1280 with this code in its corner, or without one."""
    slip = Image.new("RGB", (720, 1280), "#eaf4ee")
    drawing = ImageDraw.Draw(slip)
    for row in range(8):
        drawing.rectangle((60, 120 + row * 70, 400 + row * 20, 150 + row * 70), fill="#335544")
    if text:
        out = io.BytesIO()
        segno.make_qr(text).save(out, kind="png", scale=scale, border=4)
        slip.paste(Image.open(out).convert("RGB"), (440, 950))
    out = io.BytesIO()
    slip.save(out, format)
    return out.getvalue()


def upload(data: bytes | None = None, name: str = "slip.png") -> SimpleUploadedFile:
    """The picture as a browser sends it; its name and type are the sender's word."""
    return SimpleUploadedFile(name, picture(code()) if data is None else data, content_type="image/png")


def clean_slip(text: str = "") -> CleanFile:
    """A picture that has passed the door."""
    return validation.clean_photo(upload(picture(text)))
