"""Finds the bank's QR code in the picture of a slip. Takes time: never inside a transaction."""

import io
from dataclasses import dataclass

import zxingcpp
from PIL import Image

from shop.payments.slip_qr import SlipReference, parse

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the reference, or None; `has_other_code` where the picture has QR codes and none is a slip's."""

    reference: SlipReference | None = None
    has_other_code: bool = False


def read(picture: bytes) -> Reading:
    """Look for a slip's code in a picture that has passed `media.validation`."""
    with Image.open(io.BytesIO(picture)) as image:
        codes = zxingcpp.read_barcodes(image.convert("L"), formats=_QR)
    for code in codes:
        reference = parse(code.text)
        if reference is not None:
            return Reading(reference)
    return Reading(has_other_code=bool(codes))
