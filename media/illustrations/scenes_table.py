"""Kitchen and herbs: tables before a view."""

from media.illustrations.art import Art
from media.illustrations.buildings import stilt_house
from media.illustrations.craft import basket, bottle, cloth, heap, jar, mat
from media.illustrations.flowers import cabbage, flower, lemongrass, sprig
from media.illustrations.geometry import Point
from media.illustrations.palette import mix
from media.illustrations.pen import Pen
from media.illustrations.people import dress, standing
from media.illustrations.plants import palm
from media.illustrations.scenery import clouds, field, frame, ranges, sky


def kitchen(art: Art) -> None:
    """A kitchen with a window onto the fields: stove, mortar, vegetables, cooks."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(760, 860), 260), size=84)
    clouds(art, 3)
    ranges(art, top=350, base=450, count=3, height=150)
    field(art, 500, 14, mix(palette.gold, palette.leaf_light, 0.4))
    palm(pen.at(960, 545), rng, palette, 230)
    stilt_house(pen.at(640, 548, 0.5), rng, palette)
    room(art)
    standing(
        pen.at(520, 800, 2.75), palette, dress(rng, palette, "bun", skirt=True), ((20, -50), (34, -46)), shadow=False
    )
    standing(
        pen.at(1070, 800, 2.75, flip=True),
        palette,
        dress(rng, palette, "scarf", skirt=True),
        ((16, -48), (32, -52)),
        shadow=False,
    )
    pen.layer(
        [(250, 706), (1350, 706), (1420, 770), (180, 770)],
        palette.lit(palette.wood, 0.35),
        palette.lit(palette.wood, 0.1),
        0.3,
    )
    pen.layer([(180, 770), (1420, 770), (1400, 1010), (200, 1010)], palette.wood, palette.wood_deep)
    for x in range(250, 1400, 96):
        pen.line([(x, 772), (x + (x - 800) * -0.02, 1010)], 3, palette.dark(palette.wood_deep, 0.2), 160)
    mortar(pen.at(610, 756, 1.1), art)
    for x, tone in ((430, palette.leaf), (480, palette.leaf_light), (350, palette.leaf)):
        cabbage(pen.at(x, 752), palette, 46, tone)
    for x, tone in ((985, palette.clay), (1220, palette.gold)):
        heap(pen.at(x, 724), rng, palette, 88, tone, fruit=0.13)
        basket(pen.at(x, 758), palette, 110, 38)
    bottle(pen.at(1110, 752), palette, 110, palette.gold)
    runner(art)


def runner(art: Art) -> None:
    """A woven runner that hangs over the front of the table, and jars of water on the floor."""
    palette = art.palette
    colours = art.rng.choice(
        (
            (palette.indigo, palette.cream, palette.gold),
            (palette.clay, palette.gold, palette.cream),
            (palette.teal, palette.cream, palette.gold),
        )
    )
    cloth(art.pen.at(800, 770), palette, 420, 176, colours)
    art.pen.shape([(590, 770), (1010, 770), (1001, 750), (599, 750)], palette.lit(colours[0], 0.15))
    pot(art.pen.at(800, 742), art)
    for x, size, tone in (
        (150, 190, palette.clay),
        (60, 150, palette.teal),
        (1470, 200, palette.clay),
        (1560, 150, palette.wood),
    ):
        jar(art.pen.at(x, 985), palette, size, tone, lid=True)


def room(art: Art) -> None:
    """The wall about the window, shelves, and garlic and chillies that hang."""
    palette, rng, pen = art.palette, art.rng, art.pen
    timber = palette.dark(palette.lit(palette.wood, 0.1), 0.1)
    for part in ([(0, 0), (1600, 0), (1600, 190), (0, 190)], [(0, 190), (420, 190), (420, 560), (0, 560)],
                 [(1180, 190), (1600, 190), (1600, 560), (1180, 560)], [(0, 560), (1600, 560), (1600, 1000), (0, 1000)]):  # fmt: skip
        pen.shape(part, timber)
    for x in range(40, 1600, 80):
        for top, foot in ((0, 190), (560, 1000)) if 420 < x < 1180 else ((0, 1000),):
            pen.line([(x, top), (x, foot)], 3, palette.dark(timber, 0.35), 150)
    pen.line([(420, 190), (1180, 190), (1180, 560), (420, 560), (420, 180)], 22, palette.wood_deep)
    pen.box(400, 556, 1200, 582, palette.lit(palette.wood, 0.3))
    for x in (800,):
        pen.line([(x, 190), (x, 560)], 10, palette.wood_deep)
    for left, right in ((40, 380), (1220, 1560)):
        for y in (300, 470):
            pen.at(0, 10).box(left, y, right, y + 12, palette.shade, 80)
            pen.box(left, y, right, y + 14, palette.lit(palette.wood, 0.35))
            for number in range(4):
                jar(
                    pen.at(left + 50 + number * 80, y),
                    palette,
                    rng.uniform(56, 90),
                    rng.choice((palette.clay, palette.teal, palette.gold, palette.indigo)),
                )
    pen.line([(440, 96), (1160, 96)], 9, palette.lit(palette.wood, 0.3))
    for number in range(13):
        hanging(pen.at(480 + number * 54, 98), art, number)


def hanging(pen: Pen, art: Art, number: int) -> None:
    """A string of garlic, of chillies, or a ladle."""
    palette, rng = art.palette, art.rng
    long = rng.uniform(70, 130)
    pen.line([(0, 0), (0, long)], 2.4, palette.dark(palette.wood_deep, 0.3))
    if number % 3 == 2:
        pen.line([(0, 8), (0, long)], 6, palette.wood_deep)
        pen.oval(0, long + 8, 17, 20, palette.dark(palette.wood_deep, 0.1))
        return
    for step in range(6):
        y = long * (0.3 + 0.7 * step / 5)
        for side in (-1, 1):
            if number % 3 == 0:
                pen.dot(side * 8, y, 9.5, palette.dark(palette.cream, 0.12))
                pen.dot(side * 8 - 1.5, y - 2, 7, palette.cream)
            else:
                pen.leaf((0, y - 10), (side * 15, y + 16), 8, palette.clay if step % 3 else palette.leaf)


def pot(pen: Pen, art: Art) -> None:
    """A clay stove with a steaming pot."""
    palette = art.palette
    for step in range(8):
        for side in (-26, 18):
            pen.dot(side + (step % 2) * 12, -190 - step * 24, 13 + step * 4.5, palette.cream, 74 - step * 8)
    pen.oval(6, 4, 112, 12, palette.shade, 90)
    pen.blob([(-98, 4), (-84, -56), (84, -56), (98, 4), (0, 10)], palette.clay)
    pen.blob([(-34, 2), (-30, -34), (30, -34), (34, 2)], palette.dark(palette.wood_deep, 0.5))
    pen.blob([(-20, 0), (-10, -22), (0, -12), (10, -28), (20, 0)], palette.gold)
    steel = palette.lit(palette.shade, 0.5)
    pen.blob([(-104, -140), (-100, -84), (-70, -54), (70, -54), (100, -84), (104, -140)], steel)
    pen.blob([(30, -140), (40, -80), (20, -54), (70, -54), (100, -84), (104, -140)], palette.dark(steel, 0.25))
    pen.oval(0, -140, 108, 20, palette.lit(steel, 0.4))
    pen.oval(0, -138, 96, 15, palette.dark(palette.gold, 0.12))
    for x, y, tone in (
        (-50, -140, palette.leaf),
        (-10, -134, palette.clay),
        (34, -140, palette.leaf_light),
        (62, -136, palette.cream),
        (-30, -131, palette.leaf),
    ):
        pen.oval(x, y, 12, 4.5, tone)
    pen.line([(60, -134), (116, -220)], 9, palette.wood)


def mortar(pen: Pen, art: Art) -> None:
    """A clay mortar with its pestle."""
    palette = art.palette
    pen.oval(4, 2, 52, 8, palette.shade, 90)
    pen.line([(6, -80), (38, -170)], 17, palette.lit(palette.wood, 0.2))
    pen.blob([(-30, 2), (-34, -20), (-54, -96), (54, -96), (34, -20), (30, 2)], palette.dark(palette.clay, 0.2))
    pen.blob([(10, 2), (14, -20), (20, -94), (54, -96), (34, -20), (30, 2)], palette.dark(palette.clay, 0.38))
    pen.oval(0, -94, 54, 12, palette.lit(palette.clay, 0.1))
    pen.oval(0, -93, 44, 8.5, palette.dark(palette.wood_deep, 0.3))
    pen.line([(6, -90), (38, -170)], 17, palette.lit(palette.wood, 0.2))


def herbs(art: Art) -> None:
    """A table with mortar, bottles and bundles of herbs before an open window."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(800, 330), size=150)
    clouds(art, 3)
    ranges(art, top=420, base=520, count=3, height=150)
    for x, size in ((250, 300), (420, 260), (1200, 280), (1370, 320)):
        lemongrass(pen.at(x, 690), rng, palette, size)
    for x, high in ((330, 250), (520, 210), (1090, 220), (1290, 250)):
        sprig(pen.at(x, 690), palette, high, mix(palette.leaf, palette.leaf_deep, rng.random()), 7)
    for x in (480, 1140, 560, 1040):
        butterfly_pea(pen.at(x, 690), art)
    pen.layer(
        [(0, 660), (1600, 660), (1600, 790), (0, 790)],
        palette.lit(palette.wood, 0.45),
        palette.lit(palette.wood, 0.2),
        0.35,
    )
    pen.layer([(0, 790), (1600, 790), (1600, 1010), (0, 1010)], palette.wood, palette.wood_deep, 0.2)
    for y in (694, 738):
        pen.line([(0, y), (1600, y)], 2.4, palette.wood, 150)
    mat(pen.at(800, 728), palette, 1040, 96, palette.lit(palette.leaf, 0.2))
    colours = rng.choice(((palette.indigo, palette.cream, palette.gold), (palette.clay, palette.gold, palette.cream)))
    cloth(pen.at(800, 790), palette, 520, 170, colours)
    stone_mortar(pen.at(800, 764, 1.95), art)
    tones = [palette.gold, palette.leaf, palette.clay, palette.indigo, palette.lotus]
    rng.shuffle(tones)
    for number, (x, high) in enumerate(((572, 250), (474, 196), (1046, 260), (1146, 206), (392, 150))):
        bottle(pen.at(x, 742 + (number % 2) * 16), palette, high, tones[number])
    turmeric(pen.at(980, 768, 1.4), art)
    bundle(pen.at(640, 782, 1.25), art)
    jar(pen.at(1246, 764), palette, 140, palette.teal, lid=True)
    heap(pen.at(300, 728), rng, palette, 90, palette.leaf_light, fruit=0.13)
    basket(pen.at(300, 768), palette, 116, 44)
    frame(art, ground=False)


