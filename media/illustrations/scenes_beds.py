"""Vegetable garden and mushrooms."""

from media.illustrations.animals import bird, hen
from media.illustrations.art import Art
from media.illustrations.buildings import hut, long_roof, stilt_house
from media.illustrations.craft import basket
from media.illustrations.flowers import cabbage, meadow, mushroom, sprig
from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import Pen
from media.illustrations.people import bending, dress, standing
from media.illustrations.plants import banana, bush, palm, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, sky


def garden(art: Art) -> None:
    """Vegetable beds, a trellis with gourds, gardeners with a watering can."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(1000, 1160), 210))
    clouds(art)
    ranges(art, top=330, base=460, count=3, height=180)
    far_line(art, 535, palette, 0.55)
    field(art, 545, 14, mix(palette.ground, palette.leaf_light, 0.45))
    stilt_house(pen.at(1120, 640, 1.05), rng, palette)
    palm(pen.at(1290, 640), rng, palette, 320)
    banana(pen.at(960, 640), rng, palette, 140)
    tree(pen.at(200, 660), rng, palette, 300)
    field(art, 650, 8, palette.ground)
    trellis(pen.at(470, 720), art)
    for row in range(4):
        bed(art, 690 + row * 72, row)
        if row == 1:
            bending(pen.at(930, 800, 1.75), palette, dress(rng, palette, "hat"))
        if row == 2:
            standing(pen.at(650, 872, 2.0), palette, dress(rng, palette, "hat", skirt=True), ((-16, -46), (30, -48)))
            can(pen.at(718, 790), art)
    basket(pen.at(1210, 892), palette, 120, 60)
    for number, tone in enumerate((palette.leaf, palette.leaf_light, palette.leaf)):
        cabbage(pen.at(1172 + number * 38, 842), palette, 38, tone)
    hen(pen.at(420, 900), palette, palette.clay, 1.1)
    frame(art)


def bed(art: Art, y: float, row: int) -> None:
    """One raised bed with its crop, across the middle of the sheet."""
    palette, rng, pen = art.palette, art.rng, art.pen
    left, right = 300 - row * 70, 1300 + row * 70
    if row == 0:
        left = 640
    soil = palette.dark(palette.wood_deep, 0.05)
    high = 30 + row * 8
    pen.layer(
        [(left, y + 8), (right, y + 8), (right + 26, y + high + 8), (left - 26, y + high + 8)],
        soil,
        palette.dark(soil, 0.3),
        0.2,
    )
    crops: tuple[Colour, ...] = (
        palette.leaf,
        palette.leaf_light,
        mix(palette.lotus, palette.leaf_deep, 0.45),
        palette.leaf,
    )
    size = 24 + row * 7
    x = left + 20.0
    while x < right:
        kind = (row + int((x - left) / 330)) % 3
        plant = pen.at(x, y + 16 + rng.uniform(-3, 5))
        if kind == 0:
            cabbage(plant, palette, size, crops[row])
        elif kind == 1:
            sprig(plant, palette, size * 1.6, palette.leaf)
            if rng.random() < 0.6:
                plant.dot(rng.uniform(-10, 10), -size * rng.uniform(0.5, 1.1), size * 0.2, palette.clay)
        else:
            cabbage(plant, palette, size * 0.9, crops[2])
        x += size * 1.75


def trellis(pen: Pen, art: Art) -> None:
    """A bamboo frame with gourds."""
    palette, rng = art.palette, art.rng
    for x in (-130, -45, 45, 130):
        pen.line([(x, 0), (x, -210)], 8, palette.lit(palette.wood, 0.25))
    for y in (-205, -140, -75):
        pen.line([(-150, y), (150, y)], 6, palette.wood)
    for _ in range(80):
        over, down = rng.uniform(-150, 150), -210 + abs(rng.gauss(0, 40))
        tone = rng.choice((palette.leaf, palette.leaf_deep, palette.leaf_light))
        pen.leaf((over, down), (over + rng.uniform(-26, 26), down + rng.uniform(4, 30)), 18, tone)
    for x, y in ((-105, -120), (-20, -100), (60, -130), (110, -96), (-65, -150)):
        pen.line([(x, y - 36), (x, y)], 2.4, palette.leaf_deep)
        pen.blob(
            [(x - 6, y), (x - 9, y + 20), (x - 16, y + 44), (x, y + 58), (x + 16, y + 44), (x + 9, y + 20), (x + 6, y)],
            palette.lit(palette.leaf_light, 0.25),
        )
        pen.blob([(x + 3, y + 4), (x + 8, y + 40), (x, y + 56), (x + 15, y + 44), (x + 8, y + 20)], palette.leaf)


def can(pen: Pen, art: Art) -> None:
    """A watering can that pours."""
    palette = art.palette
    pen.curve([(-24, -30), (-4, -56), (22, -30)], 6, 6, palette.dark(palette.teal, 0.3))
    pen.shape([(-28, -34), (26, -34), (30, 18), (-32, 18)], palette.teal)
    pen.shape([(8, -34), (26, -34), (30, 18), (12, 18)], palette.dark(palette.teal, 0.2))
    pen.line([(26, 8), (66, -26)], 9, palette.dark(palette.teal, 0.1))
    pen.oval(70, -28, 12, 9, palette.lit(palette.teal, 0.3))
    for number in range(6):
        x = 74 + number * 6
        pen.curve(
            [(x, -24), (x + 14 + number * 3, 8), (x + 18 + number * 5, 50)],
            2.6,
            1.6,
            palette.lit(palette.water[0], 0.8),
            200,
        )


def mushrooms(art: Art) -> None:
    """Mushrooms on logs near the eye, a thatched growing house behind."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(1000, 1150), 220))
    clouds(art, 3)
    ranges(art, top=330, base=460, count=3, height=180)
    far_line(art, 540, palette, 0.6)
    field(art, 550, 14, mix(palette.ground, palette.leaf_deep, 0.15))
    for x, size in ((170, 320), (300, 230), (1330, 260), (1480, 330)):
        tree(pen.at(x, 650), rng, palette, size)
    growing_house(pen.at(650, 690), art)
    banana(pen.at(990, 680), rng, palette, 170)
    hut(pen.at(1140, 680, 1.2), palette)
    field(art, 744, 14, palette.dark(palette.ground, 0.08))
    log(pen.at(510, 806, turn=-2), art, 430)
    log(pen.at(1130, 812, turn=2), art, 400)
    standing(pen.at(838, 806, 2.3), palette, dress(rng, palette, "hat", skirt=True), ((-12, -44), (12, -44)))
    for shift in (-24, 0, 24):
        mushroom(pen.at(838 + shift, 690), palette, 34)
    basket(pen.at(838, 728), palette, 84, 42)
    log(pen.at(800, 922, turn=-1), art, 620)
    for x, size in ((330, 46), (1270, 50), (385, 34), (1220, 36)):
        mushroom(pen.at(x, 930), palette, size, palette.clay)
    for x in (180, 1440):
        bush(pen.at(x, 900), rng, palette, 190)
    for _ in range(14):
        meadow(
            pen.at(rng.choice((rng.uniform(0, 360), rng.uniform(1240, 1600))), rng.uniform(900, 970)), rng, palette, 40
        )
    bird(pen.at(620, 200), palette.shade, 24)
    frame(art)


