"""Draws to JPEG; knows nothing of Django, so that processes of their own can do it."""

from io import BytesIO
from zlib import crc32

from media import illustrations

SIZE = (1440, 900)
# Enough where no page shows it from edge to edge; drawn in half the time.
CLOSE = (960, 600)
QUALITY = 92


def jpeg(order: tuple[str, str, tuple[int, int]]) -> tuple[str, bytes]:
    """The name, and the JPEG of (name, scene, size in pixels); the same name gives the same picture."""
    name, scene, size = order
    buffer = BytesIO()
    illustrations.draw(scene, seed=crc32(name.encode()), size=size).save(buffer, "JPEG", quality=QUALITY)
    return name, buffer.getvalue()
