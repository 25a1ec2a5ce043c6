"""What is accepted as a picture, by its content, and what is left of it."""

import io
import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from media import privacy, validation
from tests.media import samples


def clean(data: bytes, name: str = "picture.jpg") -> Image.Image:
    result = validation.clean_photo(ContentFile(data, name=name))
    image = Image.open(io.BytesIO(result.read()))
    image.load()
    return image


REFUSED = {
    "svg": (samples.SVG, "svg"),
    "svg after a mark and spaces": (b"\xef\xbb\xbf \n" + samples.SVG, "svg"),
    "html": (samples.HTML, "svg"),
    "jpeg that is a page too": (samples.jpeg(comment=b"<script>alert(1)</script>"), "script"),
    "gif that is a script too": (b"GIF89a/*<script src=x>*/" + samples.encoded("GIF")[6:], "script"),
    "jpeg with a page behind it": (samples.jpeg() + samples.HTML, "script"),
    "pdf inside the first bytes": (b"\xff\xd8\xff\xfe\x00\x40%PDF-1.4 obj" + samples.jpeg()[2:], "script"),
    "truncated jpeg": (samples.jpeg()[:2500], "damaged"),
    "truncated png": (samples.encoded("PNG")[:-60], "damaged"),
    "bomb": (samples.bomb(), "too_many_pixels"),
    "moving gif": (samples.moving("GIF"), "animated"),
    "moving webp": (samples.moving("WEBP"), "animated"),
    "moving png": (samples.moving("PNG"), "animated"),
    "nothing": (b"", "empty"),
    "noise": (random.Random(1).randbytes(5000), "not_a_picture"),
    "text": ("สวัสดี".encode(), "not_a_picture"),
    "pdf": (samples.PDF, "script"),
    "tiff": (samples.encoded("TIFF"), "not_a_picture"),
    "bmp": (samples.encoded("BMP"), "not_a_picture"),
    "ico": (samples.encoded("ICO"), "not_a_picture"),
    "only the first bytes of a jpeg": (b"\xff\xd8\xff\xe0", "not_a_picture"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_harmless_picture_is_refused_with_its_reason(case: str) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(ValidationError) as refusal:
        clean(data)
    assert [error.code for error in refusal.value.error_list] == [reason]


ACCEPTED = {
    "jpeg": (samples.jpeg(), "JPEG", "RGB"),
    "jpeg under the name of a page": (samples.jpeg(), "JPEG", "RGB"),
    "grey jpeg": (samples.encoded("JPEG", samples.picture(mode="L")), "JPEG", "RGB"),
    "cmyk jpeg": (samples.encoded("JPEG", samples.picture(mode="CMYK")), "JPEG", "RGB"),
    "png": (samples.encoded("PNG"), "PNG", "RGB"),
    "png of 256 colours": (samples.encoded("PNG", samples.picture(mode="P")), "PNG", "RGB"),
    "png with alpha": (samples.encoded("PNG", Image.new("RGBA", (640, 480), (10, 20, 30, 128))), "PNG", "RGBA"),
    "png whose alpha hides nothing": (samples.encoded("PNG", samples.picture(mode="RGBA")), "PNG", "RGB"),
    "png of 16 bits": (samples.encoded("PNG", Image.new("I;16", (640, 480), 40_000)), "PNG", "RGB"),
    "still gif": (samples.encoded("GIF"), "PNG", "RGB"),
    "webp": (samples.encoded("WEBP"), "JPEG", "RGB"),
    "webp with alpha": (samples.encoded("WEBP", Image.new("RGBA", (640, 480), (10, 20, 30, 128))), "PNG", "RGBA"),
    "avif": (samples.encoded("AVIF"), "JPEG", "RGB"),
    "heic, as phones take it": (samples.encoded("HEIF"), "JPEG", "RGB"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_picture_is_kept_as_jpeg_or_png_whatever_its_name_says(case: str) -> None:
    data, format, mode = ACCEPTED[case]
    image = clean(data, "page.html")
    assert (image.format, image.mode, image.size) == (format, mode, (640, 480))


def test_the_name_gets_the_extension_that_the_content_deserves() -> None:
    assert validation.clean_photo(ContentFile(samples.jpeg(), name="../รูป.svg")).name == "รูป.jpg"


def test_sixteen_bits_become_eight_by_scale_and_not_by_clipping() -> None:
    image = clean(samples.encoded("PNG", Image.new("I;16", (8, 8), 32_768)))
    assert image.getpixel((4, 4)) == (128, 128, 128)


def test_position_maker_and_comment_are_removed_and_the_picture_stands_upright() -> None:
    original = samples.jpeg_from_a_phone()
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)
    image = clean(original)
    assert image.size == (480, 640)
    # The red corner was top left of the picture on its side: it stands top right now.
    red, green, _blue = image.getpixel((470, 10))  # type: ignore[misc]  # three bands
    assert red > 150
    assert green < 90
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)


def test_a_position_inside_a_png_is_removed() -> None:
    exif = Image.Exif()
    exif[0x010F] = samples.GPS_MAKER
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 47.0, 17.9)})
    data = samples.encoded("PNG", exif=exif)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    image = clean(data)
    assert not image.getexif()


def test_a_very_large_picture_is_brought_down_to_what_screens_show() -> None:
    assert max(clean(samples.encoded("JPEG", samples.picture(6000, 1000))).size) == privacy.LONGEST_SIDE


def test_more_bytes_than_accepted_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "PHOTO_BYTES", 1000)
    with pytest.raises(ValidationError) as refusal:
        clean(samples.jpeg())
    assert refusal.value.code == "too_large"
