"""Things that are sold: pots, pouches, folded cloth, tea, soap, boxes, paper. Each stands on the pen's zero."""

from math import cos, pi, sin, tau
from random import Random

from media.illustrations.flowers import sprig
from media.illustrations.geometry import Point
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import Pen


def glass(pen: Pen, palette: Palette, height: float, filling: Colour, cap: Colour) -> None:
    """A preserving glass with a cap of cloth."""
    wide = height * 0.36
    clear = palette.lit(palette.teal, 0.8)
    pen.oval(wide * 0.3, 0, wide * 1.2, height * 0.05, palette.shade, 80)
    pen.slab(-wide, -height * 0.82, wide, 0, height * 0.1, clear)
    pen.slab(-wide * 0.9, -height * 0.7, wide * 0.9, -height * 0.03, height * 0.08, filling)
    pen.slab(wide * 0.35, -height * 0.7, wide * 0.9, -height * 0.03, height * 0.08, palette.dark(filling, 0.2))
    pen.box(-wide * 0.72, -height * 0.74, -wide * 0.5, -height * 0.12, palette.cream, 120)
    edge: list[Point] = [(wide * 1.12 * cos(pi * s / 8), -height * 0.78 + (s % 2) * height * 0.05) for s in range(9)]
    pen.shape([*edge, (-wide * 0.7, -height * 0.96), (wide * 0.7, -height * 0.96)], cap)
    pen.box(-wide * 0.8, -height * 0.87, wide * 0.8, -height * 0.83, palette.dark(cap, 0.4))
    pen.slab(-wide * 0.6, -height * 0.5, wide * 0.5, -height * 0.22, height * 0.03, palette.cream)
    pen.dot(-wide * 0.05, -height * 0.36, height * 0.07, palette.lit(filling, 0.2))


def pouch(pen: Pen, palette: Palette, height: float, colour: Colour, mark: Colour) -> None:
    """A standing bag of brown or coloured paper, with a window that shows what is inside."""
    wide = height * 0.36
    pen.oval(wide * 0.3, 0, wide * 1.2, height * 0.05, palette.shade, 80)
    pen.shape([(-wide, 0), (-wide * 0.92, -height), (wide * 0.92, -height), (wide, 0)], colour)
    pen.shape([(wide * 0.4, 0), (wide * 0.5, -height), (wide * 0.92, -height), (wide, 0)], palette.dark(colour, 0.16))
    pen.box(-wide * 0.92, -height, wide * 0.92, -height * 0.9, palette.dark(colour, 0.3))
    pen.line([(-wide * 0.9, -height * 0.95), (wide * 0.9, -height * 0.95)], height * 0.012, palette.lit(colour, 0.4))
    pen.oval(0, -height * 0.45, wide * 0.6, height * 0.22, palette.cream)
    pen.oval(0, -height * 0.45, wide * 0.5, height * 0.18, mark)
    pen.leaf((-wide * 0.2, -height * 0.36), (wide * 0.24, -height * 0.56), height * 0.1, palette.lit(mark, 0.5))


def sack(pen: Pen, rng: Random, palette: Palette, height: float, filling: Colour, *, tied: bool = False) -> None:
    """A sack of jute; open it shows its grains."""
    jute, wide = palette.lit(palette.wood, 0.38), height * 0.46
    pen.oval(wide * 0.2, 0, wide * 1.15, height * 0.06, palette.shade, 90)
    top = -height * 0.8
    pen.blob([(-wide * 0.9, 0), (-wide, top * 0.5), (-wide * 0.8, top), (wide * 0.8, top), (wide, top * 0.5),
              (wide * 0.9, 0), (0, height * 0.03)], jute)  # fmt: skip
    for share in (0.2, 0.42, 0.64):
        pen.line([(-wide * 0.93, top * share), (wide * 0.93, top * share)], 2, palette.dark(jute, 0.22), 120)
    pen.blob([(wide * 0.3, 0), (wide * 0.5, top * 0.5), (wide * 0.4, top), (wide * 0.8, top), (wide, top * 0.5),
              (wide * 0.9, 0)], palette.dark(jute, 0.18))  # fmt: skip
    if tied:
        pen.blob([(-wide * 0.8, top), (-wide * 0.2, top * 1.16), (-wide * 0.5, top * 1.4), (wide * 0.5, top * 1.4),
                  (wide * 0.2, top * 1.16), (wide * 0.8, top)], jute)  # fmt: skip
        pen.slab(-wide * 0.28, top * 1.2, wide * 0.28, top * 1.1, 4, palette.clay)
        return
    pen.oval(0, top, wide * 0.86, height * 0.16, palette.dark(jute, 0.12))
    pen.oval(0, top - height * 0.01, wide * 0.74, height * 0.13, filling)
    for _ in range(26):
        x, y = rng.uniform(-0.62, 0.62) * wide, top + rng.uniform(-0.09, 0.07) * height
        pen.oval(x, y, height * 0.022, height * 0.011, palette.lit(filling, rng.uniform(0.2, 0.7)))


