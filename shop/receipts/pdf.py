"""Draws a receipt as PDF, where the machine can."""

import logging
import shutil
import subprocess
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from PIL import ImageFile

FAMILIES = ("Noto Sans Thai", "Loma", "Garuda")
# Two receipts drawn at once by one process would hold up everybody who only wants a page.
_AT_ONCE = BoundedSemaphore(1)
_PATIENCE = 10.0  # seconds
_STYLES = [
    Path(settings.BASE_DIR) / "themes" / "sepaction" / "static" / "css" / name for name in ("tokens.css", "receipt.css")
]


class Busy(RuntimeError):
    """Others are being drawn; it can be tried again in a moment."""


class NothingFetched(ValueError):
    """A receipt needs nothing from anywhere; whatever asks for an address is refused."""


@cache
def missing() -> tuple[str, ...]:
    """What Debian's packages would have to bring before a PDF can be drawn; empty where it can be."""
    lacks = []
    try:
        _engine()
    except OSError:
        lacks.append("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    if not _has_thai_font():
        lacks.append("fontconfig fonts-noto-core fonts-thai-tlwg")
    return tuple(lacks)


@cache
def _engine() -> Any:
    """WeasyPrint, without what it does to others: it tells Pillow to take pictures that are cut off, for all of the process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    import weasyprint  # noqa: PLC0415 - an engine that loads libraries of the system

    ImageFile.LOAD_TRUNCATED_IMAGES = before
    return weasyprint


def _has_thai_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    listed = subprocess.run([lister, ":lang=th", "family"], capture_output=True, check=False, text=True, timeout=20)  # noqa: S603 - a program of the system, no words of anybody
    return any(family in listed.stdout for family in FAMILIES)


def drawn(document: str) -> bytes:
    """The HTML document as PDF with its fonts inside. Raises Busy; may be called only where nothing is `missing`."""
    engine = _engine()
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        for name in ("fontTools", "weasyprint"):
            logging.getLogger(name).setLevel(logging.ERROR)
        nothing = fetcher()
        styles = [engine.CSS(string=sheet.read_text(), url_fetcher=nothing) for sheet in _STYLES]
        return bytes(engine.HTML(string=document, url_fetcher=nothing).write_pdf(stylesheets=styles))
    finally:
        _AT_ONCE.release()


@cache
def fetcher() -> Any:
    """What the engine asks for pictures and styles: it gets none."""
    base: Any = _engine().URLFetcher

    class Nothing(base):
        """Refuses every address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Raises NothingFetched."""
            raise NothingFetched(url)

    return Nothing()