def butterfly_pea(pen: Pen, art: Art) -> None:
    """A vine of blue flowers."""
    palette, rng = art.palette, art.rng
    pen.curve([(0, 0), (16, -120), (-10, -230)], 5, 2, palette.leaf_deep)
    for step in range(7):
        y = -50 - step * 28
        side = -1 if step % 2 else 1
        pen.leaf((4, y), (side * 34, y - 14), 18, palette.leaf, palette.leaf_light)
        if step % 2 == 0:
            flower(
                pen.at(-side * 18, y - 8),
                mix(palette.indigo, palette.lotus, rng.uniform(0.1, 0.3)),
                palette.gold,
                21,
                5,
            )


def stone_mortar(pen: Pen, art: Art) -> None:
    """A stone mortar with leaves in it."""
    palette = art.palette
    stone = mix(palette.shade, palette.cream, 0.35)
    pen.oval(6, 2, 92, 12, palette.shade, 90)
    pen.line([(14, -100), (74, -206)], 24, palette.dark(stone, 0.25))
    pen.dot(75, -207, 17, palette.dark(stone, 0.15))
    pen.blob([(-56, 4), (-50, -16), (-76, -60), (-80, -104), (80, -104), (76, -60), (50, -16), (56, 4)], stone)
    pen.blob(
        [(16, 4), (24, -16), (40, -60), (38, -104), (80, -104), (76, -60), (50, -16), (56, 4)],
        palette.dark(stone, 0.25),
    )
    pen.oval(0, -104, 80, 17, palette.lit(stone, 0.35))
    pen.oval(0, -102, 66, 12, palette.dark(stone, 0.5))
    for x, y, tone in ((-46, -104, palette.leaf), (-20, -102, palette.leaf_light), (-34, -110, palette.leaf_deep)):
        pen.leaf((x, y), (x - 30, y - 44), 22, tone, palette.lit(tone, 0.3))
        pen.leaf((x + 14, y), (x + 16, y - 52), 22, palette.leaf, palette.leaf_light)


