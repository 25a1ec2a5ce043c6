"""Learning and health."""

from media.illustrations.animals import flock, hen
from media.illustrations.art import Art
from media.illustrations.buildings import long_roof, sala, stilt_house, temple, wall, window
from media.illustrations.craft import jar, mat
from media.illustrations.flowers import meadow
from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import mix
from media.illustrations.pen import Pen
from media.illustrations.people import dress, sitting, standing
from media.illustrations.plants import banana, bush, palm, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, sky
from media.illustrations.vehicles import cross, van


def learning(art: Art) -> None:
    """A class in an open pavilion: a board, a teacher, children on mats."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(1060, 1200), 210))
    clouds(art)
    flock(pen.at(420, 200), rng, palette.shade)
    ranges(art, top=340, base=470, count=3, height=180)
    temple(pen.at(310, 546, 0.5), palette, mix(palette.ridge(0.5), palette.gold, 0.35))
    far_line(art, 548, palette, 0.55)
    field(art, 556, 14, mix(palette.ground, palette.leaf_light, 0.45))
    for x, size in ((150, 260), (280, 200), (1350, 250), (1480, 300)):
        tree(pen.at(x, 660), rng, palette, size)
    palm(pen.at(1270, 670), rng, palette, 380)
    banana(pen.at(330, 690), rng, palette, 170)
    field(art, 690, 14, palette.ground)
    sala(pen.at(800, 800, 2.35), palette, rng.choice((palette.clay, palette.teal, palette.dark(palette.clay, 0.3))))
    board(pen.at(890, 716), art)
    mat(pen.at(660, 726), palette, 440, 46, palette.lotus)
    standing(pen.at(1060, 736, 2.0), palette, dress(rng, palette, "bun", skirt=True), ((-46, -76), (16, -46)))
    for x in (490, 580, 670, 760):
        sitting(
            pen.at(x, 738, 1.3),
            palette,
            dress(rng, palette, rng.choice(("short", "bun"))),
            ((-14, -16), (20, -24)) if x % 20 else ((-14, -16), (20, -74)),
        )
    standing(pen.at(420, 866, 1.5), palette, dress(rng, palette, "short", skirt=False), ((-16, -46), (24, -66)))
    standing(
        pen.at(1190, 872, 1.55, flip=True), palette, dress(rng, palette, "bun", skirt=True), ((-16, -46), (12, -52))
    )
    pen.slab(1150, 780, 1184, 806, 3, palette.clay)
    for x in (230, 330, 1320, 1420):
        bush(pen.at(x, 830), rng, palette, 130)
    for _ in range(22):
        meadow(pen.at(rng.uniform(60, 1540), rng.uniform(890, 965)), rng, palette, 46)
    frame(art)


def board(pen: Pen, art: Art) -> None:
    """A blackboard with a drawing of a sprout, a sun and bars; 180 wide."""
    palette = art.palette
    for x in (-70, 70):
        pen.line([(x, -30), (x * 1.15, 22)], 7, palette.wood_deep)
    pen.slab(-98, -160, 98, -26, 5, palette.wood)
    pen.box(-90, -152, 90, -34, mix(palette.leaf_deep, palette.ink, 0.35))
    pen.curve([(-40, -48), (-42, -80), (-36, -104)], 4, 3, palette.cream)
    pen.leaf((-39, -80), (-74, -104), 18, palette.leaf_light)
    pen.leaf((-38, -92), (-4, -118), 18, palette.leaf_light)
    pen.line([(-76, -48), (-8, -48)], 3, palette.cream)
    pen.dot(-66, -130, 9, palette.gold)
    for number, high in enumerate((22, 40, 62, 86)):
        pen.box(
            14 + number * 18,
            -48 - high,
            26 + number * 18,
            -48,
            (palette.clay, palette.gold, palette.lotus, palette.cream)[number],
        )


def clinic(art: Art) -> None:
    """A health station, its van, a nurse with a tablet and elders."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(480, 620), 210))
    clouds(art)
    ranges(art, top=340, base=470, count=3, height=180)
    far_line(art, 548, palette, 0.55)
    field(art, 556, 14, mix(palette.ground, palette.leaf_light, 0.45))
    stilt_house(pen.at(300, 650, 0.95), rng, palette)
    palm(pen.at(170, 660), rng, palette, 320)
    for x, size in ((1420, 300), (1520, 240), (430, 170)):
        tree(pen.at(x, 690), rng, palette, size)
    station(pen.at(910, 748), art)
    field(art, 756, 6, mix(palette.gold, palette.cream, 0.45))
    for x in (560, 620, 1280, 1350):
        bush(pen.at(x, 770), rng, palette, 96)
    van(pen.at(530, 862, 1.45), palette, palette.cream, palette.teal)
    nurse = dress(rng, palette, "bun", skirt=False)
    white = type(nurse)(
        top=palette.cream, bottom=palette.lit(palette.teal, 0.2), band=palette.teal, head="bun", skirt=False
    )
    standing(pen.at(850, 878, 2.2), palette, white, ((-12, -50), (28, -56)))
    tablet(pen.at(906, 748), art)
    standing(
        pen.at(1000, 884, 2.1, flip=True), palette, dress(rng, palette, "grey", skirt=True), ((-14, -46), (24, -44))
    )
    pen.line([(948, 790), (944, 888)], 6, palette.wood_deep)
    standing(pen.at(1090, 880, 1.95), palette, dress(rng, palette, "short", skirt=False), ((-18, -50), (14, -46)))
    standing(pen.at(1160, 884, 1.3), palette, dress(rng, palette, "bun", skirt=True), ((-24, -66), (16, -46)))
    hen(pen.at(1290, 890), palette, palette.clay, 1.0)
    for _ in range(14):
        over = rng.choice((rng.uniform(0, 300), rng.uniform(1300, 1600)))
        meadow(pen.at(over, rng.uniform(880, 965)), rng, palette, 46)
    frame(art)


