"""Weaving and pottery."""

from media.illustrations.animals import hen
from media.illustrations.art import Art
from media.illustrations.buildings import long_roof, stilt_house
from media.illustrations.craft import cloth, jar, mat
from media.illustrations.flowers import meadow
from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import mix
from media.illustrations.pen import Pen
from media.illustrations.people import dress, sitting, standing
from media.illustrations.plants import banana, palm, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, sky


def weaving(art: Art) -> None:
    """A loom in the shade of a roof, cloths that dry between posts, jars of indigo."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(480, 600), 220))
    clouds(art)
    ranges(art, top=330, base=470, count=3, height=190)
    far_line(art, 545, palette, 0.55)
    field(art, 556, 14, mix(palette.ground, palette.leaf_light, 0.45))
    palm(pen.at(230, 650), rng, palette, 330)
    banana(pen.at(340, 660), rng, palette, 170)
    field(art, 690, 12, mix(palette.gold, palette.ground, 0.5))
    line_of_cloth(art)
    shed(pen.at(960, 800), art)
    mat(pen.at(960, 806), palette, 520, 50, palette.lit(palette.clay, 0.2))
    loom(pen.at(1000, 806), art)
    sitting(pen.at(850, 796, 2.0), palette, dress(rng, palette, "bun"), ((14, -34), (36, -42)))
    standing(pen.at(590, 836, 2.05), palette, dress(rng, palette, "bun", skirt=True), ((-16, -46), (22, -74)))
    for x, size in ((400, 96), (478, 74), (1270, 92)):
        jar(pen.at(x, 870), palette, size, mix(palette.clay, palette.wood_deep, 0.3))
        pen.oval(x, 870 - size, size * 0.23, size * 0.04, palette.indigo)
    for x, tone in ((690, palette.indigo), (730, palette.lotus), (765, palette.gold)):
        pen.oval(x, 868, 20, 17, palette.dark(tone, 0.15))
        pen.oval(x - 2, 865, 14, 11, palette.lit(tone, 0.2))
    for _ in range(20):
        over = rng.choice((rng.uniform(0, 330), rng.uniform(1280, 1600)))
        meadow(pen.at(over, rng.uniform(850, 960)), rng, palette, 44)
    frame(art)


def line_of_cloth(art: Art) -> None:
    """Cloths that hang from a bamboo pole."""
    palette, rng, pen = art.palette, art.rng, art.pen
    for x in (300, 690):
        pen.line([(x, 790), (x, 470)], 11, palette.wood_deep)
    pen.line([(270, 488), (722, 484)], 12, palette.lit(palette.wood, 0.25))
    sets = [
        (palette.indigo, palette.cream, palette.gold),
        (palette.clay, palette.gold, palette.cream),
        (palette.teal, palette.cream, palette.lotus),
        (palette.lotus, palette.cream, palette.indigo),
    ]
    rng.shuffle(sets)
    for number, (x, wide, long) in enumerate(((372, 104, 250), (492, 104, 210), (612, 104, 256))):
        cloth(pen.at(x, 486), palette, wide, long, sets[number], number)


def shed(pen: Pen, art: Art) -> None:
    """A roof on posts, 620 wide."""
    palette = art.palette
    pen.box(-280, -300, 280, 0, palette.shade, 50)
    for x in (-270, -90, 90, 270):
        pen.box(x - 8, -310, x + 8, 4, palette.wood_deep)
        pen.box(x - 8, -310, x - 3, 4, palette.wood)
    pen.box(-290, -318, 290, -302, palette.wood_deep)
    long_roof(pen.at(0, -306), palette, 680, 130, art.rng.choice((palette.dark(palette.gold, 0.25), palette.clay)))
    for x in (-180, 0, 180):
        pen.line([(x, -302), (x, -272)], 2, palette.ink)
        pen.oval(x, -262, 13, 15, palette.gold)
    art.pen.glow(960, 560, 240, palette.gold, 0.22)


def loom(pen: Pen, art: Art) -> None:
    """A frame loom with its warp and the cloth that grows."""
    palette, rng = art.palette, art.rng
    wood, dark = palette.lit(palette.wood, 0.15), palette.wood_deep
    for x in (-90, 210):
        pen.line([(x + 14, 0), (x + 14, -226)], 10, dark)
    tones = [palette.clay, palette.indigo, palette.lotus, palette.teal]
    tone = rng.choice(tones)
    pen.shape([(-80, -70), (200, -130), (226, -116), (-56, -54)], palette.cream)
    for thread in range(9):
        share = thread / 8
        pen.line(
            [(-80 + 24 * share, -70 + 16 * share), (200 + 26 * share, -130 + 14 * share)],
            1.6,
            palette.dark(palette.gold, 0.1),
        )
    pen.shape([(-80, -70), (40, -96), (64, -80), (-56, -54)], tone)
    for number in range(5):
        x, y = -58 + number * 22, -66 - number * 4.8
        pen.shape(
            [(x, y), (x + 12, y - 9), (x + 20, y + 2), (x + 8, y + 10)], (palette.gold, palette.cream)[number % 2]
        )
    for x in (-100, 204):
        pen.line([(x, 0), (x, -226)], 12, wood)
    pen.line([(-112, -220), (236, -220)], 12, wood)
    pen.line([(-112, -32), (236, -32)], 10, dark)
    for x, y in ((74, -96), (108, -104)):
        for side in (0, 22):
            pen.line([(x + side, -216), (x + side, y - 26)], 1.8, palette.ink)
        pen.shape(
            [(x - 8, y - 30), (x + 30, y - 30), (x + 30, y + 22), (x - 8, y + 22)], palette.lit(palette.wood, 0.4), 230
        )
        for line in range(6):
            pen.line([(x - 4 + line * 6, y - 26), (x - 4 + line * 6, y + 18)], 1.2, dark)
    pen.line([(190, -124), (232, -112)], 16, palette.wood)


def pottery(art: Art) -> None:
    """A potter at the wheel, rows of jars, a kiln that smokes."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(560, 700), 220))
    clouds(art)
    ranges(art, top=330, base=470, count=3, height=190)
    far_line(art, 545, palette, 0.55)
    field(art, 556, 14, mix(palette.ground, palette.gold, 0.35))
    stilt_house(pen.at(430, 660, 1.05), rng, palette)
    palm(pen.at(270, 660), rng, palette, 340)
    tree(pen.at(1390, 700), rng, palette, 330)
    field(art, 690, 10, mix(palette.clay, palette.cream, 0.45))
    kiln(pen.at(1080, 752), art)
    rack(pen.at(620, 752), art)
    tones = (palette.clay, palette.dark(palette.clay, 0.2), palette.lit(palette.clay, 0.25), palette.wood, palette.teal)
    potter(pen.at(800, 856), art)
    for x, y, size in (
        (420, 848, 110),
        (508, 872, 84),
        (340, 880, 96),
        (1130, 860, 120),
        (1230, 884, 96),
        (1310, 850, 110),
        (1050, 888, 70),
    ):
        jar(pen.at(x, y), palette, size, rng.choice(tones), lid=rng.random() < 0.3)
    hen(pen.at(590, 900), palette, palette.cream, 1.0)
    for _ in range(10):
        over = rng.choice((rng.uniform(0, 260), rng.uniform(1380, 1600)))
        meadow(pen.at(over, rng.uniform(870, 960)), rng, palette, 46)
    frame(art)


