"""Village, town and solar roofs."""

from random import Random

from media.illustrations.animals import flock, hen
from media.illustrations.art import Art
from media.illustrations.buildings import long_roof, stilt_house, temple, wall, window
from media.illustrations.craft import jar
from media.illustrations.flowers import meadow
from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import HEIGHT, Pen
from media.illustrations.people import dress, standing
from media.illustrations.plants import banana, bush, grass, palm, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, sky
from media.illustrations.vehicles import bicycle, pickup


def village(art: Art) -> None:
    """Houses on posts about a path, palms, neighbours, a temple far off."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art)
    ranges(art, top=320, base=470, count=4, height=190)
    temple(pen.at(790, 524, 0.6), palette, mix(palette.ridge(0.5), palette.gold, 0.35))
    far_line(art, 530, palette, 0.6)
    field(art, 540, 18, mix(palette.ground, palette.leaf_light, 0.4))
    for x, y, size in ((560, 594, 0.7), (1010, 592, 0.7), (770, 580, 0.5)):
        stilt_house(pen.at(x, y, size), rng, palette)
    for x, high in ((450, 240), (900, 200), (1160, 250)):
        palm(pen.at(x, 606), rng, palette, high)
    field(art, 634, 20, palette.ground)
    lane(art)
    tree(pen.at(215, 690), rng, palette, 330)
    stilt_house(pen.at(430, 742, 1.5), rng, palette)
    stilt_house(pen.at(1150, 730, 1.4, flip=True), rng, palette)
    palm(pen.at(1370, 730), rng, palette, 400)
    banana(pen.at(640, 740), rng, palette, 160)
    banana(pen.at(1330, 740), rng, palette, 170)
    for x, size in ((590, 60), (636, 46)):
        jar(pen.at(x, 770), palette, size)
    standing(pen.at(780, 812, 1.8), palette, dress(rng, palette, "bun", skirt=True), ((-18, -46), (26, -66)))
    standing(pen.at(870, 818, 1.8, flip=True), palette, dress(rng, palette, "hat"), ((-16, -46), (18, -44)))
    standing(pen.at(935, 806, 1.2), palette, dress(rng, palette, "short", skirt=False), ((-18, -84), (16, -46)))
    for x, y, tone in ((560, 850, palette.clay), (620, 872, palette.cream), (1090, 850, palette.wood)):
        hen(pen.at(x, y, flip=x > 1000), palette, tone, 1.1)
    for _ in range(24):
        over = rng.choice((rng.uniform(0, 480), rng.uniform(1100, 1600)))
        meadow(pen.at(over, rng.uniform(830, 960)), rng, palette, 46)
    frame(art)


def lane(art: Art) -> None:
    """An earthen path from the foot of the sheet to the temple."""
    palette = art.palette
    sand = mix(palette.gold, palette.cream, 0.5)
    left: list[Point] = smooth([(780, 560), (760, 620), (800, 680), (690, 800), (480, HEIGHT + 20)])
    right: list[Point] = smooth([(1160, HEIGHT + 20), (980, 800), (880, 680), (796, 620), (794, 560)])
    art.pen.layer([*left, *right], palette.dark(sand, 0.05), palette.dark(sand, 0.25))


def city(art: Art) -> None:
    """A town with shophouses, a temple, trees in the street and people who walk."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art)
    flock(pen.at(560, 170), rng, palette.shade)
    ranges(art, top=350, base=420, count=2, height=150)
    for row, (y, low, high) in enumerate(((560, 120, 260), (600, 90, 190))):
        x = -20.0
        while x < 1620:
            wide = rng.uniform(60, 120)
            tower(pen.at(x, y), rng, art, wide, rng.uniform(low, high), palette.ridge(0.25 + row * 0.25))
            x += wide + rng.uniform(0, 14)
    temple(pen.at(760, 630, 1.25), palette, mix(palette.gold, palette.ridge(0.4), 0.25))
    for x in (60, 150, 560, 640, 1010, 1090, 1500):
        tree(pen.at(x, 660), rng, palette, rng.uniform(110, 160))
    field(art, 640, 4, palette.ground)
    tones = [palette.clay, palette.teal, palette.cream, palette.lotus, palette.gold, palette.indigo]
    rng.shuffle(tones)
    for number, x in enumerate((-40, 145, 330, 1000, 1185, 1370, 1555)):
        shophouse(pen.at(x, 760), art, tones[number % 6])
    pen.layer(
        [(0, 756), (1600, 756), (1600, 800), (0, 800)],
        palette.lit(palette.shade, 0.55),
        palette.lit(palette.shade, 0.4),
        0.2,
    )
    pen.layer([(0, 800), (1600, 800), (1600, 1000), (0, 1000)], palette.lit(palette.shade, 0.2), palette.shade, 0.2)
    for x in range(-40, 1640, 150):
        pen.box(x, 884, x + 84, 892, palette.cream, 200)
    tree(pen.at(570, 790), rng, palette, 230)
    tree(pen.at(960, 790), rng, palette, 210)
    for x, head in ((650, "bun"), (720, "short"), (850, "hat")):
        standing(pen.at(x, 800, 1.35), palette, dress(rng, palette, head))
    pickup(pen.at(500, 874, 1.15), rng, palette, rng.choice((palette.clay, palette.teal)))
    bicycle(pen.at(1010, 852, 1.25), palette, palette.gold)
    standing(pen.at(1075, 856, 1.5), palette, dress(rng, palette, "short"), ((-22, -52), (16, -46)))
    frame(art)