def folded(pen: Pen, palette: Palette, width: float, height: float, tone: Colour, stripe: Colour) -> None:
    """A folded cloth that lies on its side, with a band of diamonds along its fold."""
    half = width / 2
    pen.oval(6, 2, half * 1.04, height * 0.16, palette.shade, 80)
    pen.slab(-half, -height, half, 0, height * 0.46, tone)
    pen.box(-half * 0.1, -height, half, -height * 0.52, palette.lit(tone, 0.12))
    pen.line([(-half * 0.96, -height * 0.5), (half, -height * 0.5)], height * 0.05, palette.dark(tone, 0.35))
    count = 9
    for number in range(count):
        x, size = -half * 0.8 + width * 0.8 * number / (count - 1), height * 0.17
        for y in (-height * 0.76, -height * 0.26):
            pen.shape([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], stripe)
    pen.box(half * 0.94, -height, half, 0, palette.dark(tone, 0.25))


def roll(pen: Pen, palette: Palette, length: float, radius: float, tone: Colour, stripe: Colour) -> None:
    """A bolt of cloth seen from its end."""
    pen.oval(length * 0.5, 4, length * 0.62, radius * 0.3, palette.shade, 80)
    pen.box(0, -radius * 2, length, 0, tone)
    pen.oval(length, -radius, radius * 0.5, radius, tone)
    for share in (0.2, 0.42, 0.64, 0.86):
        pen.box(length * share, -radius * 2, length * share + length * 0.05, 0, stripe)
    pen.box(0, -radius * 0.6, length, 0, palette.dark(tone, 0.3), 110)
    for ring in (1.0, 0.76, 0.52, 0.28):
        shade = palette.lit(tone, 0.35) if ring in (1.0, 0.52) else palette.dark(tone, 0.25)
        pen.oval(0, -radius, radius * 0.5 * ring, radius * ring, shade)


def cup(pen: Pen, palette: Palette, width: float, glaze: Colour, drink: Colour | None = None) -> None:
    """A bowl or a cup without a handle."""
    half, high = width / 2, width * 0.62
    pen.oval(half * 0.2, 0, half * 0.9, width * 0.07, palette.shade, 90)
    pen.blob([(-half, -high), (-half * 0.8, -high * 0.3), (-half * 0.4, 0), (half * 0.4, 0), (half * 0.8, -high * 0.3),
              (half, -high)], glaze)  # fmt: skip
    pen.blob([(half * 0.3, -high), (half * 0.3, -high * 0.2), (half * 0.4, 0), (half * 0.8, -high * 0.3), (half, -high)],
             palette.dark(glaze, 0.2))  # fmt: skip
    pen.oval(0, -high, half, width * 0.13, palette.lit(glaze, 0.4))
    pen.oval(0, -high, half * 0.86, width * 0.1, drink or palette.dark(glaze, 0.4))
    for step in range(7):
        x = -half * 0.74 + half * 1.48 * step / 6
        pen.dot(x, -high * 0.62 + abs(x) * 0.12, width * 0.04, palette.indigo if step % 2 else palette.clay)


