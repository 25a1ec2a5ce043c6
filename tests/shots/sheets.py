"""Contact sheets: the same page in both languages, at two widths, light and dark, on one picture."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, StorageState

WIDTHS = (360, 1280)  # CSS pixels
HEIGHTS = {360: 740, 1280: 800}
LONGEST = 4200  # CSS pixels of a page that are shown
SCHEMES = ("light", "dark")
MARGIN, LABEL = 24, 28


@dataclass(frozen=True)
class Shot:
    """One picture of one page."""

    language: str
    width: int
    scheme: str
    file: Path

    @property
    def label(self) -> str:
        """What stands above it on the sheet."""
        return f"{self.language} · {self.width} px · {self.scheme}"


def open_page(
    browser: Browser, url: str, width: int, scheme: str, held: StorageState | None = None
) -> tuple[Page, int]:
    """A new window at this width and colour scheme with the page in it, and the status it was answered with."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 800)},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        storage_state=held,
    )
    page = context.new_page()
    answer = page.goto(url, wait_until="load", timeout=30_000)
    return page, answer.status if answer else 0


def wake_lazy_pictures(page: Page) -> None:
    """Scroll once through the page so that what loads late is there."""
    page.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 900) {"
        " scrollTo(0, y); await new Promise((done) => setTimeout(done, 20)); } scrollTo(0, 0); }"
    )
    page.wait_for_timeout(150)


def take(browser: Browser, url: str, shot: Shot, held: StorageState | None = None) -> int:
    """Write the picture of a page; returns the status it was answered with."""
    page, status = open_page(browser, url, shot.width, shot.scheme, held)
    wake_lazy_pictures(page)
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), LONGEST)
    page.screenshot(path=str(shot.file), full_page=True, clip={"x": 0, "y": 0, "width": shot.width, "height": height})
    page.context.close()
    return status


def compose(shots: list[Shot], target: Path, scale: float = 0.6) -> None:
    """Put the pictures side by side, each under its label."""
    pictures = []
    for shot in shots:
        with Image.open(shot.file) as opened:
            size = (round(opened.width * scale), round(opened.height * scale))
            pictures.append(opened.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    width = sum(picture.width + MARGIN for picture in pictures) + MARGIN
    height = max(picture.height for picture in pictures) + LABEL + 2 * MARGIN
    sheet = Image.new("RGB", (width, height), "#8a8a8a")
    pen, font, left = ImageDraw.Draw(sheet), ImageFont.load_default(16), MARGIN
    for shot, picture in zip(shots, pictures, strict=True):
        pen.text((left, MARGIN - 6), shot.label, fill="white", font=font)
        sheet.paste(picture, (left, MARGIN + LABEL))
        left += picture.width + MARGIN
    sheet.save(target)
