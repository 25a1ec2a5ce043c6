"""Things people make and carry: jars, baskets, mats, umbrellas, traps, combs. Each stands on the pen's zero."""

from collections.abc import Sequence
from math import cos, pi, sin, tau
from random import Random

from media.illustrations.geometry import Point, hexagon, smooth
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import Pen


def jar(pen: Pen, palette: Palette, height: float = 80, colour: Colour | None = None, *, lid: bool = False) -> None:
    """A round earthen jar."""
    clay = colour or palette.clay
    wide = height * 0.46
    side: list[Point] = smooth([(-wide * 0.5, 0), (-wide * 0.92, -height * 0.3), (-wide, -height * 0.56), (-wide * 0.62, -height * 0.84),
                                (-wide * 0.52, -height * 0.9), (-wide * 0.64, -height)])  # fmt: skip
    pen.oval(wide * 0.2, 0, wide * 1.0, height * 0.07, palette.shade, 90)
    pen.shape(side + [(-x, y) for x, y in side[::-1]], clay)
    pen.shape([(-x, y) for x, y in side] + [(-x * 0.45, y) for x, y in side[::-1]], palette.dark(clay, 0.22))
    pen.curve([(-wide * 0.7, -height * 0.38), (-wide * 0.78, -height * 0.56), (-wide * 0.52, -height * 0.78)], height * 0.035,
              height * 0.02, palette.lit(clay, 0.45))  # fmt: skip
    for share, reach in ((0.52, 0.985), (0.6, 0.97)):
        pen.curve([(-wide * reach, -height * share), (0, -height * (share - 0.06)), (wide * reach, -height * share)], height * 0.016,
                  height * 0.016, palette.dark(clay, 0.32))  # fmt: skip
    pen.oval(0, -height, wide * 0.64, height * 0.07, palette.lit(clay, 0.2))
    pen.oval(0, -height, wide * 0.52, height * 0.045, palette.dark(clay, 0.55))
    if lid:
        pen.blob([(-wide * 0.6, -height), (-wide * 0.4, -height * 1.12), (wide * 0.4, -height * 1.12), (wide * 0.6, -height)],
                 palette.wood)  # fmt: skip
        pen.dot(0, -height * 1.13, height * 0.05, palette.wood_deep)


def basket(pen: Pen, palette: Palette, width: float = 70, height: float = 40) -> None:
    """A woven basket."""
    straw = palette.lit(palette.wood, 0.3)
    half = width / 2
    pen.oval(4, 0, half * 0.95, height * 0.12, palette.shade, 90)
    pen.shape([(-half, -height), (half, -height), (half * 0.74, 0), (-half * 0.74, 0)], straw)
    rows, columns = 4, 9
    for row in range(rows):
        for column in range(columns):
            if (row + column) % 2:
                continue
            y0, y1 = -height + height * row / rows, -height + height * (row + 1) / rows
            narrow = 1 - 0.26 * (row + 0.5) / rows
            x0, x1 = (-half + width * column / columns) * narrow, (-half + width * (column + 1) / columns) * narrow
            pen.box(x0, y0, x1, y1, palette.dark(straw, 0.22))
    pen.box(-half * 1.04, -height * 1.08, half * 1.04, -height * 0.92, palette.dark(palette.wood, 0.2))


def heap(pen: Pen, rng: Random, palette: Palette, width: float, colour: Colour, *, fruit: float = 0.12) -> None:
    """A heap of round fruit on the line y = 0."""
    size = width * fruit
    for row in range(3):
        count = int(width / size / 1.6) - row
        for number in range(count):
            x = (number - (count - 1) / 2) * size * 1.55 + rng.uniform(-1, 1)
            tone = palette.lit(colour, rng.uniform(0, 0.25))
            y = -row * size * 1.1
            pen.dot(x, y, size, palette.dark(tone, 0.2))
            pen.dot(x - size * 0.12, y - size * 0.12, size * 0.84, tone)
            pen.dot(x - size * 0.35, y - size * 0.4, size * 0.2, palette.lit(tone, 0.6))


def umbrella(pen: Pen, palette: Palette, width: float, first: Colour, second: Colour, *, pole: float = 150) -> None:
    """A market umbrella with panels of two colours; the pen's zero is the foot of its pole."""
    half, rise = width / 2, width * 0.26
    pen.box(-3, -pole - rise * 0.5, 3, 0, palette.wood_deep)
    panels = 6
    for panel in range(panels):
        left, right = cos(pi * panel / panels), cos(pi * (panel + 1) / panels)
        outline: list[Point] = [(-left * half, -pole)]
        outline += [(-left * half * cos(pi / 2 * t / 8), -pole - rise * sin(pi / 2 * t / 8)) for t in range(9)]
        outline += [(-right * half * cos(pi / 2 * t / 8), -pole - rise * sin(pi / 2 * t / 8)) for t in range(8, -1, -1)]
        middle = (left + right) / 2
        outline.append((-middle * half, -pole + width * 0.045))
        tone = first if panel % 2 == 0 else second
        pen.shape(outline, palette.dark(tone, 0.03 * panel))
    pen.dot(0, -pole - rise, 4, palette.gold)


