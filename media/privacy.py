"""Takes out of files what tells about people: where a picture or film was made, with what, by whom. Pure."""

import io
import re

from PIL import Image, ImageCms, ImageOps

# Longer sides are brought down to this: more than any screen shows, and a bound on what the worker has to draw.
LONGEST_SIDE = 4000
JPEG_QUALITY = 90

_SRGB = ImageCms.createProfile("sRGB")


def upright(image: Image.Image) -> Image.Image:
    """The picture as it is meant to be seen: turned as its EXIF says, 8 bits, sRGB, RGB or RGBA, nothing else in it."""
    turned = ImageOps.exif_transpose(image)
    pixels = _in_srgb(_eight_bit(turned), turned.info.get("icc_profile"))
    if max(pixels.size) > LONGEST_SIDE:
        pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if pixels.mode == "RGBA" and pixels.getchannel("A").getextrema()[0] == 255:
        pixels = pixels.convert("RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def encoded(image: Image.Image, *, lossless: bool) -> tuple[bytes, str]:
    """The original to keep, and the extension of its name: PNG where pixels are see-through or came lossless, else JPEG."""
    out = io.BytesIO()
    if lossless or image.mode == "RGBA":
        image.save(out, "PNG", compress_level=6)
        return out.getvalue(), "png"
    image.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue(), "jpg"


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # Pillow clips 16 bits to 8 instead of scaling them.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        return image.convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode not in {"RGB", "RGBA", "CMYK"}:
        image = image.convert(wanted)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=wanted)
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A broken profile says nothing; the plain conversion below is what every viewer would show.
    return image.convert(wanted)


# Where a phone writes its position into a film: ISO 6709, e.g. +18.7883+098.9853+310.000/
_POSITION = re.compile(rb"[+-]\d{2}(?:\.\d{2,})[+-]\d{3}(?:\.\d{2,})(?:[+-]\d+(?:\.\d+)?)?/?")
_POSITION_KEYS = (b"\xa9xyz", b"com.apple.quicktime.location.ISO6709", b"loci")


def without_position(block: bytes) -> bytes:
    """The same number of bytes of an MP4 or M4A file in which every written position reads zero."""
    if not any(key in block for key in _POSITION_KEYS):
        return block
    blanked = _POSITION.sub(lambda match: re.sub(rb"\d", b"0", match.group()), block)
    return re.sub(rb"loci(.{16,40}?)", lambda match: b"free" + bytes(len(match.group(1))), blanked, flags=re.DOTALL)
