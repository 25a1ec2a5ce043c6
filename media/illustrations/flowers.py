"""Small plants: rice, flowers, lotus, vegetables, mushrooms. Each stands on the pen's zero."""

from math import cos, pi, radians, sin, tau
from random import Random

from media.illustrations.geometry import Point, blade
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import Pen


def rice(pen: Pen, rng: Random, palette: Palette, height: float = 60, *, ripe: bool = True) -> None:
    """A clump of rice; ripe ears bow."""
    green = mix(palette.leaf_light, palette.gold, 0.55 if ripe else 0.1)
    for number in range(5):
        lean = (number - 2) * height * 0.17 + rng.uniform(-3, 3)
        pen.shape(blade((lean * 0.15, 0), (lean, -height * rng.uniform(0.7, 1.0)), height * 0.08, bend=0.06), green)
    if not ripe:
        return
    for side in (-1, 1):
        tip = (side * height * 0.1, -height * 0.95)
        end = (side * height * 0.42, -height * 0.7)
        for step in range(6):
            share = step / 5
            x, y = tip[0] + (end[0] - tip[0]) * share, tip[1] + (end[1] - tip[1]) * share**1.8
            pen.oval(x, y, height * 0.05, height * 0.036, palette.gold)


def flower(pen: Pen, colour: Colour, heart: Colour, size: float = 14, petals: int = 6) -> None:
    """A flower seen from the front, about the pen's zero."""
    for number in range(petals):
        angle = tau * number / petals
        pen.shape(blade((0, 0), (cos(angle) * size, sin(angle) * size), size * 0.72), colour)
    pen.dot(0, 0, size * 0.3, heart)


def meadow(pen: Pen, rng: Random, palette: Palette, size: float = 40) -> None:
    """A stalk or two with flowers."""
    for _ in range(2):
        x, tall = rng.uniform(-size * 0.4, size * 0.4), size * rng.uniform(0.7, 1.1)
        pen.line([(0, 0), (x, -tall)], size * 0.05, palette.leaf_deep)
        pen.leaf((x * 0.4, -tall * 0.4), (x * 0.4 + size * 0.3, -tall * 0.6), size * 0.14, palette.leaf)
        flower(
            pen.at(x, -tall),
            rng.choice((palette.lotus, palette.cream, palette.gold, palette.clay)),
            palette.gold,
            size * 0.24,
        )


def lotus(pen: Pen, palette: Palette, size: float = 40) -> None:
    """A lotus in bloom."""
    back, front = palette.dark(palette.lotus, 0.12), palette.lit(palette.lotus, 0.35)
    for angle, fill, far in (
        (-150, back, 0.95), (-30, back, 0.95), (-125, back, 1.05), (-55, back, 1.05),
        (-138, palette.lotus, 0.8), (-42, palette.lotus, 0.8), (-90, palette.lotus, 1.1), (-112, front, 0.85), (-68, front, 0.85),
        (-90, palette.lit(palette.lotus, 0.55), 0.7),
    ):  # fmt: skip
        tip = (cos(radians(angle)) * size * far, sin(radians(angle)) * size * far)
        pen.shape(blade((0, 0), tip, size * 0.46), fill)


def lotus_pad(pen: Pen, rng: Random, palette: Palette, size: float = 60) -> None:
    """A round leaf that lies on water."""
    green = mix(palette.leaf, palette.leaf_deep, rng.uniform(0, 0.6))
    cut = rng.uniform(0, tau)
    edge: list[Point] = [(0, 0)]
    for step in range(29):
        angle = cut + 0.2 + (tau - 0.4) * step / 28
        edge.append((cos(angle) * size, sin(angle) * size * 0.36))
    pen.at(2, 5).shape(edge, palette.shade, 80)
    pen.shape(edge, green)
    for step in range(7):
        angle = cut + 0.5 + (tau - 1) * step / 6
        pen.line([(0, 0), (cos(angle) * size * 0.8, sin(angle) * size * 0.29)], size * 0.03, palette.lit(green, 0.25))


def cabbage(pen: Pen, palette: Palette, size: float = 30, colour: Colour | None = None) -> None:
    """A head of leaves in a bed."""
    green = colour or palette.leaf
    for angle in (-165, -15, -140, -40, -115, -65, -90):
        tip = (cos(radians(angle)) * size, sin(radians(angle)) * size * 0.95)
        shade = mix(green, palette.leaf_light, 0.75 - abs(angle + 90) / 110)
        pen.leaf((0, 0), tip, size * 0.62, shade, palette.lit(shade, 0.3))


def sprig(pen: Pen, palette: Palette, height: float, colour: Colour, pairs: int = 5) -> None:
    """A stalk with leaves in pairs."""
    pen.line([(0, 0), (0, -height)], height * 0.03, palette.dark(colour, 0.2))
    for pair in range(pairs):
        y = -height * (0.2 + 0.75 * pair / pairs)
        far = height * 0.34 * (1 - 0.5 * pair / pairs)
        for side in (-1, 1):
            pen.leaf((0, y), (side * far, y - far * 0.45), far * 0.42, colour, palette.lit(colour, 0.25), 0.08 * side)
    pen.leaf((0, -height * 0.9), (0, -height * 1.2), height * 0.1, palette.lit(colour, 0.2))


def lemongrass(pen: Pen, rng: Random, palette: Palette, height: float = 160) -> None:
    """A clump of lemongrass."""
    for number in range(9):
        lean = (number - 4) * height * 0.11 + rng.uniform(-5, 5)
        green = mix(palette.leaf_light, palette.leaf, rng.random())
        pen.shape(
            blade((lean * 0.2, 0), (lean, -height * rng.uniform(0.75, 1.0)), height * 0.07, bend=lean / height * 0.3),
            green,
        )
    for number in range(4):
        x = (number - 1.5) * height * 0.055
        pen.limb(
            [(x, 0), (x * 1.2, -height * 0.28)], height * 0.055, height * 0.03, palette.lit(palette.leaf_light, 0.6)
        )


def mushroom(pen: Pen, palette: Palette, size: float = 40, colour: Colour | None = None, lean: float = 0.0) -> None:
    """A mushroom with gills under its cap."""
    cap = colour or palette.cream
    stem = palette.lit(palette.dark(palette.cream, 0.08), 0.1)
    top = (lean * size, -size * 0.8)
    pen.limb([(0, 0), (lean * size * 0.4, -size * 0.4), top], size * 0.3, size * 0.24, stem)
    pen.line([(size * 0.1, 0), (top[0] + size * 0.07, top[1])], size * 0.08, palette.dark(stem, 0.2))
    head = pen.at(*top, turn=lean * 22)
    head.oval(0, 0, size * 0.62, size * 0.15, palette.dark(cap, 0.35))
    for number in range(-5, 6):
        head.line(
            [(0, -size * 0.02), (number * size * 0.11, size * 0.12 - abs(number) * size * 0.014)],
            size * 0.018,
            palette.lit(cap, 0.1),
        )
    dome = [(size * 0.64 * cos(pi + pi * step / 20), size * 0.52 * sin(pi + pi * step / 20)) for step in range(21)]
    brim = [(size * 0.64 * cos(pi * step / 12), size * 0.07 * sin(pi * step / 12)) for step in range(13)]
    head.shape(dome + brim, cap)
    head.blob([(-size * 0.5, -size * 0.1), (-size * 0.36, -size * 0.36), (0, -size * 0.46), (-size * 0.16, -size * 0.26)],
              palette.lit(cap, 0.45))  # fmt: skip
