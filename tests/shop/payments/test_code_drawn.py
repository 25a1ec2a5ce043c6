"""The drawing of a code can be scanned, and fits the site's security policy."""

import io
import re

import zxingcpp
from PIL import Image, ImageDraw

from shop.payments import qr
from shop.payments.promptpay import payload

PAYS = payload("0812345678", 29_000)


def rasterised(drawing: str, *, pixels: int = 8) -> Image.Image:
    """The inline drawing on a page: its white ground and its strokes, which are rows of modules."""
    view = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    assert view
    image = Image.new("L", (int(view[1]) * pixels, int(view[2]) * pixels), 90)
    pen = ImageDraw.Draw(image)
    ground, strokes = re.findall(r'd="([^"]+)"', drawing)
    assert ground == f"M0 0h{view[1]}v{view[2]}h-{view[1]}z"
    pen.rectangle((0, 0, *image.size), fill=255)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes):
        steps = [float(number) for number in numbers.split()]
        if command == "M":
            x, y = steps
        elif command == "m":
            x, y = x + steps[0], y + steps[1]
        else:
            top = (y - 0.5) * pixels
            pen.rectangle((x * pixels, top, (x + steps[0]) * pixels - 1, top + pixels - 1), fill=0)
            x += steps[0]
    return image


def scanned(image: Image.Image) -> list[str]:
    """What a bank's app would read."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_inline_drawing_can_be_scanned() -> None:
    assert scanned(rasterised(qr.svg(PAYS))) == [PAYS]


def test_the_picture_to_save_can_be_scanned() -> None:
    image = Image.open(io.BytesIO(qr.png(PAYS)))
    assert min(image.size) >= 400
    assert scanned(image.convert("L")) == [PAYS]


def test_the_drawing_brings_no_style_no_script_and_no_foreign_address() -> None:
    drawing = qr.svg(PAYS)
    assert not re.search(r"style=|<script|\bon\w+=|href", drawing)
    assert drawing.startswith("<svg ")
