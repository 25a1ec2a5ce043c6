"""Animals. Each stands on the pen's zero and looks to the right."""

from math import cos, pi, sin
from random import Random

from media.illustrations.geometry import Point, blade
from media.illustrations.palette import Colour, Palette
from media.illustrations.pen import Pen


def cow(pen: Pen, palette: Palette, colour: Colour, *, grazing: bool = False, horns: bool = False) -> None:
    """A humped cow, or with `horns` a buffalo; about 150 long and 110 high."""
    dark, light = palette.dark(colour, 0.3), palette.lit(colour, 0.25)
    pen.oval(6, 0, 84, 7, palette.shade, 80)
    for x in (-42, 34):
        pen.shape([(x - 8, -44), (x + 8, -44), (x + 5, 0), (x - 5, 0)], dark)
    pen.curve([(-64, -78), (-74, -58), (-70, -28)], 5, 3, dark)
    pen.blob([(-74, -32), (-67, -32), (-66, -16), (-73, -16)], palette.ink)
    hump = -98 if not horns else -86
    pen.blob([(-66, -60), (-62, -82), (-30, -84), (4, -82), (26, hump), (46, -86), (56, -64), (44, -40), (10, -32), (-36, -32), (-60, -40)],
             colour)  # fmt: skip
    pen.blob([(-58, -46), (-20, -40), (20, -40), (46, -46), (36, -34), (6, -29), (-36, -30), (-54, -37)], dark)
    pen.curve([(-56, -79), (-30, -82), (2, -80), (20, -86)], 3, 2, light)
    for x in (-54, 24):
        pen.shape([(x - 10, -48), (x + 9, -48), (x + 6, -4), (x - 5, -4)], colour)
        pen.box(x - 6, -6, x + 7, 0, palette.ink)
    if grazing:
        pen.blob([(34, -84), (54, -78), (84, -38), (82, -22), (68, -24), (40, -52)], colour)
        muzzle(pen.at(82, -24, turn=52), palette, colour, horns)
    else:
        pen.blob([(30, -86), (52, -96), (72, -104), (80, -92), (62, -66), (44, -52)], colour)
        muzzle(pen.at(80, -100, turn=14), palette, colour, horns)


def muzzle(pen: Pen, palette: Palette, colour: Colour, horns: bool) -> None:
    """The head of a cow or a buffalo."""
    dark = palette.dark(colour, 0.35)
    horn = palette.lit(palette.ink, 0.55)
    if horns:
        pen.curve([(-6, -8), (-30, -22), (-44, -10), (-46, 2)], 9, 2, horn)
        pen.curve([(2, -9), (2, -30), (-14, -40), (-24, -38)], 8, 2, horn)
    else:
        pen.curve([(0, -10), (2, -22), (-4, -28)], 6, 1.5, horn)
    pen.shape(blade((-6, -4), (-30, 4), 13, bend=0.1), dark)
    pen.blob([(-12, -10), (4, -14), (20, -6), (36, 2), (36, 13), (22, 15), (4, 12), (-10, 8)], colour)
    pen.blob([(26, -2), (37, 2), (37, 13), (26, 14)], palette.lit(colour, 0.4))
    pen.dot(8, -3, 2.1, palette.ink)
    pen.dot(33, 5, 1.4, palette.ink)


def bird(pen: Pen, colour: Colour, size: float = 20, lift: float = 0.5) -> None:
    """A flying bird, far away."""
    for side in (-1, 1):
        pen.curve(
            [(0, 0), (side * size * 0.45, -size * lift), (side * size, -size * lift * 0.55)],
            size * 0.17,
            size * 0.02,
            colour,
        )


def flock(pen: Pen, rng: Random, colour: Colour, count: int = 7) -> None:
    """A few birds in a loose wedge."""
    for number in range(count):
        row = (number + 1) // 2
        side = -1 if number % 2 else 1
        bird(
            pen.at(row * 34 * side + rng.uniform(-8, 8), row * 13 + rng.uniform(-6, 6)),
            colour,
            rng.uniform(13, 19),
            rng.uniform(0.3, 0.6),
        )


