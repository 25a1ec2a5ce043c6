"""Plants. Each stands on the pen's zero and grows upwards (negative y), unless it says otherwise."""

from math import cos, pi, radians, sin, tau
from random import Random

from media.illustrations.geometry import Point, along, blade, smooth
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import Pen


def grass(pen: Pen, rng: Random, height: float, colour: Colour, blades: int = 5) -> None:
    """A tuft of grass."""
    for number in range(blades):
        lean = (number - (blades - 1) / 2) * height * 0.16 + rng.uniform(-0.1, 0.1) * height
        tall = height * rng.uniform(0.6, 1.0)
        pen.shape(blade((lean * 0.2, 0), (lean, -tall), height * 0.1, bend=rng.uniform(-0.1, 0.1)), colour)


def frond(pen: Pen, length: float, colour: Colour, light: Colour) -> None:
    """A feathered palm leaf along the pen's x axis, drooping at its end."""
    spine = smooth([(0, 0), (length * 0.35, -length * 0.07), (length * 0.7, -length * 0.02), (length, length * 0.2)])
    count = len(spine)
    for index in range(2, count):
        x, y = spine[index]
        share = index / count
        reach = length * 0.34 * sin(pi * (0.12 + 0.86 * share)) + length * 0.03
        for side, fill in ((-1, colour), (1, light)):
            tip = (x + reach * 0.72, y + side * reach * 0.55 + reach * 0.28)
            pen.shape(blade((x, y), tip, length * 0.036, bend=0.08 * side), fill)
    pen.curve([*spine[::6], spine[-1]], length * 0.022, length * 0.006, light)


def palm(pen: Pen, rng: Random, palette: Palette, height: float = 260, lean: float | None = None) -> None:
    """A coconut palm."""
    sway = height * (rng.uniform(-0.22, 0.22) if lean is None else lean)
    top = (sway, -height)
    trunk = [(0.0, 0.0), (sway * 0.25, -height * 0.4), (sway * 0.62, -height * 0.75), top]
    bark = palette.dark(palette.wood_deep, 0.1)
    pen.curve(trunk, height * 0.062, height * 0.032, bark)
    pen.curve(
        [(x - height * 0.008, y) for x, y in trunk], height * 0.022, height * 0.01, palette.lit(palette.wood, 0.1)
    )
    deep, light = palette.leaf_deep, mix(palette.leaf, palette.leaf_deep, 0.35)
    for angle in (-168, -12, -140, -40, -112, -70, 168, 12, 195, -15):
        drop = pen.at(*top, turn=angle + rng.uniform(-8, 8))
        flip = 90 < abs(angle) < 270
        frond(drop.at(0, 0, 1) if not flip else _upside(drop), height * rng.uniform(0.4, 0.5), deep, light)
    for x, y in ((-0.03, 0.03), (0.03, 0.035), (0.0, 0.055)):
        pen.dot(top[0] + x * height, top[1] + y * height, height * 0.026, palette.wood if x else palette.gold)


def _upside(pen: Pen) -> Pen:
    return pen.at(0, 0, 1, flip=True, turn=180)


def sugar_palm(pen: Pen, rng: Random, palette: Palette, height: float = 300) -> None:
    """A sugar palm: a straight trunk and a ball of fans, the tree on the edge of Thai rice fields."""
    pen.shape([(-height * 0.028, 0), (-height * 0.018, -height), (height * 0.018, -height), (height * 0.028, 0)],
              palette.wood_deep)  # fmt: skip
    pen.shape([(-height * 0.028, 0), (-height * 0.018, -height), (-height * 0.006, -height), (-height * 0.01, 0)],
              palette.dark(palette.wood, 0.1))  # fmt: skip
    for ring, fill in ((0.2, palette.dark(palette.leaf_deep, 0.25)), (0.17, palette.leaf_deep), (0.13, palette.leaf)):
        for number in range(13):
            angle = tau * number / 13 + rng.uniform(-0.12, 0.12)
            if ring < 0.2 and sin(angle) > 0.75:
                continue
            x, y = cos(angle) * height * ring, -height + sin(angle) * height * ring
            fan(pen.at(x * 0.5, -height + (y + height) * 0.5), angle, height * ring * 0.66, fill)
    for number in range(9):
        angle = tau * number / 9 + rng.uniform(-0.2, 0.2)
        fan(
            pen.at(0, -height),
            angle,
            height * rng.uniform(0.07, 0.1),
            mix(palette.leaf, palette.leaf_light, 0.15 + 0.3 * (number % 2)),
        )


def fan(pen: Pen, angle: float, reach: float, colour: Colour) -> None:
    """A spiky half disc that opens towards `angle` (radians)."""
    points: list[Point] = [(0, 0)]
    for step in range(13):
        turn = angle - 1.25 + 2.5 * step / 12
        far = reach * (1.0 if step % 2 == 0 else 0.74)
        points.append((cos(turn) * far, sin(turn) * far))
    pen.shape(points, colour)


