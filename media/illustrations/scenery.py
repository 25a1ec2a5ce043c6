"""What lies behind every scene: sky, sun or moon, clouds, ridges, water; and the leaves that frame it in front."""

from math import pi, sin
from random import Random

from media.illustrations.art import Art
from media.illustrations.flowers import flower
from media.illustrations.geometry import Point, down_to, humps, peaks, ridge, smooth
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import HEIGHT, WIDTH, Pen
from media.illustrations.plants import banana_leaf, frond, grass

Point3 = tuple[float, float, float]


def sky(art: Art, *, sun: Point | None = None, size: float = 78, base: float = 720) -> Point:
    """Paints the sky down to `base`, with the sun or the moon; returns where that stands."""
    palette, rng = art.palette, art.rng
    art.pen.layer([(0, 0), (WIDTH, 0), (WIDTH, base), (0, base)], *palette.sky)
    if palette.night:
        for _ in range(70):
            art.pen.dot(
                rng.uniform(0, WIDTH), rng.uniform(0, 430), rng.uniform(0.8, 2.2), palette.sun, rng.randint(90, 220)
            )
    x, y = sun or (rng.uniform(980, 1230), rng.uniform(170, 270))
    art.pen.glow(x, y, 620, palette.sun, 0.55)
    for ring, alpha in ((2.5, 26), (1.95, 34), (1.45, 48)):
        art.pen.dot(x, y, size * ring, palette.sun, alpha)
    art.pen.dot(x, y, size, palette.sun)
    if palette.night:
        for dx, dy, share in ((-0.3, -0.25, 0.2), (0.28, 0.1, 0.15), (-0.1, 0.4, 0.12)):
            art.pen.dot(x + dx * size, y + dy * size, size * share, mix(palette.sun, palette.sky[1], 0.3), 150)
    return x, y


def cloud(pen: Pen, rng: Random, width: float, colour: Colour, alpha: int = 255) -> None:
    """A long cloud with a flat foot."""
    count = rng.randint(4, 6)
    tops: list[Point3] = []
    for number in range(count):
        share = (number + 0.5) / count
        rise = width * (0.07 + 0.15 * sin(pi * share)) * rng.uniform(0.75, 1.15)
        tops.append((width * (share - 0.5) * 0.86, width / count * rng.uniform(0.72, 0.95), rise))
    tops += [(-width * 0.42, width * 0.14, width * 0.05), (width * 0.42, width * 0.14, width * 0.05)]
    pen.shape(humps(tops), colour, alpha)


def clouds(art: Art, count: int = 4, low: float = 330) -> None:
    """A few clouds, the higher the larger."""
    palette = art.palette
    white = mix(palette.sky[1], palette.cream, 0.35)
    for _ in range(count):
        y = art.rng.uniform(90, low)
        pen = art.pen.at(art.rng.uniform(60, WIDTH - 60), y)
        width = art.rng.uniform(190, 340) * (1.2 - y / 900)
        cloud(pen.at(width * 0.16, 0), art.rng, width * 1.15, white, 70 if not palette.night else 25)
        cloud(pen, art.rng, width, white, 165 if not palette.night else 60)


def ranges(art: Art, *, top: float, base: float, count: int = 4, height: float = 190, reach: float = 0.72) -> None:
    """Ridges of cut paper between the levels `top` and `base`, each nearer and darker; mist lies between them."""
    palette, rng = art.palette, art.rng
    for number in range(count):
        share = number / max(1, count - 1)
        level = top + (base - top) * share
        colour = palette.ridge(0.1 + reach * share * 0.85)
        mist = mix(colour, palette.sky[1], 0.55 - 0.2 * share)
        if share < 0.5:
            line = peaks(rng, level + height * 0.5, height * (1.25 - 0.5 * share), count=rng.randint(4, 6))
        else:
            line = ridge(rng, level + height * 0.25, height * 0.5, waves=rng.uniform(1.2, 2.2))
        art.pen.layer(down_to(line, level + height + 150), colour, mist, 0.22)


def field(art: Art, y: float, height: float, colour: Colour, *, waves: float = 1.2, fade: float = 0.22) -> list[Point]:
    """A piece of ground from the level `y` to the foot of the sheet; returns its upper line."""
    line = ridge(art.rng, y, height, waves=waves)
    art.pen.layer(down_to(line, HEIGHT + 20), art.palette.lit(colour, 0.14), art.palette.dark(colour, fade), 0.24)
    return line