def turmeric(pen: Pen, art: Art) -> None:
    """Roots of turmeric and ginger."""
    palette = art.palette
    for x, y, tone in (
        (0, 0, palette.gold),
        (46, 12, mix(palette.gold, palette.clay, 0.4)),
        (-20, 20, mix(palette.gold, palette.clay, 0.25)),
    ):
        root: list[Point] = [(x - 34, y), (x, y - 8), (x + 32, y - 2)]
        pen.limb([(px + 4, py + 7) for px, py in root], 20, 14, palette.shade)
        pen.limb(root, 22, 16, tone)
        pen.limb([(x, y - 6), (x + 12, y - 28)], 15, 10, tone)
        for shift in (-20, -8, 6, 20):
            pen.line([(x + shift, y - 12), (x + shift + 3, y + 6)], 1.8, palette.dark(tone, 0.3))


def bundle(pen: Pen, art: Art) -> None:
    """A bundle of herbs tied with string."""
    palette, rng = art.palette, art.rng
    for number in range(9):
        y = (number - 4) * 7
        tone = mix(palette.leaf, palette.leaf_light, rng.random())
        pen.line([(-90, y * 0.5), (10, y * 0.35)], 4, palette.dark(tone, 0.15))
        pen.leaf((0, y * 0.4), (94 + rng.uniform(-14, 14), y * 1.4), 22, tone, palette.lit(tone, 0.3))
    pen.slab(-26, -18, -12, 18, 4, palette.clay)
