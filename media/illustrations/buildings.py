"""Houses, halls and temples. Each stands on the pen's zero; a house is about 200 units wide."""

from random import Random

from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import LAMP, Colour, Palette, mix
from media.illustrations.pen import Pen


def gable(pen: Pen, palette: Palette, width: float, height: float, colour: Colour, *, horns: bool = True) -> None:
    """A steep hollow-curved gable on the line y = 0, with the crossed horns (kalae) of the north."""
    half = width / 2
    edge: list[Point] = smooth(
        [(-half, 0), (-half * 0.55, -height * 0.36), (-half * 0.16, -height * 0.82), (0, -height)]
    )
    outline = edge + [(-x, y) for x, y in edge[::-1]]
    pen.shape(outline, colour)
    inner = [(x * 0.78, y * 0.78) for x, y in outline]
    pen.shape(inner, palette.dark(palette.wood, 0.1))
    for step in range(-4, 5):
        x = step * half * 0.13
        pen.line([(x, -2), (x, -height * (0.62 - abs(step) * 0.115))], width * 0.008, palette.dark(palette.wood, 0.4))
    pen.shape([(-half * 0.16, -2), (-half * 0.16, -height * 0.24), (0, -height * 0.34), (half * 0.16, -height * 0.24),
               (half * 0.16, -2)], palette.lit(palette.gold, 0.15))  # fmt: skip
    for side in (-1, 1):
        pen.curve([(side * half * 1.06, 3), (side * half * 0.56, -height * 0.37), (side * half * 0.17, -height * 0.83),
                   (0, -height * 1.02)], width * 0.035, width * 0.03, palette.dark(colour, 0.35))  # fmt: skip
        if horns:
            pen.curve([(side * half * 0.08, -height * 0.92), (-side * half * 0.07, -height * 1.1),
                       (-side * half * 0.16, -height * 1.22)], width * 0.03, width * 0.008, palette.dark(colour, 0.35))  # fmt: skip


def long_roof(pen: Pen, palette: Palette, width: float, height: float, colour: Colour) -> None:
    """A roof seen from its long side, eaves on the line y = 0."""
    half = width / 2
    side: list[Point] = smooth([(-half, 0), (-half * 0.9, -height * 0.3), (-half * 0.78, -height)])
    outline = side + [(-x, y) for x, y in side[::-1]]
    pen.layer(outline, palette.lit(colour, 0.16), palette.dark(colour, 0.16))
    for row in range(1, 5):
        y = -height * row / 5
        reach = half * ((0.985 - row / 3 * 0.1) if row < 2 else (0.945 - 0.165 * row / 5))
        pen.line([(-reach, y), (reach, y)], height * 0.022, palette.dark(colour, 0.3), 120)
    pen.box(-half * 0.8, -height - height * 0.05, half * 0.8, -height + height * 0.03, palette.dark(colour, 0.35))
    pen.box(-half, -height * 0.03, half, height * 0.05, palette.dark(colour, 0.4))


def wall(pen: Pen, palette: Palette, box: tuple[float, float, float, float], colour: Colour, planks: int = 12) -> None:
    """A wall of upright planks, darker below the eaves."""
    left, top, right, bottom = box
    pen.box(left, top, right, bottom, colour)
    for plank in range(1, planks):
        x = left + (right - left) * plank / planks
        pen.line([(x, top), (x, bottom)], 1.1, palette.dark(colour, 0.35), 150)
    pen.box(left, top, right, top + (bottom - top) * 0.18, palette.shade, 90)


def window(pen: Pen, palette: Palette, x: float, y: float, width: float = 26, height: float = 30) -> None:
    """A window with open shutters and warm light; (x, y) is the middle of its sill."""
    half = width / 2
    for side in (-1, 1):
        pen.shape([(x + side * half, y), (x + side * half * 1.75, y + 2), (x + side * half * 1.75, y - height + 3),
                   (x + side * half, y - height)], palette.wood_deep)  # fmt: skip
    warm = mix(LAMP, palette.cream, 0.3) if palette.night else mix(palette.gold, palette.cream, 0.45)
    pen.box(x - half, y - height, x + half, y, warm if palette.night else palette.dark(warm, 0.12))
    pen.line([(x, y), (x, y - height)], 2, palette.wood_deep)
    pen.line([(x - half, y - height * 0.55), (x + half, y - height * 0.55)], 2, palette.wood_deep)
    pen.box(x - half - 4, y, x + half + 4, y + 4, palette.dark(palette.wood_deep, 0.2))


