"""Goods made by hand: cloth, baskets, bowls, paper, wood, soap; and what gardens and farms give."""

from media.illustrations.animals import bee
from media.illustrations.art import Art
from media.illustrations.craft import basket, bottle, cloth, heap, jar
from media.illustrations.flowers import cabbage, flower, sprig
from media.illustrations.goods import (
    compress,
    crate,
    cup,
    folded,
    hamper,
    hive_box,
    lantern,
    notebook,
    potted,
    roll,
    sack,
    soap,
    tiffin,
    tin,
)
from media.illustrations.palette import Colour, mix
from media.illustrations.stage import stage


def dyes(art: Art) -> list[Colour]:
    """The colours of cloth, shuffled."""
    palette = art.palette
    tones = [palette.indigo, palette.clay, palette.lotus, palette.teal, palette.gold, palette.leaf_deep, palette.wood]
    art.rng.shuffle(tones)
    return tones


def cloths(art: Art) -> None:
    """A pile of folded cloth, and a bolt beside it."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = dyes(art)
    y = 812.0
    for number in range(rng.choice((3, 4, 5))):
        high = rng.uniform(62, 78)
        folded(
            pen.at(720 + rng.uniform(-14, 14), y), palette, 440 - number * 16, high, tones[number], tones[number + 1]
        )
        y -= high - 4
    for number in range(rng.choice((1, 2))):
        roll(pen.at(990 - number * 20, 800 - number * 84), palette, 250, 44, tones[5 - number], palette.cream)
    flower(pen.at(450, 808), tones[2], palette.gold, 44)


def shawls(art: Art) -> None:
    """Cloths that hang from a pole."""
    palette, rng, pen = art.palette, art.rng, art.pen
    stage(art)
    tones = dyes(art)
    pen.line([(380, 150), (1220, 142)], 18, palette.wood_deep)
    count = rng.choice((2, 3, 4))
    for number in range(count):
        x = 800 + (number - (count - 1) / 2) * 215
        colours = (tones[number], palette.cream, tones[number + 1])
        cloth(pen.at(x, 150), palette, 186, rng.uniform(440, 600), colours, number)
    jar(pen.at(420, 800), palette, 130, palette.clay)
    basket(pen.at(1170, 812), palette, 170, 80)
    for x in (1130, 1176, 1216):
        pen.dot(x, 738, 34, rng.choice(tones))


def bags(art: Art) -> None:
    """Woven handbags."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones: list[Colour] = [palette.wood, palette.lit(palette.wood, 0.45), palette.gold, palette.wood_deep, palette.clay]
    rng.shuffle(tones)
    for x, y, wide, number in ((650, 780, 330, 0), (980, 810, 270, 1))[: rng.choice((1, 2))]:
        hamper(pen.at(x, y), palette, wide, tones[number])
    flower(pen.at(1190, 800), palette.lotus, palette.gold, 44)
    sprig(pen.at(420, 810), palette, 190, palette.leaf, 6)


def baskets(art: Art) -> None:
    """Baskets within baskets, one with fruit."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    heap(pen.at(620, 694), rng, palette, 230, rng.choice((palette.clay, palette.gold, palette.leaf_light)), fruit=0.13)
    basket(pen.at(620, 800), palette, 330, 120)
    basket(pen.at(960, 770), palette, 240, rng.uniform(150, 220))
    basket(pen.at(1110, 822), palette, 200, 90)
    for number in range(6):
        pen.curve(
            [(430 + number * 12, 826), (400 + number * 18, 700), (380 + number * 26, 610)],
            6,
            3,
            palette.lit(palette.wood, 0.3),
        )


def bowls(art: Art) -> None:
    """Bowls in piles, a jar."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    glazes = [
        palette.cream,
        palette.teal,
        palette.lit(palette.indigo, 0.3),
        palette.clay,
        palette.lit(palette.leaf, 0.3),
    ]
    rng.shuffle(glazes)
    for number in range(rng.choice((2, 3, 4))):
        cup(pen.at(660, 800 - number * 58), palette, 260 - number * 10, glazes[number % 2])
    cup(pen.at(900, 826), palette, 220, glazes[2])
    jar(pen.at(1090, 790), palette, rng.uniform(200, 290), glazes[3], lid=rng.random() < 0.5)
    sprig(pen.at(430, 810), palette, 170, palette.leaf, 5)


def papers(art: Art) -> None:
    """Notebooks of mulberry paper with pressed flowers."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = dyes(art)
    for number in range(rng.choice((2, 3))):
        x = 600 + number * 190
        notebook(
            pen.at(x, 790 + number * 10, turn=rng.uniform(-5, 5)),
            palette,
            rng.uniform(150, 185),
            palette.lit(tones[number], 0.3),
            tones[4],
        )
    for number in range(4):
        pen.shape([(1060, 800 - number * 9), (1260, 812 - number * 9), (1230, 830 - number * 9), (1030, 816 - number * 9)],
                  palette.lit(tones[number], 0.5))  # fmt: skip
    for _ in range(6):
        flower(
            pen.at(rng.uniform(420, 1180), rng.uniform(818, 846)), rng.choice(tones), palette.gold, rng.uniform(12, 20)
        )


def lanterns(art: Art) -> None:
    """Paper lanterns above a table."""
    palette, rng, pen = art.palette, art.rng, art.pen
    stage(art)
    tones = dyes(art)
    for number, x in enumerate(rng.sample((440, 620, 800, 980, 1160), rng.choice((3, 4)))):
        high = rng.uniform(230, 310)
        lantern(pen.at(x, rng.uniform(150, 280)), palette, high, palette.lit(tones[number], 0.25), palette.gold)
    basket(pen.at(700, 816), palette, 210, 90)
    for x in (900, 990, 1060):
        flower(pen.at(x, rng.uniform(790, 830)), tones[5], palette.gold, rng.uniform(28, 44))


def soaps(art: Art) -> None:
    """Bars of soap on a leaf."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones: list[Colour] = [palette.gold, palette.lit(palette.leaf, 0.3), palette.lit(palette.lotus, 0.3), palette.lit(palette.clay, 0.3),
             palette.cream, palette.lit(palette.indigo, 0.45)]  # fmt: skip
    rng.shuffle(tones)
    for number, (x, y) in enumerate(((640, 800), (880, 814), (750, 730), (990, 752))[: rng.choice((3, 4))]):
        soap(pen.at(x, y), palette, 220, tones[number])
    bottle(pen.at(1160, 790), palette, rng.uniform(240, 320), tones[4])
    for _ in range(5):
        flower(
            pen.at(rng.uniform(430, 600), rng.uniform(780, 840)), rng.choice(tones), palette.gold, rng.uniform(18, 30)
        )