def mat(pen: Pen, palette: Palette, width: float, depth: float, colour: Colour) -> None:
    """A woven mat on the ground, seen aslant, about the pen's zero."""
    half, lean = width / 2, depth * 0.5
    pen.shape([(-half, depth / 2), (half, depth / 2), (half - lean, -depth / 2), (-half + lean, -depth / 2)], colour)
    for row in range(1, 6):
        y = depth / 2 - depth * row / 6
        reach = half - lean * (row / 6)
        pen.line(
            [(-reach, y), (reach, y)],
            depth * 0.03,
            palette.lit(colour, 0.3) if row % 2 else palette.dark(colour, 0.2),
            170,
        )
    for side in (-1, 1):
        pen.line(
            [(side * half * 0.93, depth / 2), (side * (half * 0.93 - lean), -depth / 2)],
            depth * 0.07,
            palette.cream,
            200,
        )


def cloth(pen: Pen, palette: Palette, width: float, length: float, colours: Sequence[Colour], phase: int = 0) -> None:
    """A woven cloth that hangs from the line y = 0, with bands of diamonds."""
    base = colours[0]
    half = width / 2
    foot: list[Point] = [(half - width * s / 12, length + sin(s * 1.1 + phase) * width * 0.025) for s in range(13)]
    pen.at(6, 8).shape([(-half, 0), (half, 0), *foot], palette.shade, 60)
    pen.shape([(-half, 0), (half, 0), *foot], base)
    y, band = length * 0.08, 0
    while y < length * 0.9:
        tone = colours[1 + band % (len(colours) - 1)]
        high = length * (0.1 if band % 2 == 0 else 0.035)
        if band % 2 == 0:
            count = 6
            for number in range(count):
                x, wide = -half + width * (number + 0.5) / count, width / count / 2 * 0.86
                pen.shape([(x - wide, y + high / 2), (x, y), (x + wide, y + high / 2), (x, y + high)], tone)
                pen.shape(
                    [
                        (x - wide * 0.4, y + high / 2),
                        (x, y + high * 0.3),
                        (x + wide * 0.4, y + high / 2),
                        (x, y + high * 0.7),
                    ],
                    base,
                )
        else:
            pen.box(-half, y, half, y + high * 0.45, tone)
        y += high + length * 0.035
        band += 1
    for fold in (-0.3, 0.12, 0.38):
        pen.shape(
            [(half * fold, 0), (half * fold + width * 0.07, 0), (half * fold + width * 0.03, length)], palette.shade, 34
        )


def comb(pen: Pen, palette: Palette, columns: int, rows: int, radius: float, rng: Random) -> None:
    """A honeycomb that hangs from the line y = 0 and narrows to its foot."""
    wax = palette.dark(palette.gold, 0.3)
    for row in range(rows):
        y = radius * 0.8 + row * radius * 1.5
        span = columns * (1 - (row / rows) ** 2) ** 0.5
        for column in range(-int(span / 2), int(span / 2) + 1):
            x = (column + (row % 2) * 0.5) * radius * 1.75
            pen.shape(hexagon(x, y, radius * 1.12), wax)
    for row in range(rows):
        y = radius * 0.8 + row * radius * 1.5
        span = columns * (1 - (row / rows) ** 2) ** 0.5
        for column in range(-int(span / 2), int(span / 2) + 1):
            x = (column + (row % 2) * 0.5) * radius * 1.75
            chance = rng.random()
            fill = (
                palette.gold
                if chance < 0.5
                else palette.lit(palette.gold, 0.4)
                if chance < 0.8
                else palette.dark(palette.clay, 0.15)
            )
            pen.shape(hexagon(x, y, radius * 0.86), fill)
            pen.shape(hexagon(x - radius * 0.1, y - radius * 0.14, radius * 0.6), mix(fill, palette.cream, 0.28))


def trap(pen: Pen, palette: Palette, length: float = 110) -> None:
    """A bamboo fish trap that stands like a bell."""
    straw = palette.lit(palette.wood, 0.25)
    ribs = 9
    for rib in range(ribs):
        side = cos(pi * rib / (ribs - 1))
        points: list[Point] = [
            (side * length * 0.34, 0),
            (side * length * 0.3, -length * 0.45),
            (side * length * 0.1, -length),
        ]
        pen.curve(points, length * 0.03, length * 0.022, palette.dark(straw, 0.08 * (rib % 3)))
    for share, reach in ((0.06, 0.34), (0.3, 0.325), (0.55, 0.27), (0.8, 0.175), (0.98, 0.11)):
        ring: list[Point] = [
            (reach * length * cos(tau * s / 24), -share * length + reach * length * 0.18 * sin(tau * s / 24))
            for s in range(13)
        ]
        pen.line(ring, length * 0.03, palette.dark(palette.wood, 0.25))


def bottle(pen: Pen, palette: Palette, height: float, colour: Colour, *, label: bool = True) -> None:
    """A glass bottle with something inside."""
    wide = height * 0.21
    glass = palette.lit(palette.teal, 0.75)
    pen.oval(wide * 0.3, 0, wide * 1.15, height * 0.035, palette.shade, 80)
    pen.slab(-wide, -height * 0.72, wide, 0, height * 0.06, glass)
    pen.slab(-wide * 0.9, -height * 0.58, wide * 0.9, -height * 0.02, height * 0.05, colour)
    pen.box(-wide * 0.42, -height * 0.9, wide * 0.42, -height * 0.7, glass)
    pen.box(-wide * 0.5, -height, wide * 0.5, -height * 0.87, palette.wood)
    pen.box(-wide * 0.74, -height * 0.66, -wide * 0.56, -height * 0.1, palette.cream, 130)
    if label:
        pen.slab(-wide * 0.5, -height * 0.42, wide * 0.95, -height * 0.18, height * 0.02, palette.cream)
        pen.leaf(
            (-wide * 0.2, -height * 0.24), (wide * 0.6, -height * 0.37), height * 0.08, palette.leaf, palette.leaf_deep
        )
