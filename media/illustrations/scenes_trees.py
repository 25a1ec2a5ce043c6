"""Orchard, bees and coffee."""

from math import sin

from media.illustrations.animals import bee, flock
from media.illustrations.art import Art
from media.illustrations.buildings import stilt_house
from media.illustrations.craft import basket, comb, heap
from media.illustrations.flowers import meadow
from media.illustrations.geometry import Point, blade, smooth
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import Pen
from media.illustrations.people import dress, standing
from media.illustrations.plants import banana, bush, grass, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, sky


def hive(art: Art) -> None:
    """A wild comb under a bough, hive boxes among flowers, a keeper with a veil."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(640, 760), 250), size=110)
    clouds(art, 2)
    ranges(art, top=370, base=520, count=3, height=150)
    far_line(art, 590, palette, 0.6)
    field(art, 620, 26, mix(palette.ground, palette.leaf_light, 0.3))
    for x in (240, 380, 1340, 1480):
        tree(pen.at(x, 660), rng, palette, rng.uniform(190, 250))
    field(art, 700, 26, palette.ground)
    bough(art)
    pen.at(12, 12).oval(1030, 212, 190, 10, palette.shade, 60)
    comb(pen.at(1030, 196), palette, 9, 7, 21, rng)
    for x, y, size, tone in (
        (430, 742, 1.05, palette.teal),
        (900, 730, 1.0, palette.lotus),
        (640, 790, 1.3, palette.gold),
    ):
        box_hive(pen.at(x, y, size), art, tone)
    standing(pen.at(1090, 800, 2.3), palette, dress(rng, palette, "veil", skirt=False), ((-26, -52), (18, -52)))
    frame_of_comb(pen.at(1040, 690), art)
    for x, flip, size in (
        (520, False, 1.1),
        (820, True, 1.5),
        (740, False, 0.9),
        (930, True, 1.2),
        (600, False, 1.3),
        (1180, False, 1.0),
    ):
        bee(
            pen.at(x + rng.uniform(-40, 40), rng.uniform(430, 600), turn=rng.uniform(-20, 20)),
            palette,
            size * 1.2,
            flip=flip,
        )
    for _ in range(46):
        down = rng.uniform(800, 968)
        meadow(pen.at(rng.uniform(20, 1580), down), rng, palette, 34 + (down - 780) / 6)
    frame(art)


def bough(art: Art) -> None:
    """A bough that reaches in from the upper right, with leaves."""
    palette, rng, pen = art.palette, art.rng, art.pen
    spine = smooth([(1640, 90), (1400, 150), (1150, 186), (960, 196), (790, 172)])
    pen.curve([(1640, 90), (1400, 150), (1150, 186), (960, 196), (790, 172)], 56, 8, palette.wood_deep)
    pen.curve([(1640, 78), (1400, 140), (1150, 178), (960, 190)], 12, 3, palette.wood)
    for index in range(90):
        x, y = spine[rng.randrange(len(spine))]
        side = rng.choice((-1, -1, 1))
        tip = (x + rng.uniform(-70, 40), y + side * rng.uniform(30, 90) * (0.6 if side > 0 else 1))
        tone = (palette.leaf_deep, palette.leaf, mix(palette.leaf, palette.leaf_light, 0.6))[index // 30]
        if side > 0 and 880 < x < 1200:
            continue
        pen.leaf((x, y), tip, rng.uniform(20, 30), tone, palette.lit(tone, 0.25), 0.1)


def box_hive(pen: Pen, art: Art, colour: Colour) -> None:
    """A wooden box hive on legs."""
    palette = art.palette
    pen.oval(6, 0, 92, 8, palette.shade, 90)
    for x in (-56, 56):
        pen.box(x - 6, -40, x + 6, 0, palette.wood_deep)
    for top, tone in ((-100, colour), (-162, palette.lit(colour, 0.3))):
        pen.box(-74, top, 74, top + 62, tone)
        pen.box(34, top, 74, top + 62, palette.dark(tone, 0.18))
        pen.box(-74, top + 56, 74, top + 62, palette.dark(tone, 0.3))
        pen.slab(-22, top + 16, 22, top + 26, 5, palette.dark(tone, 0.35))
    pen.slab(-34, -52, 34, -42, 4, palette.ink)
    pen.box(-44, -40, 44, -34, palette.wood)
    pen.shape([(-88, -162), (-78, -182), (78, -182), (88, -162)], palette.lit(palette.wood, 0.2))
    pen.box(-88, -166, 88, -160, palette.wood_deep)


def frame_of_comb(pen: Pen, art: Art) -> None:
    """A frame out of the hive, full of honey."""
    palette = art.palette
    pen.slab(-62, -44, 62, 44, 4, palette.wood_deep)
    pen.box(-54, -34, 54, 37, palette.gold)
    for row in range(5):
        for column in range(8):
            x, y = -48 + column * 13 + (row % 2) * 6, -28 + row * 14
            pen.dot(
                x, y, 5.4, palette.dark(palette.clay, 0.1) if (row + column) % 3 else palette.lit(palette.gold, 0.5)
            )
    pen.box(-76, -48, 76, -38, palette.wood)


def orchard(art: Art) -> None:
    """Rows of fruit trees, a ladder, people who pick, baskets full."""
    palette, rng, pen = art.palette, art.rng, art.pen
    fruit = rng.choice((palette.gold, palette.clay, mix(palette.gold, palette.clay, 0.5), palette.lotus))
    sky(art)
    clouds(art)
    flock(pen.at(560, 190), rng, palette.shade)
    ranges(art, top=330, base=470, count=4, height=170)
    ground = mix(palette.ground, palette.leaf_light, 0.35)
    for row, (y, size) in enumerate(((520, 0.62), (580, 0.86), (660, 1.2))):
        field(art, y - 12, 14, palette.dark(ground, row * 0.05))
        gap = 150 * size * 1.25
        x = -60 + row * 50.0
        while x < 1680:
            if not (row == 2 and 560 < x < 1040):
                fruit_tree(pen.at(x, y + 22, size), art, fruit)
            x += gap
    field(art, 716, 22, ground)
    fruit_tree(pen.at(800, 790, 2.25), art, fruit, 30)
    ladder(art)
    standing(
        pen.at(925, 640, 1.45), palette, dress(rng, palette, "hat", skirt=False), ((-34, -92), (-12, -52)), shadow=False
    )
    standing(pen.at(560, 826, 2.0), palette, dress(rng, palette, "scarf", skirt=True), ((-16, -48), (30, -84)))
    for x, y, size in ((670, 862, 1.3), (1090, 846, 1.5), (1200, 880, 1.2)):
        heap(pen.at(x, y - 44 * size), rng, palette, 84 * size, fruit)
        basket(pen.at(x, y), palette, 96 * size, 46 * size)
    for _ in range(60):
        down = rng.uniform(760, 970)
        grass(
            pen.at(rng.uniform(0, 1600), down),
            rng,
            10 + (down - 740) / 9,
            mix(palette.leaf, palette.leaf_light, rng.random()),
            4,
        )
    frame(art)


def ladder(art: Art) -> None:
    """A ladder that leans on the great tree."""
    palette, pen = art.palette, art.pen
    for side in (0, 44):
        pen.line([(930 + side, 806), (862 + side, 520)], 9, palette.wood)
    for step in range(1, 9):
        pen.line(
            [(930 - step * 7.6, 806 - step * 32), (974 - step * 7.6, 806 - step * 32)],
            7,
            palette.lit(palette.wood, 0.2),
        )


def fruit_tree(pen: Pen, art: Art, fruit: Colour, count: int = 13) -> None:
    """A tree with fruit; about 130 wide."""
    palette, rng = art.palette, art.rng
    pen.oval(8, 2, 64, 8, palette.shade, 80)
    tree(pen, rng, palette, 190)
    for _ in range(count):
        x, y = rng.uniform(-62, 62), rng.uniform(-180, -86)
        if (x / 66) ** 2 + ((y + 130) / 52) ** 2 < 1:
            pen.dot(x, y, 5.6, palette.dark(fruit, 0.25))
            pen.dot(x - 0.7, y - 0.8, 4.8, palette.lit(fruit, 0.12))


def coffee(art: Art) -> None:
    """Coffee on a mountain slope, pickers, and a branch of cherries near the eye."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(880, 1050), 230))
    clouds(art, 3)
    ranges(art, top=320, base=500, count=5, height=210)
    stilt_house(pen.at(1140, 600, 0.85), rng, palette)
    banana(pen.at(1275, 602), rng, palette, 130)
    for row in range(5):
        y = 590 + row * 66
        field(art, y, 20, mix(palette.ground, palette.leaf_deep, 0.25 + row * 0.06), waves=0.8)
        for number in range(15 - row):
            x = -20 + number * (116 + row * 10) + (row % 2) * 55
            coffee_bush(pen.at(x, y + 42, 0.62 + row * 0.17), art)
        if row == 1:
            standing(
                pen.at(700, y + 76, 1.5), palette, dress(rng, palette, "scarf", skirt=True), ((-24, -58), (20, -44))
            )
            basket(pen.at(745, y + 40), palette, 60, 46)
        if row == 3:
            standing(
                pen.at(980, y + 70, 2.0), palette, dress(rng, palette, "hat", skirt=False), ((-34, -62), (16, -44))
            )
            heap(pen.at(1010, y - 34), rng, palette, 62, palette.clay, fruit=0.09)
            basket(pen.at(1010, y + 14), palette, 78, 56)
    branch(art)
    frame(art, ground=False)