def station(pen: Pen, art: Art) -> None:
    """A health station with a wide roof, a ramp and a cross of leaf green."""
    palette = art.palette
    pen.oval(10, 0, 350, 12, palette.shade, 90)
    wall(pen, palette, (-310, -190, 310, -18), palette.lit(palette.cream, 0.1), 6)
    pen.box(-310, -60, 310, -18, palette.lit(palette.teal, 0.35))
    pen.box(-330, -22, 330, 0, palette.dark(palette.cream, 0.25))
    for x in (-220, -120, 120, 220):
        window(pen, palette, x, -76, 46, 62)
    pen.box(-52, -150, 52, -18, palette.dark(palette.teal, 0.2))
    for x in (-46, 3):
        pen.box(x, -144, x + 43, -18, palette.lit(palette.teal, 0.55))
    long_roof(pen.at(0, -180), palette, 720, 120, palette.clay)
    porch: list[Point] = smooth([(-110, -168), (-60, -204), (-18, -250), (0, -268)])
    pen.shape(porch + [(-x, y) for x, y in porch[::-1]], palette.dark(palette.clay, 0.2))
    inner = [(x * 0.8, -168 + (y + 168) * 0.78) for x, y in porch]
    pen.shape(inner + [(-x, y) for x, y in inner[::-1]], palette.cream)
    cross(pen.at(0, -198), palette.leaf, 42)
    for x in (-96, 96):
        pen.box(x - 6, -170, x + 6, -10, palette.wood_deep)
    for x in (-280, -170, 280):
        jar(pen.at(x, 4), palette, 44)
        pen.at(x, -38).blob([(-20, 0), (-24, -22), (0, -36), (24, -22), (20, 0)], palette.leaf)


def tablet(pen: Pen, art: Art) -> None:
    """A tablet which shows a heart and a pulse."""
    palette = art.palette
    pen.slab(-24, -34, 34, 10, 4, palette.ink)
    pen.box(-20, -30, 30, 6, palette.lit(palette.teal, 0.7))
    pen.blob([(-8, -8), (-16, -18), (-11, -24), (-8, -20), (-4, -24), (0, -18)], palette.clay)
    pen.line([(2, -12), (8, -12), (12, -22), (16, -4), (20, -12), (27, -12)], 2.4, palette.teal)