def kiln(pen: Pen, art: Art) -> None:
    """A dome of brick with fire inside and smoke above."""
    palette, rng = art.palette, art.rng
    smoke = mix(palette.cream, palette.sky[1], 0.4)
    for step in range(9):
        pen.dot(104 + step * step * 2.2, -250 - step * 30, 20 + step * 6, smoke, 120 - step * 11)
    pen.oval(10, 0, 190, 12, palette.shade, 90)
    pen.box(88, -260, 124, -120, palette.dark(palette.clay, 0.25))
    dome: list[Point] = smooth([(-180, 0), (-174, -90), (-110, -168), (0, -196), (110, -168), (174, -90), (180, 0)])
    pen.layer(dome, palette.lit(palette.clay, 0.15), palette.dark(palette.clay, 0.25))
    for row in range(8):
        for number in range(11):
            x, y = -160 + number * 32 + (row % 2) * 16, -10 - row * 21
            if (x / 168) ** 2 + (y / 184) ** 2 < 0.84 and not (abs(x) < 78 and y > -112):
                tone = (
                    palette.dark(palette.clay, rng.uniform(0.08, 0.3))
                    if rng.random() < 0.7
                    else palette.lit(palette.clay, 0.25)
                )
                pen.slab(x - 13, y - 8, x + 13, y + 8, 3, tone)
    pen.blob([(-66, 2), (-64, -62), (0, -104), (64, -62), (66, 2)], palette.dark(palette.wood_deep, 0.5))
    pen.blob([(-44, 0), (-36, -40), (-14, -30), (0, -78), (18, -34), (36, -46), (44, 0)], palette.clay)
    pen.blob([(-28, 0), (-20, -26), (0, -54), (18, -22), (28, 0)], palette.gold)
    pen.blob([(-12, 0), (0, -28), (12, 0)], palette.cream)


def rack(pen: Pen, art: Art) -> None:
    """A bamboo rack with bowls and jars."""
    palette, rng = art.palette, art.rng
    for x in (-120, 120):
        pen.line([(x, 4), (x, -230)], 10, palette.wood_deep)
    for y in (-30, -110, -190):
        pen.box(-134, y, 134, y + 9, palette.lit(palette.wood, 0.25))
        for number in range(5):
            tone = rng.choice((palette.clay, palette.lit(palette.clay, 0.3), palette.teal, palette.wood))
            jar(pen.at(-94 + number * 47, y), palette, rng.uniform(38, 58), tone)


def potter(pen: Pen, art: Art) -> None:
    """Someone who turns a jar on a wheel."""
    palette, rng = art.palette, art.rng
    mat(pen.at(0, 6), palette, 360, 60, palette.lit(palette.wood, 0.3))
    sitting(pen.at(-66, 4, 2.25), palette, dress(rng, palette, "scarf"), ((34, -38), (46, -46)))
    pen.oval(62, 4, 66, 12, palette.shade, 90)
    pen.box(48, -36, 76, 4, palette.wood_deep)
    pen.oval(62, -32, 62, 14, palette.dark(palette.wood, 0.2))
    pen.oval(62, -38, 62, 14, palette.lit(palette.wood, 0.3))
    jar(pen.at(62, -38), palette, 104, palette.lit(palette.clay, 0.12))
    pen.limb([(14, -74), (26, -92)], 14, 10, palette.skin)
