"""Boats, vans, carts. Each stands on the pen's zero and heads to the right."""

from random import Random

from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import Colour, Palette
from media.illustrations.pen import Pen


def long_tail(pen: Pen, palette: Palette, colour: Colour) -> None:
    """A long-tail boat with ribbons at its bow; about 420 long, afloat on the line y = 0."""
    pen.oval(0, 8, 220, 9, palette.shade, 70)
    hull: list[Point] = smooth([(-190, -34), (-120, -26), (20, -24), (130, -44), (208, -104)])
    keel: list[Point] = smooth([(214, -102), (160, -30), (90, 2), (-60, 8), (-170, 4), (-196, -34)])
    pen.shape(hull + keel, palette.wood)
    lower: list[Point] = smooth([(176, -50), (120, -10), (20, 2), (-100, 4), (-186, -10)])
    pen.shape(lower + keel[14:], palette.dark(palette.wood_deep, 0.1))
    pen.curve([(-190, -33), (-120, -24), (20, -22), (130, -42), (210, -104)], 8, 6, colour)
    pen.curve([(-186, -24), (-120, -15), (20, -12), (120, -28)], 3, 3, palette.cream)
    for x in (-120, -40, 40):
        pen.line([(x, -28), (x, -100)], 4, palette.wood_deep)
    pen.blob(
        [(-150, -98), (-120, -112), (0, -116), (70, -104), (66, -96), (0, -101), (-120, -98)], palette.lit(colour, 0.15)
    )
    pen.line([(-186, -40), (-286, 8)], 5, palette.ink)
    pen.slab(-204, -62, -166, -34, 6, palette.ink)
    pen.oval(-288, 10, 16, 5, palette.cream, 190)
    for number, tone in enumerate((palette.lotus, palette.gold, palette.leaf_light)):
        x, y = 196 - number * 8, -90 + number * 12
        pen.curve([(x, y), (x + 8 - number * 5, y + 30), (x - 4 - number * 3, y + 58)], 9, 4, tone)
        pen.dot(x + 2, y, 7, tone)


def rowboat(pen: Pen, palette: Palette, colour: Colour, width: float = 200) -> None:
    """A small wooden boat with pointed ends, afloat on the line y = 0."""
    half = width / 2
    pen.oval(0, 5, half * 1.05, width * 0.03, palette.shade, 80)
    rim: list[Point] = smooth(
        [
            (-half, -width * 0.19),
            (-half * 0.6, -width * 0.1),
            (0, -width * 0.08),
            (half * 0.6, -width * 0.1),
            (half, -width * 0.19),
        ]
    )
    keel: list[Point] = smooth(
        [
            (half, -width * 0.19),
            (half * 0.7, -width * 0.02),
            (0, width * 0.03),
            (-half * 0.7, -width * 0.02),
            (-half, -width * 0.19),
        ]
    )
    pen.shape(rim + keel, colour)
    pen.shape([(x * 0.94, y * 0.6 + width * 0.008) for x, y in rim] + keel, palette.dark(colour, 0.28))
    pen.curve([*rim[::4], rim[-1]], width * 0.026, width * 0.026, palette.lit(colour, 0.3))


def wheel(pen: Pen, palette: Palette, radius: float) -> None:
    """A wheel about the pen's zero."""
    pen.dot(0, 0, radius, palette.ink)
    pen.dot(0, 0, radius * 0.55, palette.lit(palette.ink, 0.7))
    pen.dot(0, 0, radius * 0.22, palette.ink)


def van(pen: Pen, palette: Palette, colour: Colour, stripe: Colour) -> None:
    """A health van with a leaf-green cross and a heart; about 260 long."""
    pen.oval(4, 0, 142, 8, palette.shade, 90)
    body: list[Point] = [
        (-128, -16),
        (-128, -112),
        (-116, -122),
        (64, -122),
        (84, -114),
        (112, -68),
        (128, -58),
        (132, -16),
    ]
    pen.shape(body, colour)
    pen.shape([(-128, -16), (-128, -40), (132, -40), (132, -16)], stripe)
    pen.shape([(70, -108), (82, -106), (104, -68), (60, -68), (60, -108)], palette.lit(palette.teal, 0.55))
    pen.shape([(70, -108), (60, -108), (60, -68), (64, -68)], palette.cream, 160)
    for left in (-26,):
        pen.slab(left, -108, left + 70, -68, 5, palette.lit(palette.teal, 0.45))
    pen.line([(52, -118), (52, -18)], 1.6, palette.dark(colour, 0.3))
    cross(pen.at(-80, -82), palette.leaf, 44)
    pen.box(118, -54, 130, -44, palette.gold)
    pen.slab(-40, -132, 10, -120, 5, palette.teal)
    for x in (-82, 84):
        wheel(pen.at(x, -16), palette, 23)


def cross(pen: Pen, colour: Colour, size: float) -> None:
    """A plain cross about the pen's zero."""
    arm, half = size * 0.17, size / 2
    pen.box(-arm, -half, arm, half, colour)
    pen.box(-half, -arm, half, arm, colour)


def pickup(pen: Pen, rng: Random, palette: Palette, colour: Colour) -> None:
    """A pickup with sacks and baskets on its bed; about 230 long."""
    pen.oval(4, 0, 124, 7, palette.shade, 90)
    for number in range(4):
        x = -84 + number * 30
        tone = rng.choice((palette.gold, palette.leaf, palette.cream, palette.clay))
        pen.blob([(x - 18, -52), (x - 16, -84), (x, -92), (x + 16, -84), (x + 18, -52)], palette.dark(tone, 0.08))
        pen.line([(x - 6, -88), (x + 6, -88)], 3, palette.wood_deep)
    pen.shape([(-112, -64), (20, -64), (20, -18), (-112, -18)], colour)
    pen.shape([(16, -18), (16, -68), (30, -104), (66, -104), (86, -66), (112, -58), (116, -18)], colour)
    pen.shape([(30, -68), (38, -96), (62, -96), (76, -68)], palette.lit(palette.teal, 0.55))
    pen.shape([(-112, -34), (116, -34), (116, -18), (-112, -18)], palette.dark(colour, 0.28))
    pen.line([(20, -64), (20, -20)], 2, palette.dark(colour, 0.4))
    pen.box(104, -54, 116, -44, palette.gold)
    for x in (-68, 74):
        wheel(pen.at(x, -16), palette, 21)


def bicycle(pen: Pen, palette: Palette, colour: Colour) -> None:
    """A bicycle; about 100 long."""
    for x in (-30, 30):
        pen.dot(x, -20, 20, palette.ink)
        pen.dot(x, -20, 16.6, palette.lit(palette.ground, 0.5))
        pen.dot(x, -20, 2.5, palette.ink)
    for start, end in (
        ((-30, -20), (-12, -46)),
        ((-12, -46), (20, -46)),
        ((20, -46), (0, -20)),
        ((0, -20), (-12, -46)),
        ((-30, -20), (0, -20)),
        ((30, -20), (17, -56)),
        ((17, -56), (26, -60)),
    ):
        pen.line([start, end], 3.2, colour)
    pen.slab(-22, -54, -4, -49, 2.4, palette.wood_deep)