def tree(pen: Pen, rng: Random, palette: Palette, height: float = 200, crown: Colour | None = None) -> None:
    """A round tree, lit from the upper left."""
    green = crown or mix(palette.leaf, palette.leaf_deep, rng.uniform(0, 0.6))
    pen.curve([(0, 4), (-height * 0.01, -height * 0.3), (height * 0.02, -height * 0.6)], height * 0.075, height * 0.035,
              palette.wood_deep)  # fmt: skip
    pen.curve([(0, -height * 0.3), (height * 0.08, -height * 0.48)], height * 0.03, height * 0.015, palette.wood_deep)
    clump(pen.at(0, -height * 0.68), rng, height * 0.34, green, palette)


def clump(pen: Pen, rng: Random, radius: float, green: Colour, palette: Palette) -> None:
    """A round mass of leaves about the pen's zero."""
    cloud: list[tuple[float, float, float]] = []
    for number in range(8):
        angle = tau * number / 8 + rng.uniform(-0.25, 0.25)
        far = radius * rng.uniform(0.5, 0.66)
        cloud.append((cos(angle) * far * 1.1, sin(angle) * far * 0.85, radius * rng.uniform(0.42, 0.56)))
    cloud.append((0, 0, radius * 0.75))
    for shift, size, fill in (
        (0.07, 1.0, palette.dark(green, 0.3)),
        (-0.05, 0.86, green),
        (-0.2, 0.52, mix(green, palette.leaf_light, 0.4)),
    ):
        for x, y, wide in cloud:
            pen.dot(x * size + shift * radius, y * size + shift * radius, wide * size, fill)
    for _ in range(9):
        x, y = rng.uniform(-0.62, 0.25) * radius, rng.uniform(-0.62, 0.2) * radius
        pen.shape(blade((x, y), (x + radius * 0.12, y - radius * 0.06), radius * 0.06), palette.lit(green, 0.42))


def bush(pen: Pen, rng: Random, palette: Palette, width: float, colour: Colour | None = None) -> None:
    """A low bush on the ground."""
    green = colour or mix(palette.leaf, palette.leaf_deep, rng.uniform(0.1, 0.7))
    for shade, size in ((palette.dark(green, 0.25), 1.0), (green, 0.82), (mix(green, palette.leaf_light, 0.35), 0.5)):
        for dx, rise, wide in ((-0.3, 0.12, 0.22), (0.02, 0.24, 0.28), (0.3, 0.12, 0.2)):
            back = (1 - size) * width * 0.12
            pen.dot(dx * width * size - back, -rise * width - back * 0.6, wide * width * size, shade)


def banana_leaf(pen: Pen, length: float, colour: Colour, palette: Palette) -> None:
    """A broad leaf along the pen's x axis, torn by the wind, one half of it in the light."""
    light = mix(colour, palette.leaf, 0.3)
    spine = [(length * step / 30, -0.09 * length * sin(pi * step / 30)) for step in range(31)]
    for side, fill, tears in ((1, colour, (7, 13, 18, 24)), (-1, light, (9, 15, 21, 26))):
        edge: list[Point] = []
        for step, (x, y) in enumerate(spine):
            wide = length * 0.15 * sin(pi * (step / 30) ** 0.75) ** 0.62
            edge.append((x + wide * 0.35, y + side * wide * (0.5 if step in tears else 1.0)))
        pen.shape([*spine, *edge[::-1]], fill)
        for step in range(4, 29, 2):
            end = edge[step]
            pen.line([spine[step - 1], (end[0] * 0.94 + spine[step][0] * 0.06, end[1] * 0.9 + spine[step][1] * 0.1)], length * 0.004,
                     palette.dark(fill, 0.3), 110)  # fmt: skip
    pen.shape(along(spine, length * 0.03, length * 0.006), mix(light, palette.leaf_light, 0.45))


def banana(pen: Pen, rng: Random, palette: Palette, height: float = 180) -> None:
    """A banana plant."""
    pen.shape([(-height * 0.06, 0), (-height * 0.035, -height * 0.55), (height * 0.035, -height * 0.55), (height * 0.06, 0)],
              mix(palette.leaf_light, palette.wood, 0.35))  # fmt: skip
    for angle in (-160, -22, -132, -52, -108, -78):
        leaf = pen.at(0, -height * 0.52, turn=angle + rng.uniform(-6, 6))
        shade = mix(palette.leaf, palette.leaf_deep, 0.65 if abs(angle + 90) > 45 else 0.15)
        banana_leaf(_upside(leaf) if angle < -90 else leaf, height * rng.uniform(0.55, 0.68), shade, palette)


def bamboo(pen: Pen, rng: Random, palette: Palette, height: float = 320, stems: int = 7) -> None:
    """A clump of bamboo that leans outwards."""
    for number in range(stems):
        side = (number / max(1, stems - 1) - 0.5) * 2 + rng.uniform(-0.15, 0.15)
        tall = height * rng.uniform(0.75, 1.0)
        stem: list[Point] = [(side * 16, 0), (side * 34, -tall * 0.5), (side * tall * 0.36, -tall)]
        green = mix(palette.leaf_light, palette.leaf_deep, rng.uniform(0.2, 0.8))
        curve = smooth(stem, steps=10)
        pen.curve(stem, height * 0.022, height * 0.008, green)
        for index in range(5, len(curve), 2):
            x, y = curve[index]
            for _ in range(3):
                turn = radians(rng.uniform(-30, 210))
                far = height * rng.uniform(0.07, 0.12)
                pen.shape(blade((x, y), (x + cos(turn) * far, y + abs(sin(turn)) * far * 0.9), height * 0.018), green)
