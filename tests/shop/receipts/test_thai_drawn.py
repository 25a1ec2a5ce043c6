"""Thai on a receipt is drawn as a Thai reads it: marks above marks, ำ in two places, the tail of ญ gone under a vowel.

The PDF's own picture is laid beside two others of the same words in the same font: one shaped by HarfBuzz through
Pillow, one put together letter by letter without shaping. It must look like the first and not like the second.
"""

import shutil
import subprocess

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFile, ImageFont, features

from shop.receipts import pdf

WORDS = "ที่ น้ำ ปั๊ม กตัญญู"
SIZE = 120  # pixels, at 72 dots an inch as many points
ROOM = 3  # pixels by which two pictures may be shifted
FONT = "Noto Sans Thai"

pytestmark = pytest.mark.skipif(
    bool(pdf.missing()), reason=f"No PDF can be drawn: apt-get install {' '.join(pdf.missing())}"
)


def font_file() -> str:
    """Where the font lies that receipts are set in."""
    lister = shutil.which("fc-match")
    assert lister is not None
    return subprocess.run(
        [lister, "-f", "%{file}", f"{FONT}:style=Regular"], capture_output=True, check=True, text=True
    ).stdout


def cut(picture: Image.Image) -> Image.Image:
    """Only what is inked, black on white."""
    grey = picture.convert("L")
    box = ImageChops.invert(grey).point(lambda value: 255 if value > 64 else 0).getbbox()
    assert box is not None
    return grey.crop(box)


def in_the_pdf(words: str) -> Image.Image:
    """These words as the receipt's own styles draw them."""
    page = f"<style>@page {{ size: 40cm 20cm }} p {{ font-size: {SIZE}pt; line-height: 2 }}</style><body class=is-paper><p>{words}"
    drawn = pypdfium2.PdfDocument(pdf.drawn(page))
    return cut(drawn[0].render(scale=1).to_pil())


def by_pillow(words: str, layout: ImageFont.Layout) -> Image.Image:
    """The same words in the same font, shaped or not."""
    font = ImageFont.truetype(font_file(), SIZE, layout_engine=layout)
    sheet = Image.new("L", (1200, 400), 255)
    ImageDraw.Draw(sheet).text((40, 80), words, font=font, fill=0)
    return cut(sheet)


def apart(one: Image.Image, other: Image.Image) -> float:
    """The share of inked dots that are not in both, from 0 to 1, where the two lie best upon each other."""
    size = (max(one.width, other.width) + 2 * ROOM, max(one.height, other.height) + 2 * ROOM)
    below = _sheet(one, size, ROOM, ROOM)
    shifts = [(x, y) for x in range(2 * ROOM + 1) for y in range(2 * ROOM + 1)]
    return min(_differing(below, _sheet(other, size, x, y)) for x, y in shifts)


def _sheet(picture: Image.Image, size: tuple[int, int], x: int, y: int) -> Image.Image:
    sheet = Image.new("L", size, 0)
    sheet.paste(picture.point(lambda value: 255 if value < 128 else 0), (x, y))
    return sheet


def _differing(one: Image.Image, other: Image.Image) -> float:
    either, both = ImageChops.lighter(one, other).histogram()[255], ImageChops.darker(one, other).histogram()[255]
    return 1 - both / either


@pytest.mark.parametrize("word", WORDS.split())
def test_a_word_is_drawn_as_it_is_shaped(word: str) -> None:
    if not features.check("raqm"):
        pytest.fail("Pillow's wheel brings Raqm; this one does not.")
    drawn = in_the_pdf(word)
    shaped, unshaped = by_pillow(word, ImageFont.Layout.RAQM), by_pillow(word, ImageFont.Layout.BASIC)
    assert apart(drawn, shaped) < 0.1
    assert apart(drawn, shaped) < apart(drawn, unshaped) * 0.6


def test_the_fonts_lie_in_the_file() -> None:
    drawn = pdf.drawn(f"<body class=is-paper><p>{WORDS}")
    assert b"FontFile" in drawn or b"/ObjStm" in drawn
    page = pypdfium2.PdfDocument(drawn)[0]
    assert "กตัญญู" in page.get_textpage().get_text_range()


def test_pictures_that_are_cut_off_are_refused_as_before() -> None:
    pdf.drawn("<p>x")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_nothing_is_fetched_for_it() -> None:
    with pytest.raises(pdf.NothingFetched):
        pdf.fetcher().fetch("file:///etc/passwd")
    assert pdf.drawn('<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x"><p>x').startswith(b"%PDF")
