"""Goods to eat and drink: honey, sauces, jams, rice, tea, coffee, snacks, eggs, dried fish."""

from media.illustrations.animals import bee, fish
from media.illustrations.art import Art
from media.illustrations.craft import basket, bottle, comb, heap, jar
from media.illustrations.flowers import cabbage, flower, sprig
from media.illustrations.geometry import Point
from media.illustrations.goods import crate, cup, glass, pouch, sack, teapot
from media.illustrations.palette import Colour, mix
from media.illustrations.stage import stage


def honey(art: Art) -> None:
    """Glasses of honey, a comb, bees."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    comb(pen.at(rng.choice((470, 1130)), 500), palette, 7, 6, 22, rng)
    tone = mix(palette.gold, palette.clay, rng.uniform(0, 0.5))
    places = [(620, 760, 250), (800, 800, 300), (985, 765, 230)]
    for x, y, high in places[: rng.choice((2, 3))]:
        glass(
            pen.at(x + rng.uniform(-20, 20), y),
            palette,
            high,
            tone,
            rng.choice((palette.cream, palette.clay, palette.leaf)),
        )
    pen.oval(1110, 800, 74, 16, palette.dark(palette.cream, 0.1))
    pen.oval(1110, 796, 58, 11, tone)
    pen.line([(1100, 792), (1190, 660)], 10, palette.wood)
    for _ in range(5):
        bee(
            pen.at(rng.uniform(420, 1180), rng.uniform(180, 520)),
            palette,
            rng.uniform(1.1, 2.0),
            flip=rng.random() < 0.5,
        )


def sauces(art: Art) -> None:
    """Bottles of sauce with chillies and garlic before them."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones = [palette.clay, palette.wood_deep, palette.gold, mix(palette.clay, palette.ink, 0.4), palette.leaf_deep]
    rng.shuffle(tones)
    for number, place in enumerate((560, 690, 830, 960, 1080)[: rng.choice((3, 4, 5))]):
        bottle(pen.at(place, 770 + (number % 2) * 34), palette, rng.uniform(280, 380), tones[number])
    for _ in range(9):
        x, y = rng.uniform(480, 1120), rng.uniform(800, 840)
        pen.leaf(
            (x, y), (x + rng.uniform(40, 70), y - rng.uniform(-8, 16)), 18, palette.clay, palette.lit(palette.clay, 0.4)
        )
    for clove in (1150, 1190, 1230):
        pen.dot(clove, 806, 22, palette.dark(palette.cream, 0.1))
        pen.dot(clove - 4, 801, 17, palette.cream)
    jar(pen.at(rng.choice((410, 1210)), 760), palette, 190, palette.clay, lid=True)


def jams(art: Art) -> None:
    """Small preserving glasses in a row, fruit beside them."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones: list[Colour] = [
        palette.lotus,
        palette.gold,
        palette.clay,
        palette.leaf,
        mix(palette.indigo, palette.lotus, 0.4),
    ]
    rng.shuffle(tones)
    for number in range(rng.choice((3, 4))):
        glass(
            pen.at(590 + number * 140, 770 + (number % 2) * 40),
            palette,
            rng.uniform(180, 215),
            tones[number],
            tones[-1],
        )
    heap(pen.at(450, 790), rng, palette, 190, tones[0], fruit=0.14)
    heap(pen.at(1170, 800), rng, palette, 160, tones[1], fruit=0.15)


def rice_bowls(art: Art) -> None:
    """Open sacks of grain and a bowl that is full."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    grains: list[Colour] = [
        palette.cream,
        mix(palette.indigo, palette.lotus, 0.35),
        palette.gold,
        mix(palette.clay, palette.cream, 0.35),
    ]
    rng.shuffle(grains)
    for number, (x, high) in enumerate(((600, 320), (1010, 290))):
        sack(pen.at(x + rng.uniform(-24, 24), 770), rng, palette, high, grains[number])
    bowl = pen.at(800, 820)
    heap_top: list[Point] = [(-92, -116), (-60, -158), (0, -180), (60, -158), (92, -116)]
    bowl.blob([*heap_top, (0, -104)], grains[2])
    cup(bowl, palette, 220, palette.lit(palette.clay, 0.15), grains[2])
    bowl.blob([*heap_top, (0, -122)], palette.lit(grains[2], 0.2))
    for x in (430, 1200):
        for lean in (-14, 0, 12):
            pen.curve([(x, 820), (x + lean * 2, 720), (x + lean * 5, 640)], 6, 3, palette.gold)
            for step in range(7):
                pen.oval(x + lean * (2 + step * 0.5), 720 - step * 14, 10, 6, palette.lit(palette.gold, 0.25))


