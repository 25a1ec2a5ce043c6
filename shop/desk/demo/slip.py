"""A slip for the demo: drawn by us, of no bank, without words and without a code, so that nobody can take it for money."""

from random import Random

from django.core.files.base import File
from PIL import Image, ImageDraw

from media.validation import photo_from_image

SIZE = (720, 1180)
PAPER, INK, PALE, STAMP = (252, 246, 232), (74, 92, 110), (206, 214, 216), (201, 98, 60)


def slip(name: str) -> File[bytes]:
    """The picture of a slip; the same name gives the same picture."""
    rng = Random(name)  # noqa: S311 - chance that repeats, nothing secret
    image = Image.new("RGB", SIZE, (126, 158, 150))
    brush = ImageDraw.Draw(image)
    brush.rounded_rectangle((60, 60, 660, 1120), 28, fill=PAPER)
    brush.ellipse((290, 110, 430, 250), fill=(140, 187, 120))
    brush.line([(325, 182), (352, 210), (398, 150)], fill=PAPER, width=16, joint="curve")
    for row in range(9):
        y = 320 + row * 74
        brush.rounded_rectangle((110, y, 110 + rng.randint(110, 190), y + 22), 8, fill=PALE)
        brush.rounded_rectangle((610 - rng.randint(130, 250), y, 610, y + 22), 8, fill=INK)
    # Crossed out from corner to corner, as a sample is.
    brush.line([(90, 1080), (630, 100)], fill=STAMP, width=10)
    brush.line([(90, 100), (630, 1080)], fill=STAMP, width=10)
    return photo_from_image(image, f"{name}.jpg")