def water(art: Art, top: float, *, sun_x: float | None = None, base: float = HEIGHT) -> None:
    """Still water from the level `top`, with lines of light, and the way of the sun upon it."""
    palette, rng, pen = art.palette, art.rng, art.pen
    pen.layer([(0, top), (WIDTH, top), (WIDTH, base), (0, base)], *palette.water)
    shine = mix(palette.water[0], palette.sun, 0.55)
    for _ in range(46):
        share = rng.random() ** 1.4
        y, length = top + 8 + share * (base - top), 24 + 130 * share * rng.random()
        ripple(pen, rng.uniform(0, WIDTH), y, length, 1.5 + 4.5 * share, shine, 80)
    if sun_x is not None:
        for step in range(20):
            share = step / 19
            y, length = top + 7 + share * (base - top) * 0.8, (26 + 120 * share) * rng.uniform(0.6, 1.2)
            ripple(
                pen,
                sun_x + rng.uniform(-30, 30) * share,
                y,
                length,
                2 + 5 * share,
                palette.sun,
                round(190 - 120 * share),
            )


def ripple(pen: Pen, x: float, y: float, length: float, width: float, colour: Colour, alpha: int = 255) -> None:
    """A line of light on water, thin at its ends."""
    half = length / 2
    pen.shape([(x - half, y), (x - half * 0.4, y - width / 2), (x + half * 0.4, y - width / 2), (x + half, y),
               (x + half * 0.4, y + width / 2), (x - half * 0.4, y + width / 2)], colour, alpha)  # fmt: skip


def frame(art: Art, *, ground: bool = True) -> None:
    """Leaves in front, at the edges of the sheet, dark as cut paper near the eye."""
    palette, rng = art.palette, art.rng
    deep, mid = mix(palette.leaf_deep, palette.shade, 0.45), mix(palette.leaf_deep, palette.shade, 0.15)
    kind = rng.choice(("banana", "palm", "both", "blossom"))
    if kind == "blossom":
        blossoms(art, deep, mid)
    if kind in ("palm", "both"):
        for angle in (8, 34, 62, 92):
            frond(art.edge.at(-30, -30, 1.0, turn=angle + rng.uniform(-7, 7)), 330 + rng.uniform(-50, 60), deep, mid)
    if kind in ("banana", "both"):
        for angle in (-112, -88, -64):
            pen = art.edge.at(1640 - rng.uniform(0, 30), 1060, turn=angle + rng.uniform(-8, 8) - 20)
            banana_leaf(pen, 420 + rng.uniform(-60, 40), deep, palette)
    if ground:
        tufts(art, deep)


def blossoms(art: Art, deep: Colour, mid: Colour) -> None:
    """A bough of frangipani from the upper left corner."""
    palette, rng, pen = art.palette, art.rng, art.edge
    points: list[Point] = [(-30, 40), (120, 70), (250, 60), (370, 110)]
    pen.curve(points, 26, 7, palette.dark(palette.wood_deep, 0.3))
    spine = smooth(points, steps=5)
    for x, y in spine:
        for side in (-1, 1, 1):
            tip = (x + rng.uniform(-60, 70), y + side * rng.uniform(60, 118))
            pen.leaf(
                (x, y), tip, rng.uniform(26, 38), rng.choice((deep, mid)), mix(mid, palette.leaf, 0.4), 0.08 * side
            )
    petal = palette.lotus if palette.night or rng.random() < 0.5 else palette.cream
    for x, y in ((120, 110), (160, 84), (205, 122), (330, 120), (372, 112), (352, 152), (40, 90), (70, 124)):
        pen.at(3, 5).dot(x, y, 20, palette.shade, 60)
        flower(pen.at(x, y, turn=rng.uniform(0, 70)), petal, palette.gold, 30, 5)


def tufts(art: Art, colour: Colour) -> None:
    """A low bank of grass along the foot of the sheet, higher at its sides."""
    palette, rng = art.palette, art.rng
    line: list[Point] = [(x, 992 - 70 * abs(x / 800 - 1) ** 2.2 + rng.uniform(-6, 6)) for x in range(-40, 1700, 80)]
    art.edge.layer(down_to(smooth(line), HEIGHT + 20), colour, palette.shade, 0.25)
    for _ in range(46):
        x = rng.choice((rng.uniform(-20, 420), rng.uniform(1180, 1620)))
        y = 1000 - 70 * abs(x / 800 - 1) ** 2.2
        grass(art.edge.at(x, y + 8), rng, rng.uniform(24, 64), mix(colour, palette.leaf, rng.uniform(0, 0.35)))


def far_line(art: Art, y: float, palette: Palette, share: float = 0.35) -> None:
    """A line of distant trees, round and small."""
    colour = palette.ridge(share)
    tops: list[Point3] = [(WIDTH / 2, WIDTH, 8.0)]
    x = -20.0
    while x < WIDTH + 40:
        half = art.rng.uniform(14, 34)
        tops.append((x, half, half * art.rng.uniform(0.6, 1.0) + 8))
        x += half * art.rng.uniform(0.8, 1.7)
    line = [(v, y + rise) for v, rise in humps(tops, 5.0) if -40 <= v <= WIDTH + 40]
    art.pen.layer(down_to(line, y + 60), colour, mix(colour, palette.sky[1], 0.25), 0.15)
