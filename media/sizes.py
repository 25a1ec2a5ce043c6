"""The named sizes in which published pictures exist, and the arithmetic of fitting a picture into one. No size enlarges."""

from dataclasses import dataclass

# Raised when a size or a quality below changes: every picture is then drawn again by the worker.
RECIPE = "1"
# Stands in the recipe's place while only the formats that are drawn quickly are there.
BEGUN = f"begun-{RECIPE}"
# Stands in the recipe's place for a picture whose original cannot be read, so that it is not tried for ever.
FAILED = f"failed-{RECIPE}"


@dataclass(frozen=True)
class Size:
    """One named size in pixels. Without a height the picture keeps its shape, with one it is cropped to that shape.

    `layout` is the `sizes` attribute for browsers; `candidates` are the sizes a browser may choose from in its place.
    """

    name: str
    width: int
    height: int | None = None
    formats: tuple[str, ...] = ("avif", "webp", "jpeg")
    layout: str = "100vw"
    candidates: tuple[str, ...] = ()

    @property
    def wagtail_filter(self) -> str:
        """The same size in Wagtail's words, for private previews."""
        return f"fill-{self.width}x{self.height}" if self.height else f"width-{self.width}"


SIZES: dict[str, Size] = {
    size.name: size
    for size in (
        Size("thumb", 160, 160, layout="5rem", candidates=("thumb",)),
        Size("card", 480, 320, layout="(min-width: 48rem) 24rem, 94vw", candidates=("card",)),
        Size("small", 480, layout="(min-width: 48rem) 30rem, 100vw", candidates=("small",)),
        Size("wide", 960, layout="(min-width: 62rem) 60rem, 100vw", candidates=("small", "wide")),
        Size("hero", 1440, candidates=("small", "wide", "hero")),
        Size("og", 1200, 630, formats=("jpeg",), candidates=("og",)),
    )
}
FORMATS = ("avif", "webp", "jpeg")
# Drawn first, in a quarter of the time that AVIF takes, so that a page soon has its picture.
QUICK = ("webp", "jpeg")
SLOW = ("avif",)
EXTENSIONS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}

# Sizes that keep the picture's shape, smallest first.
UNCROPPED = tuple(size for size in sorted(SIZES.values(), key=lambda size: size.width) if size.height is None)


def crop_box(width: int, height: int, size: Size, focus: tuple[float, float] | None) -> tuple[int, int, int, int]:
    """The part (left, top, right, bottom) of a picture of width × height that `size` shows, around `focus` if it can."""
    if size.height is None:
        return (0, 0, width, height)
    across = min(width, max(1, round(height * size.width / size.height)))
    down = min(height, max(1, round(across * size.height / size.width)))
    x, y = focus or (width / 2, height / 2)
    left = min(max(0, round(x - across / 2)), width - across)
    top = min(max(0, round(y - down / 2)), height - down)
    return (left, top, left + across, top + down)


def fitted(width: int, height: int, size: Size) -> tuple[int, int]:
    """Width and height that a picture of width × height has in `size`; never more than it has itself."""
    left, top, right, bottom = crop_box(width, height, size, None)
    across, down = right - left, bottom - top
    target = min(size.width, across)
    return target, max(1, round(down * target / across))


def sizes_for(width: int) -> tuple[Size, ...]:
    """The sizes worth drawing for a picture of this width: one that would repeat a smaller one is left out."""
    chosen = [size for size in SIZES.values() if size.height is not None]
    reached = 0
    for size in UNCROPPED:
        if width > reached:
            chosen.append(size)
        reached = size.width
    return tuple(chosen)