def teapot(pen: Pen, palette: Palette, width: float, glaze: Colour) -> None:
    """A round pot with its spout to the right."""
    half = width / 2
    pen.oval(half * 0.2, 0, half, width * 0.07, palette.shade, 90)
    pen.curve([(-half * 0.8, -half * 1.3), (-half * 1.5, -half * 1.1), (-half * 1.3, -half * 0.4), (-half * 0.8, -half * 0.4)],
              width * 0.07, width * 0.06, palette.dark(glaze, 0.25))  # fmt: skip
    pen.curve(
        [(half * 0.7, -half * 0.5), (half * 1.2, -half * 0.8), (half * 1.5, -half * 1.4)],
        width * 0.16,
        width * 0.07,
        glaze,
    )
    pen.blob([(-half, -half * 0.7), (-half * 0.6, 0), (half * 0.6, 0), (half, -half * 0.7), (half * 0.5, -half * 1.4),
              (-half * 0.5, -half * 1.4)], glaze)  # fmt: skip
    pen.blob([(half * 0.2, 0), (half * 0.6, 0), (half, -half * 0.7), (half * 0.5, -half * 1.4), (half * 0.6, -half * 0.6)],
             palette.dark(glaze, 0.2))  # fmt: skip
    pen.oval(0, -half * 1.38, half * 0.52, width * 0.07, palette.lit(glaze, 0.3))
    pen.dot(0, -half * 1.56, width * 0.07, palette.dark(glaze, 0.2))
    pen.leaf((-half * 0.5, -half * 0.4), (half * 0.1, -half * 1.1), width * 0.16, palette.leaf, palette.leaf_light)


def soap(pen: Pen, palette: Palette, width: float, tone: Colour) -> None:
    """A bar of soap with a band of paper."""
    half, high = width / 2, width * 0.34
    pen.oval(6, 0, half * 1.02, high * 0.18, palette.shade, 90)
    pen.slab(-half, -high, half, 0, high * 0.34, tone)
    pen.slab(-half, -high, half, -high * 0.55, high * 0.2, palette.lit(tone, 0.25))
    for x, y in ((-0.7, -0.3), (-0.5, -0.6), (0.62, -0.26), (0.76, -0.66), (0.5, -0.42)):
        pen.dot(half * x, high * y, width * 0.018, palette.dark(tone, 0.35))
    pen.box(-half * 0.34, -high, half * 0.26, 0, palette.cream)
    pen.leaf((-half * 0.2, -high * 0.2), (half * 0.14, -high * 0.8), high * 0.3, palette.leaf, palette.leaf_light)


def tin(pen: Pen, palette: Palette, width: float, tone: Colour) -> None:
    """A flat round tin."""
    half, high = width / 2, width * 0.34
    pen.oval(5, 0, half * 1.05, width * 0.1, palette.shade, 90)
    pen.box(-half, -high, half, 0, palette.dark(tone, 0.2))
    pen.oval(0, 0, half, width * 0.13, palette.dark(tone, 0.2))
    pen.box(-half, -high, -half * 0.6, -2, palette.lit(tone, 0.4), 120)
    pen.oval(0, -high, half, width * 0.15, palette.lit(tone, 0.25))
    pen.oval(0, -high, half * 0.76, width * 0.11, palette.cream)
    pen.leaf((-half * 0.3, -high), (half * 0.36, -high * 1.1), width * 0.12, palette.leaf, palette.leaf_deep)


def compress(pen: Pen, palette: Palette, size: float, band: Colour) -> None:
    """A ball of herbs in cotton, tied to a handle."""
    linen = palette.dark(palette.cream, 0.06)
    pen.oval(size * 0.1, 0, size * 0.56, size * 0.08, palette.shade, 90)
    pen.dot(0, -size * 0.48, size * 0.5, linen)
    pen.blob([(size * 0.1, -size * 0.02), (size * 0.46, -size * 0.3), (size * 0.4, -size * 0.7), (size * 0.2, -size * 0.5)],
             palette.dark(linen, 0.16))  # fmt: skip
    pen.shape([(-size * 0.12, -size * 0.9), (size * 0.12, -size * 0.9), (size * 0.16, -size * 1.5), (-size * 0.16, -size * 1.5)],
              linen)  # fmt: skip
    for step in range(5):
        pen.line(
            [(-size * 0.14, -size * (0.95 + step * 0.09)), (size * 0.14, -size * (0.99 + step * 0.09))],
            size * 0.05,
            band,
        )