def hen(pen: Pen, palette: Palette, colour: Colour, size: float = 1.0) -> None:
    """A hen."""
    pen = pen.at(0, 0, size)
    pen.oval(2, 0, 18, 3, palette.shade, 80)
    for x in (-2, 5):
        pen.line([(x, -10), (x, 0)], 1.8, palette.gold)
    pen.blob(
        [
            (-24, -32),
            (-20, -14),
            (-4, -7),
            (12, -12),
            (16, -28),
            (16, -40),
            (10, -42),
            (4, -28),
            (-12, -24),
            (-18, -38),
        ],
        colour,
    )
    pen.blob([(-12, -22), (2, -24), (6, -15), (-6, -12)], palette.dark(colour, 0.2))
    pen.shape([(16, -37), (22, -34), (16, -32)], palette.gold)
    pen.blob([(8, -42), (9, -48), (12, -45), (15, -48), (16, -41)], palette.clay)
    pen.dot(13, -37, 1.2, palette.ink)


def duck(pen: Pen, palette: Palette, size: float = 1.0, *, flip: bool = False) -> None:
    """A duck that swims."""
    pen = pen.at(0, 0, size, flip=flip)
    white = palette.cream
    pen.blob([(-30, -14), (-22, -4), (0, 0), (18, -4), (22, -16), (8, -18), (-12, -18), (-34, -24)], white)
    pen.blob([(12, -12), (12, -32), (18, -40), (27, -38), (27, -30), (22, -26), (22, -12)], white)
    pen.blob([(-16, -13), (2, -15), (6, -8), (-8, -5)], palette.dark(white, 0.2))
    pen.shape([(26, -35), (37, -31), (26, -29)], palette.gold)
    pen.dot(22, -35, 1.4, palette.ink)


def fish(pen: Pen, palette: Palette, length: float, colour: Colour) -> None:
    """A fish about the pen's zero."""
    half = length / 2
    pen.shape(
        [(-half * 0.6, 0), (-half * 1.2, -half * 0.38), (-half * 1.05, 0), (-half * 1.2, half * 0.38)],
        palette.dark(colour, 0.15),
    )
    pen.blob([(half, 0), (half * 0.5, -half * 0.36), (-half * 0.2, -half * 0.34), (-half * 0.75, 0), (-half * 0.2, half * 0.34),
              (half * 0.5, half * 0.34)], colour)  # fmt: skip
    pen.blob(
        [
            (half * 0.9, half * 0.05),
            (half * 0.3, half * 0.12),
            (-half * 0.6, half * 0.05),
            (-half * 0.1, half * 0.3),
            (half * 0.5, half * 0.3),
        ],
        palette.lit(colour, 0.4),
    )
    pen.shape(
        [(half * 0.2, -half * 0.34), (-half * 0.3, -half * 0.52), (-half * 0.35, -half * 0.28)],
        palette.dark(colour, 0.15),
    )
    pen.dot(half * 0.66, -half * 0.08, half * 0.055, palette.ink)


def bee(pen: Pen, palette: Palette, size: float = 1.0, *, flip: bool = False) -> None:
    """A bee in flight."""
    pen = pen.at(0, 0, size, flip=flip)
    for tip in ((-12, -22), (6, -24)):
        pen.shape(blade((0, -5), tip, 12), palette.cream, 205)
    body: list[Point] = [(15 * cos(pi * step / 12), 8.5 * sin(pi * step / 12)) for step in range(24)]
    pen.shape(body, palette.gold)
    for x, tall in ((-7, 7.4), (0, 8.5), (7, 7.4)):
        pen.box(x - 1.9, -tall, x + 1.9, tall, palette.ink)
    pen.dot(13, -1, 5.4, palette.ink)
    pen.line([(15, -5), (20, -11)], 1.2, palette.ink)
