"""The QR codes of payments, drawn as all codes of the site."""

from themes.qr import png as png
from themes.qr import svg as svg