def crate(pen: Pen, palette: Palette, width: float, height: float) -> None:
    """A box of slats."""
    half, timber = width / 2, palette.lit(palette.wood, 0.25)
    pen.oval(8, 0, half * 1.05, height * 0.1, palette.shade, 90)
    pen.box(-half, -height, half, 0, palette.dark(palette.wood_deep, 0.3))
    for row in range(3):
        y = -height + height * row / 3
        pen.box(-half, y + 4, half, y + height * 0.29, timber if row % 2 else palette.dark(timber, 0.08))
        for x in (-0.93, 0.93):
            pen.dot(half * x, y + height * 0.16, 3.4, palette.wood_deep)
    for x in (-half, half * 0.86):
        pen.box(x, -height, x + half * 0.14, 0, palette.dark(timber, 0.2))


def notebook(pen: Pen, palette: Palette, width: float, tone: Colour, petal: Colour) -> None:
    """A notebook that stands, bound with thread, a pressed flower in its cover."""
    height, half = width * 1.36, width / 2
    pen.oval(6, 0, half * 1.1, width * 0.07, palette.shade, 90)
    pen.box(half * 0.9, -height * 0.98, half * 1.08, -2, palette.cream)
    pen.box(-half, -height, half, 0, tone)
    pen.box(-half, -height, -half * 0.74, 0, palette.dark(tone, 0.25))
    for step in range(8):
        y = -height * (0.06 + step * 0.125)
        pen.line([(-half, y), (-half * 0.74, y)], 3, palette.cream)
    for number in range(6):
        angle = tau * number / 6
        x, y = half * 0.12, -height * 0.56
        pen.leaf((x, y), (x + cos(angle) * width * 0.2, y + sin(angle) * width * 0.2), width * 0.12, petal)
    pen.dot(half * 0.12, -height * 0.56, width * 0.06, palette.gold)
    pen.curve([(half * 0.12, -height * 0.5), (half * 0.2, -height * 0.3), (0, -height * 0.12)], 5, 3, palette.leaf)


def lantern(pen: Pen, palette: Palette, height: float, tone: Colour, light: Colour) -> None:
    """A paper lantern that hangs from the pen's zero."""
    wide = height * 0.4
    pen.line([(0, -height), (0, 0)], 3, palette.dark(palette.wood_deep, 0.2))
    pen.glow(0, height * 0.5, height * 0.9, light, 0.5)
    pen.blob([(-wide * 0.5, 0), (-wide, height * 0.5), (-wide * 0.5, height), (wide * 0.5, height), (wide, height * 0.5),
              (wide * 0.5, 0)], tone)  # fmt: skip
    pen.oval(0, height * 0.5, wide * 0.55, height * 0.36, mix(tone, light, 0.6))
    for share in (-0.66, -0.22, 0.22, 0.66):
        pen.curve(
            [(wide * share * 0.6, 0), (wide * share * 1.3, height * 0.5), (wide * share * 0.6, height)],
            3,
            3,
            palette.dark(tone, 0.3),
        )
    for y in (0.0, height):
        pen.box(-wide * 0.54, y - 6, wide * 0.54, y + 6, palette.wood_deep)
    for step in range(-2, 3):
        pen.line([(step * wide * 0.2, height + 6), (step * wide * 0.24, height * 1.32)], 3.4, palette.gold)