def balms(art: Art) -> None:
    """Tins of balm and balls of herbs."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = dyes(art)
    for number, (x, y, wide) in enumerate(((620, 806, 200), (800, 830, 160), (700, 740, 170))):
        tin(pen.at(x, y), palette, wide, tones[number])
    for x in (960, 1090)[: rng.choice((1, 2))]:
        compress(pen.at(x, 808), palette, rng.uniform(130, 160), tones[3])
    sprig(pen.at(430, 800), palette, 220, palette.leaf, 7)
    sprig(pen.at(1220, 800), palette, 180, palette.leaf_light, 6)


def beebox(art: Art) -> None:
    """Boxes for stingless bees among flowers."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    hive_box(pen.at(rng.uniform(680, 740), 800), palette, 400)
    hive_box(pen.at(1060, 780), palette, rng.uniform(200, 250))
    for _ in range(9):
        bee(
            pen.at(rng.uniform(420, 1180), rng.uniform(240, 700)),
            palette,
            rng.uniform(0.8, 1.4),
            flip=rng.random() < 0.5,
        )
    for x in (420, 470, 1200):
        sprig(pen.at(x, 820), palette, 120, palette.leaf, 4)
        flower(pen.at(x, 690), palette.lotus, palette.gold, 32)


def vegetables(art: Art) -> None:
    """A crate of leaves and roots."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    for _ in range(11):
        tone = rng.choice(
            (palette.leaf, palette.leaf_light, palette.leaf_deep, mix(palette.lotus, palette.leaf_deep, 0.4))
        )
        cabbage(pen.at(rng.uniform(560, 1040), rng.uniform(700, 726)), palette, rng.uniform(70, 105), tone)
    crate(pen.at(800, 826), palette, 620, 126)
    for x in (400, 450, 1170, 1220):
        pen.limb([(x, 800), (x + 40, 824)], 34, 12, rng.choice((palette.clay, palette.gold, palette.lotus)))
        pen.leaf((x, 796), (x - 34, 740), 22, palette.leaf, palette.leaf_light)


def fruits(art: Art) -> None:
    """Fruit in a heap, with leaves."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones: list[Colour] = [
        mix(palette.lotus, palette.ink, 0.4),
        palette.gold,
        palette.clay,
        palette.leaf_light,
        palette.lotus,
    ]
    rng.shuffle(tones)
    heap(pen.at(640, 806), rng, palette, 330, tones[0], fruit=rng.uniform(0.12, 0.17))
    heap(pen.at(1000, 812), rng, palette, 260, tones[1], fruit=rng.uniform(0.14, 0.19))
    for _ in range(8):
        x = rng.uniform(500, 1120)
        pen.leaf((x, 830), (x + rng.uniform(-80, 80), 800 - rng.uniform(0, 30)), 34, palette.leaf, palette.leaf_light)
    basket(pen.at(1210, 800), palette, 150, 90)


def sacks(art: Art) -> None:
    """Tied sacks, an open one, a heap of earth or feed and seedlings."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    filling = rng.choice(
        (
            palette.wood_deep,
            mix(palette.wood_deep, palette.ink, 0.3),
            palette.wood,
            mix(palette.gold, palette.wood, 0.5),
        )
    )
    sack(pen.at(620, 790), rng, palette, 330, filling, tied=True)
    sack(pen.at(900, 810), rng, palette, 300, filling)
    for x, high in ((1090, 160), (1190, 130)):
        potted(pen.at(x, 820), rng, palette, high, palette.clay)


def seedlings(art: Art) -> None:
    """Herbs in pots."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = dyes(art)
    for number in range(rng.choice((3, 4, 5))):
        potted(
            pen.at(530 + number * 140, 800 + (number % 2) * 26),
            rng,
            palette,
            rng.uniform(260, 370),
            palette.lit(tones[number], 0.15),
        )


def tiffins(art: Art) -> None:
    """A carrier of bowls, and food beside it."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = dyes(art)
    tiffin(pen.at(rng.uniform(640, 720), 806), palette, 240, rng.choice((2, 3)), palette.lit(tones[0], 0.3))
    cup(pen.at(950, 814), palette, 210, palette.cream, rng.choice((palette.gold, palette.leaf, palette.clay)))
    for x, tone in ((1120, palette.leaf), (1180, palette.leaf_light)):
        cabbage(pen.at(x, 820), palette, 62, tone)
