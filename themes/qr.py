"""Draws QR codes."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

_QUIET = 4  # modules of white around the code, as its standard asks
_PIXELS = 12  # of a module, in the picture to save


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", boost_error=False)


def svg(text: str) -> SafeString:
    """An inline drawing as large as its place, black on white in every colour scheme. It has no style attribute."""
    drawn = _code(text).svg_inline(
        border=_QUIET, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)


def png(text: str) -> bytes:
    """A picture to save, and to open where codes are read."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", border=_QUIET, scale=_PIXELS)
    return out.getvalue()