def coffee_bush(pen: Pen, art: Art) -> None:
    """A coffee shrub with red cherries."""
    bush(pen, art.rng, art.palette, 110, mix(art.palette.leaf, art.palette.leaf_deep, art.rng.uniform(0.2, 0.8)))
    for _ in range(9):
        pen.dot(art.rng.uniform(-44, 40), art.rng.uniform(-46, -10), 3.6, art.palette.clay)


def branch(art: Art) -> None:
    """A branch with big leaves and clusters of cherries, from the lower left to the middle."""
    palette, rng, pen = art.palette, art.rng, art.pen
    points: list[Point] = [(-30, 905), (180, 800), (400, 745), (610, 700)]
    spine = smooth(points)
    pen.curve([(x + 8, y + 16) for x, y in points], 16, 6, palette.shade, 80)
    for index in range(1, len(spine), 3):
        x, y = spine[index]
        for side in (-1, 1):
            far = 170 - index * 2.5
            tip = (x + far * 0.62, y + side * far * 0.72)
            tone = mix(palette.leaf_deep, palette.leaf, 0.75 if side < 0 else 0.1)
            pen.shape(blade((x + 6, y + 14), (tip[0] + 8, tip[1] + 16), far * 0.42, bend=0.1 * side), palette.shade, 60)
            pen.leaf((x, y), tip, far * 0.42, tone, palette.lit(tone, 0.3), 0.1 * side)
    pen.curve(points, 15, 6, palette.wood_deep)
    for index in range(2, len(spine), 3):
        x, y = spine[index]
        for number in range(7):
            dx, dy = (number - 3) * 13 + rng.uniform(-4, 4), 8 * sin(number * 2.3) + rng.uniform(2, 16)
            tone = rng.choice((palette.clay, palette.clay, mix(palette.clay, palette.lotus, 0.4), palette.gold))
            pen.dot(x + dx, y + dy, 15, palette.dark(tone, 0.3))
            pen.dot(x + dx - 1.5, y + dy - 2, 12.6, tone)
            pen.dot(x + dx - 4.5, y + dy - 6, 3.2, palette.lit(tone, 0.7))
