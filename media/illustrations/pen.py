"""The sheet of paper and the pen that draws on it: filled shapes, ribbons, paper-cut layers with soft shadows, light."""

import itertools
from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from media.illustrations.geometry import CIRCLE, Point, along, blade, smooth
from media.illustrations.palette import Colour, mix

WIDTH, HEIGHT = 1600, 1000
SHADOW_GRID = 8  # A blurred shadow needs no detail: it is drawn at an eighth of the size and stretched.


class Sheet:
    """The picture while it is drawn, `scale` pixels to the unit."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)))
        self.brush = ImageDraw.Draw(self.image)
        self.glaze = ImageDraw.Draw(self.image, "RGBA")

    def layer(
        self, points: Sequence[Point], top: Colour, bottom: Colour, shadow: float = 0.0, ink: Colour = (20, 20, 40)
    ) -> None:
        """A shape in pixels that fades from `top` to `bottom`, and casts a shadow (0 to 1) on what is behind it."""
        width, height = self.image.size
        levels = sorted(y for _, y in points)
        left, upper = max(0, int(min(x for x, _ in points))), max(0, int(levels[0]))
        right, lower = min(width, int(max(x for x, _ in points)) + 2), min(height, int(levels[-1]) + 2)
        if right <= left or lower <= upper:
            return
        # Ground reaches from edge to edge and has a flat foot: below its line it needs neither a mask nor a shadow.
        ground = left == 0 and right == width and len(levels) > 2 and levels[-1] == levels[-2]
        brink = min(lower, max(upper, int(levels[-3]) + 1)) if ground else lower
        if shadow:
            self._cast(points, shadow, ink, brink)
        steps = fade_steps(upper, lower, top, bottom)
        for start, end, colour in steps:
            if ground and end >= brink:
                self.brush.rectangle((left, max(start, brink), right, end), fill=colour)
        if brink <= upper:
            return
        mask = Image.new("L", (right - left, brink - upper))
        ImageDraw.Draw(mask).polygon([(x - left, y - upper) for x, y in points], fill=255)
        band = Image.new("RGB", mask.size)
        stripes = ImageDraw.Draw(band)
        for start, end, colour in steps:
            if start < brink:
                stripes.rectangle((0, start - upper, band.width, end - upper), fill=colour)
        self.image.paste(band, (left, upper), mask)

    def _cast(self, points: Sequence[Point], strength: float, ink: Colour, brink: float) -> None:
        grid, drop = SHADOW_GRID * self.scale, 5 * self.scale
        cells = [(x / grid, (y - drop) / grid) for x, y in points]
        left, upper = int(min(x for x, _ in cells)) - 6, int(min(y for _, y in cells)) - 6
        right, lower = int(max(x for x, _ in cells)) + 6, int(max(y for _, y in cells)) + 6
        left, upper = max(left, -6), max(upper, -6)
        right = min(right, WIDTH // SHADOW_GRID + 6)
        lower = min(lower, HEIGHT // SHADOW_GRID + 6, int(brink / grid) + 2)
        if right <= left or lower <= upper:
            return
        mask = Image.new("L", (right - left, lower - upper))
        shape = [(x - left, y - upper) for x, y in cells]
        ImageDraw.Draw(mask).polygon(shape, fill=round(255 * strength))
        soft = mask.filter(ImageFilter.GaussianBlur(2.2))
        soft = soft.resize((round(soft.width * grid), round(soft.height * grid)), Image.Resampling.BILINEAR)
        self.image.paste(ink, (round(left * grid), round(upper * grid)), soft)

    def glow(self, middle: Point, reach: float, colour: Colour, strength: float) -> None:
        """Light that spreads `reach` pixels from a point; `strength` 0 to 1."""
        left, upper = max(0, int(middle[0] - reach)), max(0, int(middle[1] - reach))
        right = min(self.image.width, int(middle[0] + reach))
        lower = min(self.image.height, int(middle[1] + reach))
        if right <= left or lower <= upper:
            return

        def part(edge: int, centre: float) -> float:
            return min(256.0, max(0.0, (edge - centre + reach) * 128 / reach))

        box = (part(left, middle[0]), part(upper, middle[1]), part(right, middle[0]), part(lower, middle[1]))
        light = _light(round(255 * strength)).resize((right - left, lower - upper), Image.Resampling.BILINEAR, box=box)
        self.image.paste(colour, (left, upper), light)

    def finished(self, grain: float) -> Image.Image:
        """The sheet at half its size, on paper."""
        half = (self.image.width // 2, self.image.height // 2)
        picture = self.image.resize(half, Image.Resampling.LANCZOS)
        return ImageChops.soft_light(picture, paper(half, grain))


@lru_cache(maxsize=32)
def _light(strength: int) -> Image.Image:
    spread = [round(strength * (1 - far / 255) ** 2.2) for far in range(256)]
    return Image.radial_gradient("L").point([spread[min(255, round(far * 1.414))] for far in range(256)])


@lru_cache(maxsize=4)
def paper(size: tuple[int, int], grain: float) -> Image.Image:
    """The texture of paper: fine grain over slow blotches, grey in the middle. The same for every picture of a size."""
    rng = Random(f"paper {size}")  # noqa: S311 - the texture must be the same every time
    fine = Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(0.6))
    slow_size = (size[0] // 24 + 2, size[1] // 24 + 2)
    slow = Image.frombytes("L", slow_size, rng.randbytes(slow_size[0] * slow_size[1]))
    blotches = slow.resize(size, Image.Resampling.BICUBIC)
    both = Image.blend(fine, blotches, 0.22)
    grey = both.point([round(min(255, max(0, 128 + (value - 128) * grain))) for value in range(256)])
    return Image.merge("RGB", (grey, grey, grey))


def fade_steps(upper: int, lower: int, top: Colour, bottom: Colour) -> list[tuple[int, int, Colour]]:
    """The stripes (first row, last row, colour) of a field that goes from one colour down to the other."""
    count = max(1, min(lower - upper, 2 * max(abs(last - first) for first, last in zip(top, bottom, strict=True))))
    edges = [upper + round((lower - upper) * step / count) for step in range(count + 1)]
    return [
        (edges[step], edges[step + 1] - 1, mix(top, bottom, (step + 0.5) / count))
        for step in range(count)
        if edges[step + 1] > edges[step]
    ]


class Pen:
    """Draws in a frame of its own: moved, scaled, mirrored and turned relative to the sheet."""

    def __init__(self, sheet: Sheet, frame: tuple[float, float, float, float, float, float] | None = None) -> None:
        self.sheet = sheet
        self.frame = frame or (sheet.scale, 0.0, 0.0, 0.0, sheet.scale, 0.0)

    def at(self, x: float, y: float, scale: float = 1.0, *, flip: bool = False, turn: float = 0.0) -> "Pen":
        """A pen whose zero is at (x, y); `turn` is in degrees, clockwise."""
        a, b, c, d, e, f = self.frame
        over, up = cos(radians(turn)) * scale, sin(radians(turn)) * scale
        side = -1 if flip else 1
        frame = (
            (a * over + b * up) * side, b * over - a * up, a * x + b * y + c,
            (d * over + e * up) * side, e * over - d * up, d * x + e * y + f,
        )  # fmt: skip
        return Pen(self.sheet, frame)

    def place(self, points: Sequence[Point]) -> list[Point]:
        """The points in pixels of the sheet."""
        a, b, c, d, e, f = self.frame
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def shape(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        """A filled outline with corners."""
        if alpha == 255:
            self.sheet.brush.polygon(self.place(points), fill=fill)
        else:
            self.sheet.glaze.polygon(self.place(points), fill=(*fill, alpha))

    def blob(self, points: Sequence[Point], fill: Colour, alpha: int = 255) -> None:
        """A filled outline without corners."""
        self.shape(smooth(points, closed=True), fill, alpha)

    def oval(self, x: float, y: float, across: float, down: float, fill: Colour, alpha: int = 255) -> None:
        """An ellipse about (x, y) with those half axes."""
        self.shape([(x + cx * across, y + cy * down) for cx, cy in CIRCLE], fill, alpha)

    def dot(self, x: float, y: float, radius: float, fill: Colour, alpha: int = 255) -> None:
        """A circle."""
        self.oval(x, y, radius, radius, fill, alpha)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour, alpha: int = 255) -> None:
        """A rectangle."""
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], fill, alpha)

    def slab(self, left: float, top: float, right: float, bottom: float, radius: float, fill: Colour) -> None:
        """A rectangle with round corners."""
        corners = ((right - radius, bottom - radius), (left + radius, bottom - radius),
                   (left + radius, top + radius), (right - radius, top + radius))  # fmt: skip
        points = [
            (x + CIRCLE[step % 36][0] * radius, y + CIRCLE[step % 36][1] * radius)
            for quarter, (x, y) in enumerate(corners)
            for step in range(quarter * 9, quarter * 9 + 10)
        ]
        self.shape(points, fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour, alpha: int = 255) -> None:
        """A ribbon of even width with corners where the points are."""
        for start, end in itertools.pairwise(points):
            self.shape(along((start, end), width, width), fill, alpha)

    def limb(self, points: Sequence[Point], first: float, last: float, fill: Colour) -> None:
        """A curved ribbon with round ends, `first` wide at its start and `last` at its end."""
        self.shape(along(smooth(points) if len(points) > 2 else points, first, last), fill)
        self.dot(*points[0], first / 2, fill)
        self.dot(*points[-1], last / 2, fill)

    def curve(self, points: Sequence[Point], first: float, last: float, fill: Colour, alpha: int = 255) -> None:
        """A curved ribbon with flat ends."""
        self.shape(along(smooth(points), first, last), fill, alpha)

    def leaf(
        self, start: Point, end: Point, width: float, fill: Colour, vein: Colour | None = None, bend: float = 0.0
    ) -> None:
        """A pointed leaf, with its vein if that has a colour."""
        outline = blade(start, end, width, bend=bend)
        self.shape(outline, fill)
        if vein:
            middle = [
                ((x + ox) / 2, (y + oy) / 2) for (x, y), (ox, oy) in zip(outline[:9], outline[:8:-1], strict=True)
            ]
            self.shape(along(middle, width * 0.09, width * 0.02), vein)

    def layer(self, points: Sequence[Point], top: Colour, bottom: Colour, shadow: float = 0.0) -> None:
        """A shape that fades from `top` down to `bottom`; with a shadow it lies on the sheet like cut paper."""
        self.sheet.layer(self.place(points), top, bottom, shadow)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light that spreads from a point; `strength` 0 to 1."""
        a, _, _, d, _, _ = self.frame
        self.sheet.glow(self.place([(x, y)])[0], radius * hypot(a, d), colour, strength)