def hive_box(pen: Pen, palette: Palette, width: float) -> None:
    """A box for stingless bees with its lid and its mouth of wax."""
    half, high, timber = width / 2, width * 0.7, palette.lit(palette.wood, 0.2)
    pen.oval(10, 0, half * 1.1, width * 0.07, palette.shade, 90)
    pen.box(-half, -high, half, 0, timber)
    pen.box(half * 0.56, -high, half, 0, palette.dark(timber, 0.2))
    for y in (-high * 0.66, -high * 0.33):
        pen.line([(-half, y), (half, y)], 4, palette.dark(timber, 0.4))
    pen.shape(
        [(-half * 1.14, -high), (-half, -high * 1.18), (half, -high * 1.18), (half * 1.14, -high)], palette.wood_deep
    )
    pen.oval(-half * 0.2, -high * 0.2, width * 0.07, width * 0.05, palette.dark(palette.gold, 0.4))
    pen.oval(-half * 0.2, -high * 0.2, width * 0.035, width * 0.025, palette.ink)


def potted(pen: Pen, rng: Random, palette: Palette, height: float, pot: Colour) -> None:
    """A herb in a pot."""
    wide = height * 0.3
    pen.oval(4, 0, wide, height * 0.05, palette.shade, 90)
    for lean in (-0.24, 0.0, 0.24):
        sprig(pen.at(lean * height * 0.5, -height * 0.36, turn=lean * 60), palette, height * rng.uniform(0.52, 0.66),
              mix(palette.leaf, palette.leaf_light, rng.random()), 5)  # fmt: skip
    pen.shape([(-wide, -height * 0.4), (wide, -height * 0.4), (wide * 0.7, 0), (-wide * 0.7, 0)], pot)
    pen.shape(
        [(wide * 0.3, -height * 0.4), (wide, -height * 0.4), (wide * 0.7, 0), (wide * 0.2, 0)], palette.dark(pot, 0.2)
    )
    pen.box(-wide * 1.08, -height * 0.44, wide * 1.08, -height * 0.36, palette.lit(pot, 0.15))


def hamper(pen: Pen, palette: Palette, width: float, tone: Colour) -> None:
    """A woven handbag with a round handle."""
    half, high = width / 2, width * 0.6
    ring: list[Point] = [(half * 0.6 * cos(pi * s / 18), -high - half * 0.8 * sin(pi * s / 18)) for s in range(19)]
    pen.oval(8, 0, half, width * 0.06, palette.shade, 90)
    pen.line(ring, width * 0.045, palette.wood_deep)
    pen.blob([(-half * 0.84, -high), (-half, -high * 0.4), (-half * 0.8, 0), (half * 0.8, 0), (half, -high * 0.4), (half * 0.84, -high)],
             tone)  # fmt: skip
    for row in range(7):
        y = -high * (0.08 + row * 0.13)
        for column in range(11):
            if (row + column) % 2:
                x = -half * 0.82 + width * 0.82 * column / 10
                pen.slab(
                    x - width * 0.03, y - high * 0.05, x + width * 0.03, y + high * 0.05, 3, palette.dark(tone, 0.3)
                )
    pen.box(-half * 0.86, -high * 1.06, half * 0.86, -high * 0.94, palette.dark(tone, 0.4))


def tiffin(pen: Pen, palette: Palette, width: float, tiers: int, tone: Colour) -> None:
    """A carrier of stacked bowls."""
    half, high = width / 2, width * 0.46
    top = -high * tiers
    pen.oval(8, 0, half * 1.05, width * 0.08, palette.shade, 90)
    for tier in range(tiers):
        y = -high * tier
        pen.slab(-half, y - high, half, y, high * 0.2, tone if tier % 2 == 0 else palette.lit(tone, 0.3))
        pen.slab(half * 0.4, y - high, half, y, high * 0.2, palette.dark(tone, 0.2))
        pen.box(-half * 1.03, y - high * 0.12, half * 1.03, y, palette.dark(tone, 0.4))
    pen.oval(0, top, half, width * 0.14, palette.lit(tone, 0.4))
    pen.dot(0, top - width * 0.14, width * 0.06, palette.gold)
    frame: list[Point] = [(-half * 1.08, 0), (-half * 1.08, top), (-half * 0.5, top - width * 0.5), (half * 0.5, top - width * 0.5),
                          (half * 1.08, top), (half * 1.08, 0)]  # fmt: skip
    pen.line(frame, width * 0.04, palette.gold)