def tower(pen: Pen, rng: Random, art: Art, width: float, height: float, colour: Colour) -> None:
    """A far building with windows."""
    palette = art.palette
    pen.layer([(0, -height), (width, -height), (width, 40), (0, 40)], colour, mix(colour, palette.sky[1], 0.3))
    pen.box(width * 0.2, -height - 12, width * 0.5, -height, colour)
    glass = mix(palette.gold, palette.cream, 0.4) if palette.night else mix(colour, palette.sky[1], 0.45)
    for row in range(int(height / 22)):
        for column in range(int(width / 18)):
            if rng.random() < 0.62:
                x, y = 8 + column * 18, -height + 10 + row * 22
                pen.box(x, y, x + 9, y + 11, glass, 190)


def shophouse(pen: Pen, art: Art, colour: Colour) -> None:
    """A two-storey shophouse 180 wide with shutters and an awning."""
    palette = art.palette
    pen.layer([(0, -250), (178, -250), (178, 0), (0, 0)], palette.lit(colour, 0.3), palette.lit(colour, 0.1))
    pen.box(150, -250, 178, 0, palette.shade, 40)
    pen.slab(-4, -262, 182, -246, 3, palette.cream)
    pen.shape([(50, -262), (89, -290), (128, -262)], palette.cream)
    pen.box(-2, -134, 180, -124, palette.cream)
    for x in (34, 89, 144):
        window(pen, palette, x, -156, 22, 58)
        pen.shape([(x - 11 + 22 * s / 8, -214 - 10 * (1 - (s / 4 - 1) ** 2)) for s in range(9)], palette.gold)
    pen.box(12, -96, 166, 0, palette.dark(palette.wood_deep, 0.3))
    for x in (12, 64, 116):
        pen.box(x + 3, -92, x + 46, 0, mix(palette.gold, palette.wood, 0.35 if palette.night else 0.6))
        pen.line([(x + 24, -92), (x + 24, 0)], 2, palette.wood_deep)
    for stripe in range(9):
        tone = palette.cream if stripe % 2 else palette.dark(colour, 0.12)
        left, right = -2 + stripe * 20.2, -2 + (stripe + 1) * 20.2
        pen.shape(
            [(left, -118), (right, -118), (right + (right - 89) * 0.05, -86), (left + (left - 89) * 0.05, -86)], tone
        )