def stilt_house(pen: Pen, rng: Random, palette: Palette, roof: Colour | None = None) -> None:
    """A wooden house on posts with a gable, a long roof, a veranda and steps."""
    tiles = roof or rng.choice((palette.clay, palette.wood_deep, palette.dark(palette.clay, 0.35), palette.teal))
    timber = palette.lit(palette.wood, rng.uniform(0, 0.2))
    pen.oval(10, 2, 130, 9, palette.shade, 80)
    pen.box(-94, -52, 96, -4, palette.shade, 110)
    for x in (-92, -46, 0, 48, 92):
        pen.box(x - 4, -52, x + 4, 2, palette.wood_deep)
    wall(pen, palette, (-88, -118, 88, -50), timber)
    for x in (-10, 46):
        window(pen, palette, x, -68)
    pen.box(-104, -54, 122, -46, palette.dark(palette.wood_deep, 0.1))
    rail(pen, palette, 22, 120)
    steps(pen.at(106, -48), palette)
    long_roof(pen.at(12, -112), palette, 236, 66, tiles)
    wall(pen, palette, (-98, -118, -34, -50), palette.lit(timber, 0.18), 5)
    window(pen, palette, -66, -68)
    gable(pen.at(-66, -110), palette, 96, 84, tiles)


def rail(pen: Pen, palette: Palette, left: float, right: float) -> None:
    """The balustrade of a veranda whose floor lies at y = -52."""
    pen.box(left, -76, right, -72, palette.wood_deep)
    x = left + 2
    while x < right:
        pen.box(x, -74, x + 2.4, -52, palette.dark(palette.wood, 0.2))
        x += 8


def steps(pen: Pen, palette: Palette) -> None:
    """Steps that lead from the pen's zero down to the right."""
    for side in (0, 20):
        pen.line([(side, 0), (side + 26, 50)], 4, palette.wood_deep)
    for step in range(1, 5):
        pen.box(step * 5.4, step * 10 - 2, step * 5.4 + 20, step * 10 + 1.4, palette.lit(palette.wood, 0.15))


def hut(pen: Pen, palette: Palette) -> None:
    """A field hut: thatch on four posts above a floor; about 120 wide."""
    straw = palette.dark(palette.gold, 0.2)
    pen.oval(6, 2, 70, 6, palette.shade, 80)
    for x in (-44, -40 + 80):
        pen.box(x - 3, -86, x + 3, 2, palette.wood_deep)
    pen.box(-54, -36, 54, -30, palette.wood)
    for x in (-22, 22):
        pen.box(x - 2.4, -82, x + 2.4, 0, palette.dark(palette.wood_deep, 0.2))
    long_roof(pen.at(0, -78), palette, 148, 52, straw)
    for step in range(-18, 19):
        pen.shape(
            [(step * 4 - 2, -78), (step * 4 + 2, -78), (step * 4 + (step % 3 - 1), -70 + step % 2 * 3)],
            palette.dark(straw, 0.15),
        )


def sala(pen: Pen, palette: Palette, roof: Colour) -> None:
    """An open pavilion with a two-tiered roof; about 320 wide, the floor at y = -26."""
    pen.oval(8, 2, 186, 10, palette.shade, 80)
    pen.box(-168, -14, 168, 0, palette.dark(palette.cream, 0.28))
    pen.box(-156, -26, 156, -14, palette.dark(palette.cream, 0.12))
    for x in (-140, 140, -70, 70):
        pen.box(x - 6, -150, x + 6, -26, palette.lit(palette.wood_deep, 0.1))
        pen.box(x - 6, -150, x - 2, -26, palette.wood)
    pen.box(-150, -156, 150, -142, palette.wood_deep)
    long_roof(pen.at(0, -146), palette, 372, 52, roof)
    long_roof(pen.at(0, -190), palette, 268, 56, roof)
    for side in (-1, 1):
        for x, y in ((186, -146), (134, -190)):
            pen.curve([(side * (x - 6), y), (side * (x + 10), y - 8), (side * (x + 14), y - 26)], 6, 1, palette.gold)
    pen.curve([(0, -244), (0, -260), (0, -276)], 7, 1.5, palette.gold)


def temple(pen: Pen, palette: Palette, colour: Colour) -> None:
    """A far temple: three roofs, finials and a chedi, in one colour; about 220 wide."""
    for width, y, height in ((170, -30, 46), (128, -60, 50), (84, -92, 58)):
        half = width / 2
        left: list[Point] = smooth([(-half, y), (-half * 0.6, y - height * 0.3), (-half * 0.12, y - height)])
        pen.shape(left + [(-x, v) for x, v in left[::-1]], colour)
        for side in (-1, 1):
            pen.curve(
                [(side * half * 0.9, y - 2), (side * half * 1.08, y - 6), (side * half * 1.14, y - 18)], 6, 1, colour
            )
    pen.curve([(0, -146), (2, -160), (0, -176)], 7, 1, colour)
    pen.box(-70, -34, 70, 4, colour)
    chedi = pen.at(128, 0)
    chedi.blob([(-34, 2), (-32, -26), (-22, -52), (-9, -72), (9, -72), (22, -52), (32, -26), (34, 2)], colour)
    chedi.shape([(-8, -66), (-3, -120), (0, -168), (3, -120), (8, -66)], colour)
    for y, wide in ((-78, 11), (-90, 8.5), (-102, 6.5)):
        chedi.oval(0, y, wide, 3.4, colour)