def growing_house(pen: Pen, art: Art) -> None:
    """A bamboo house with shelves of mushroom bags."""
    palette, rng = art.palette, art.rng
    pen.oval(8, 4, 240, 12, palette.shade, 90)
    pen.box(-210, -190, 210, 0, palette.dark(palette.wood_deep, 0.35))
    for y in (-10, -70, -130):
        for number in range(11):
            x = -180 + number * 36
            pen.slab(x - 14, y - 38, x + 14, y, 7, palette.dark(palette.cream, rng.uniform(0.05, 0.2)))
            pen.slab(x - 5, y - 44, x + 5, y - 34, 2, palette.teal)
            if rng.random() < 0.6:
                mushroom(pen.at(x + rng.uniform(-5, 5), y - 34), palette, rng.uniform(15, 22), palette.cream)
        pen.box(-200, y, 200, y + 7, palette.lit(palette.wood, 0.25))
    for x in (-206, -70, 70, 206):
        pen.box(x - 6, -196, x + 6, 4, palette.wood)
    long_roof(pen.at(0, -186), palette, 520, 110, palette.dark(palette.gold, 0.25))
    eaves: list[Point] = smooth([(-262, -186), (0, -182), (262, -186)])
    for over, down in eaves:
        pen.shape([(over - 12, down), (over + 12, down), (over + 2, down + 15)], palette.dark(palette.gold, 0.35))


def log(pen: Pen, art: Art, length: float) -> None:
    """A log on the ground with mushrooms along its back."""
    palette, rng = art.palette, art.rng
    half = length / 2
    kinds = [
        palette.cream,
        palette.lit(palette.wood, 0.45),
        mix(palette.clay, palette.gold, 0.4),
        mix(palette.shade, palette.cream, 0.5),
    ]
    cap = rng.choice(kinds)
    pen.oval(8, 4, half * 1.06, 18, palette.shade, 100)
    for number in range(int(length / 62)):
        x = -half + 46 + number * 62 + rng.uniform(-14, 14)
        if x < half - 60:
            mushroom(pen.at(x, -62), palette, rng.uniform(46, 92), cap, rng.uniform(-0.2, 0.2))
    bark = palette.dark(palette.wood_deep, 0.05)
    pen.slab(-half, -78, half, 2, 36, bark)
    pen.slab(-half + 10, -74, half - 30, -46, 14, palette.wood)
    for _ in range(int(length / 12)):
        x, y = rng.uniform(-half + 20, half - 70), rng.uniform(-66, -8)
        pen.line([(x, y), (x + rng.uniform(14, 46), y)], 2.4, palette.dark(bark, 0.3), 170)
    pen.oval(half - 24, -38, 26, 39, palette.lit(palette.wood, 0.4))
    for ring in (0.72, 0.46, 0.2):
        pen.oval(half - 24, -38, 26 * ring, 39 * ring, palette.wood if ring != 0.46 else palette.lit(palette.wood, 0.3))
    for number in range(int(length / 90)):
        x = -half + 70 + number * 90 + rng.uniform(-20, 20)
        mushroom(
            pen.at(x, -18, turn=rng.uniform(-24, 24)),
            palette,
            rng.uniform(30, 48),
            palette.lit(cap, 0.2),
            rng.uniform(-0.2, 0.2),
        )
    for _ in range(5):
        x = rng.uniform(-half, half - 60)
        pen.oval(x, -74, rng.uniform(18, 36), 6, mix(palette.leaf, palette.leaf_light, rng.random()))