def solar(art: Art) -> None:
    """Solar panels on roofs and in the field, a house with light, people who look on."""
    palette, rng, pen = art.palette, art.rng, art.pen
    x, y = sky(art, sun=(rng.uniform(560, 760), 215), size=96)
    for number in range(16):
        ray = pen.at(x, y, turn=number * 22.5)
        ray.shape([(130, -5), (190 + 34 * (number % 2), 0), (130, 5)], palette.sun, 200)
    clouds(art, 3)
    ranges(art, top=350, base=480, count=3, height=170)
    far_line(art, 540, palette, 0.55)
    field(art, 550, 16, mix(palette.ground, palette.leaf_light, 0.4))
    for row in range(3):
        for number in range(5):
            panel(pen.at(150 + number * 118 + row * 26, 606 + row * 60, 0.78 + row * 0.16), art)
    palm(pen.at(1390, 640), rng, palette, 340)
    tree(pen.at(700, 660), rng, palette, 200)
    field(art, 730, 18, palette.ground)
    tree(pen.at(1330, 770), rng, palette, 260)
    solar_house(pen.at(1020, 800), art)
    standing(pen.at(640, 822, 1.95), palette, dress(rng, palette, "short", skirt=False), ((-16, -46), (34, -84)))
    standing(pen.at(545, 826, 1.9), palette, dress(rng, palette, "bun", skirt=True), ((-16, -46), (16, -46)))
    standing(pen.at(470, 818, 1.3), palette, dress(rng, palette, "short", skirt=False), ((-16, -46), (24, -78)))
    bush(pen.at(1330, 820), rng, palette, 150)
    for _ in range(50):
        v = rng.uniform(780, 960)
        grass(
            pen.at(rng.uniform(0, 1600), v),
            rng,
            12 + (v - 760) / 9,
            mix(palette.leaf, palette.leaf_light, rng.random()),
            4,
        )
    for _ in range(12):
        meadow(pen.at(rng.uniform(60, 1540), rng.uniform(890, 960)), rng, palette, 44)
    frame(art)


def panel(pen: Pen, art: Art) -> None:
    """A solar panel on its stand; about 110 wide."""
    palette = art.palette
    pen.oval(6, 2, 60, 6, palette.shade, 80)
    for x in (-34, 34):
        pen.line([(x, 0), (x, -30)], 5, palette.lit(palette.shade, 0.3))
    cells(pen, art, [(-58, -22), (46, -22), (60, -74), (-44, -74)], 5, 3)


def cells(pen: Pen, art: Art, corners: list[Point], columns: int, rows: int) -> None:
    """A panel between four corners (lower left, lower right, upper right, upper left), with its cells."""
    palette = art.palette
    blue = palette.dark(palette.indigo, 0.1)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    pen.shape(corners, palette.lit(blue, 0.85))
    for row in range(rows):
        for column in range(columns):
            quad: list[Point] = []
            for u, v in ((0.07, 0.07), (0.93, 0.07), (0.93, 0.93), (0.07, 0.93)):
                s, t = (column + u) / columns, (row + v) / rows
                lower, upper = (ax + (bx - ax) * s, ay + (by - ay) * s), (dx + (cx - dx) * s, dy + (cy - dy) * s)
                quad.append((lower[0] + (upper[0] - lower[0]) * t, lower[1] + (upper[1] - lower[1]) * t))
            pen.shape(quad, mix(blue, palette.teal, 0.15 + 0.12 * row + 0.05 * ((column + row) % 3)))
    pen.shape(
        [
            (ax + (bx - ax) * 0.5, ay),
            (ax + (bx - ax) * 0.64, ay),
            (dx + (cx - dx) * 0.9, dy),
            (dx + (cx - dx) * 0.76, dy),
        ],
        palette.cream,
        46,
    )


def solar_house(pen: Pen, art: Art) -> None:
    """A wide house whose roof carries panels, with a porch and a lamp."""
    palette = art.palette
    pen.oval(10, 0, 300, 12, palette.shade, 90)
    wall(pen, palette, (-220, -150, 220, -20), palette.lit(palette.wood, 0.3), 30)
    pen.box(-240, -22, 240, 0, palette.dark(palette.cream, 0.2))
    for x in (-150, 40, 150):
        window(pen, palette, x, -66, 44, 56)
    pen.box(-84, -124, -28, -22, palette.wood_deep)
    pen.box(-78, -118, -34, -22, mix(palette.gold, palette.cream, 0.4))
    long_roof(pen.at(0, -142), palette, 540, 150, palette.clay)
    for number in range(4):
        left = -186 + number * 94
        cells(
            pen,
            art,
            [
                (left, -166),
                (left + 88, -166),
                (left + 88 - (left + 44) * 0.09, -272),
                (left - (left + 44) * 0.09, -272),
            ],
            4,
            4,
        )
    for x in (-226, 226):
        pen.box(x - 5, -146, x + 5, -20, palette.wood_deep)
    art.pen.glow(1020 - 56, 730, 90, palette.gold, 0.35)