def tea(art: Art) -> None:
    """A pot, cups, and leaves on a tray."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    glaze = rng.choice((palette.teal, palette.clay, palette.indigo, palette.cream, palette.leaf))
    pen.oval(800, 800, 430, 58, palette.wood_deep)
    pen.oval(800, 792, 420, 52, palette.lit(palette.wood, 0.2))
    teapot(pen.at(rng.uniform(700, 760), 800), palette, 290, glaze)
    drink = rng.choice(
        (palette.gold, mix(palette.gold, palette.leaf, 0.4), mix(palette.indigo, palette.lotus, 0.3), palette.clay)
    )
    for over, down in ((960, 808), (1080, 784)):
        cup(pen.at(over, down), palette, 118, palette.lit(glaze, 0.3), drink)
        for step in range(4):
            pen.dot(over + (step % 2) * 10, down - 110 - step * 26, 10 + step * 4, palette.cream, 70 - step * 14)
    for _ in range(24):
        x, y = rng.uniform(430, 640), rng.uniform(800, 840)
        pen.leaf(
            (x, y),
            (x + rng.uniform(-34, 34), y - rng.uniform(2, 20)),
            12,
            mix(palette.leaf, palette.leaf_deep, rng.random()),
        )


def coffee_bag(art: Art) -> None:
    """Bags of coffee, beans and a cup."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    bean = mix(palette.wood_deep, palette.ink, 0.25)
    for place, high in ((620, 340), (800, 380))[: rng.choice((1, 2))]:
        pouch(
            pen.at(place, 770), palette, high, rng.choice((palette.wood, palette.ink, palette.teal, palette.clay)), bean
        )
    cup(pen.at(990, 800), palette, 170, palette.cream, bean)
    for step in range(6):
        pen.dot(990 + (step % 2) * 14, 680 - step * 28, 12 + step * 4, palette.cream, 80 - step * 12)
    for _ in range(46):
        x, y = rng.gauss(820, 190), rng.uniform(812, 848)
        pen.oval(x, y, 15, 10, bean)
        pen.line([(x - 11, y), (x + 11, y - 2)], 2.2, palette.lit(bean, 0.35))
    sprig(pen.at(1190, 800), palette, 210, palette.leaf, 6)
    for over, down in ((1170, 720), (1210, 690), (1196, 740)):
        pen.dot(over, down, 12, palette.clay)


def packets(art: Art) -> None:
    """Pouches of snacks, and some of them in a bowl."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    tones: list[Colour] = [
        palette.wood,
        palette.leaf,
        palette.gold,
        palette.teal,
        palette.lotus,
        palette.clay,
        palette.indigo,
    ]
    rng.shuffle(tones)
    for number in range(rng.choice((2, 3))):
        pouch(
            pen.at(560 + number * 175, 760 + (number % 2) * 22),
            palette,
            rng.uniform(280, 350),
            tones[number],
            tones[-1 - number],
        )
    crumb = rng.choice((palette.gold, mix(palette.clay, palette.gold, 0.5), palette.wood_deep, palette.cream))
    cup(pen.at(1110, 820), palette, 230, tones[3], crumb)
    for _ in range(34):
        x, y = 1110 + rng.gauss(0, 42), 680 - abs(rng.gauss(0, 16))
        pen.oval(x, y, rng.uniform(10, 18), 7, palette.dark(crumb, rng.uniform(0, 0.3)))


def eggs(art: Art) -> None:
    """Eggs in a basket of straw."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    shell = rng.choice((palette.cream, mix(palette.clay, palette.cream, 0.6), mix(palette.teal, palette.cream, 0.75)))
    for row, count in ((2, 4), (1, 5), (0, 6)):
        for number in range(count):
            x, y = 800 + (number - (count - 1) / 2) * 82 + rng.uniform(-5, 5), 690 - row * 46
            tone = palette.dark(shell, rng.uniform(0, 0.14))
            pen.oval(x, y, 40, 52, palette.dark(tone, 0.22))
            pen.oval(x - 4, y - 4, 35, 46, tone)
            pen.oval(x - 14, y - 20, 9, 14, palette.lit(tone, 0.6))
    basket(pen.at(800, 816), palette, 560, 130)
    for _ in range(30):
        x = rng.uniform(500, 1100)
        pen.curve([(x, 826), (x + rng.uniform(-30, 30), 800), (x + rng.uniform(-70, 70), 806)], 4, 2, palette.gold)
    flower(pen.at(1160, 800), palette.lotus, palette.gold, 40)


def dried_fish(art: Art) -> None:
    """Fish on a bamboo tray that dries in the wind."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    pen.oval(800, 770, 400, 92, palette.dark(palette.wood_deep, 0.1))
    pen.oval(800, 760, 392, 86, palette.lit(palette.wood, 0.4))
    for step in range(-8, 9):
        pen.line(
            [(800 + step * 44, 690 + abs(step) * 5), (800 + step * 44, 830 - abs(step) * 5)], 2.4, palette.wood, 150
        )
    tone = rng.choice((palette.water[1], palette.gold, mix(palette.lotus, palette.cream, 0.4), palette.teal))
    for x, y in ((600, 730), (780, 716), (960, 736), (660, 780), (850, 774), (1020, 786), (760, 822)):
        fish(
            pen.at(x, y, turn=rng.uniform(-10, 10)),
            palette,
            rng.uniform(130, 165),
            palette.dark(tone, rng.uniform(0, 0.25)),
        )
    bottle(pen.at(1200, 790), palette, 270, palette.clay)
    cabbage(pen.at(400, 810), palette, 70)


def mushroom_box(art: Art) -> None:
    """A crate of oyster mushrooms."""
    palette, rng, pen = art.palette, art.rng, stage(art)
    cap = rng.choice(
        (palette.cream, mix(palette.wood, palette.cream, 0.5), mix(palette.shade, palette.cream, 0.55), palette.lotus)
    )
    for _ in range(30):
        x, y, size = rng.uniform(540, 1060), rng.uniform(640, 716), rng.uniform(46, 78)
        tone = palette.dark(cap, rng.uniform(0, 0.16))
        pen.limb([(x, y + 30), (x, y)], size * 0.36, size * 0.24, palette.dark(palette.cream, 0.1))
        pen.oval(x, y, size, size * 0.42, palette.dark(tone, 0.25))
        pen.oval(x - 3, y - 5, size * 0.96, size * 0.36, tone)
        pen.oval(x - size * 0.3, y - size * 0.14, size * 0.3, size * 0.1, palette.lit(tone, 0.5))
    crate(pen.at(800, 830), palette, 640, 130)
    for x in (380, 1230):
        sprig(pen.at(x, 820), palette, rng.uniform(140, 200), palette.leaf, 5)
