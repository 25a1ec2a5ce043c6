"""Market, meeting and festival."""

from math import cos, sin, tau

from media.illustrations.art import Art
from media.illustrations.buildings import stilt_house, temple
from media.illustrations.craft import basket, heap, jar, mat, umbrella
from media.illustrations.flowers import cabbage, lotus, meadow
from media.illustrations.geometry import Point, smooth
from media.illustrations.palette import EMBER, LAMP, mix
from media.illustrations.pen import Pen
from media.illustrations.people import dress, sitting, standing
from media.illustrations.plants import banana, clump, palm
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, ripple, sky, water


def market(art: Art) -> None:
    """Stalls below umbrellas, heaps of fruit, buyers."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art)
    ranges(art, top=330, base=450, count=3, height=170)
    temple(pen.at(800, 540, 0.8), palette, mix(palette.ridge(0.45), palette.gold, 0.4))
    far_line(art, 545, palette, 0.6)
    field(art, 560, 10, mix(palette.gold, palette.cream, 0.4))
    for x in (250, 1350):
        stilt_house(pen.at(x, 640, 1.1, flip=x > 800), rng, palette)
        palm(pen.at(x + (130 if x < 800 else -130), 640), rng, palette, 320)
    tones = [(palette.clay, palette.cream), (palette.teal, palette.lit(palette.teal, 0.6)), (palette.lotus, palette.cream),
             (palette.indigo, palette.gold), (palette.gold, palette.cream)]  # fmt: skip
    rng.shuffle(tones)
    for number, (x, y, size) in enumerate(((560, 700, 0.95), (1060, 700, 0.95), (800, 690, 0.9))):
        stall(pen.at(x, y, size), art, tones[number])
    field(art, 724, 12, mix(palette.gold, palette.cream, 0.25))
    stall(pen.at(500, 850, 1.45), art, tones[3])
    stall(pen.at(1090, 856, 1.5), art, tones[4])
    standing(pen.at(780, 872, 2.15), palette, dress(rng, palette, "bun", skirt=True), ((-24, -40), (18, -44)))
    basket(pen.at(733, 800), palette, 52, 36)
    standing(
        pen.at(866, 880, 2.1, flip=True), palette, dress(rng, palette, "short", skirt=False), ((-18, -46), (22, -58))
    )
    standing(pen.at(712, 850, 1.35), palette, dress(rng, palette, "short", skirt=True), ((-16, -46), (20, -60)))
    frame(art)


def stall(pen: Pen, art: Art, tones: tuple[tuple[int, int, int], tuple[int, int, int]]) -> None:
    """A table with fruit and vegetables, its keeper, and an umbrella above."""
    palette, rng = art.palette, art.rng
    pen.oval(8, 2, 130, 9, palette.shade, 90)
    umbrella(pen.at(-20, 0), palette, 270, *tones, pole=196)
    standing(
        pen.at(rng.uniform(-40, 40), -22, 1.15),
        palette,
        dress(rng, palette, rng.choice(("hat", "scarf"))),
        ((-24, -40), (24, -40)),
    )
    pen.shape([(-122, -58), (122, -58), (114, 0), (-114, 0)], palette.wood)
    for x in range(-100, 110, 28):
        pen.line([(x, -56), (x * 0.95, 0)], 2, palette.wood_deep)
    pen.box(-128, -64, 128, -54, palette.lit(palette.wood, 0.35))
    goods = [palette.gold, palette.clay, palette.leaf, palette.lotus, palette.leaf_light]
    rng.shuffle(goods)
    for number, x in enumerate((-84, -28, 28, 84)):
        if goods[number] in (palette.leaf, palette.leaf_light):
            for shift in (-14, 0, 14):
                cabbage(pen.at(x + shift, -62), palette, 21, goods[number])
        else:
            heap(pen.at(x, -68), rng, palette, 46, goods[number], fruit=0.14)
    for x in (-70, 64):
        basket(pen.at(x, 6), palette, 62, 32)
        heap(pen.at(x, -30), rng, palette, 50, goods[4], fruit=0.14)


def meeting(art: Art) -> None:
    """Neighbours in a ring on mats below a great tree, one who speaks."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(1060, 1200), 230))
    clouds(art)
    ranges(art, top=340, base=470, count=3, height=180)
    far_line(art, 540, palette, 0.55)
    field(art, 548, 16, mix(palette.ground, palette.leaf_light, 0.45))
    for x, size in ((320, 0.8), (1260, 0.9)):
        stilt_house(pen.at(x, 630, size, flip=x > 800), rng, palette)
    palm(pen.at(1400, 640), rng, palette, 320)
    banana(pen.at(440, 632), rng, palette, 130)
    field(art, 640, 14, palette.ground)
    great_tree(art)
    mat(pen.at(800, 800), palette, 860, 190, palette.lit(palette.clay, 0.15))
    for x, y, size in ((560, 752, 1.4), (680, 734, 1.4), (930, 734, 1.4), (1050, 752, 1.4)):
        sitting(pen.at(x, y, size), palette, dress(rng, palette, rng.choice(("bun", "short", "grey"))))
    standing(pen.at(806, 752, 1.75), palette, dress(rng, palette, "short", skirt=False), ((-28, -66), (30, -58)))
    for x, y in ((505, 840), (1110, 840)):
        sitting(
            pen.at(x, y, 1.65, flip=x > 800),
            palette,
            dress(rng, palette, rng.choice(("hat", "bun", "grey"))),
            ((-14, -16), (20, -26)),
        )
    jar(pen.at(800, 830), palette, 52)
    for x in (740, 860):
        pen.oval(x, 826, 15, 5, palette.cream)
    for x, y in ((640, 886), (800, 900), (960, 886)):
        sitting(pen.at(x, y, 1.8), palette, dress(rng, palette, rng.choice(("hat", "short", "bun"))))
    for _ in range(34):
        over = rng.choice((rng.uniform(0, 380), rng.uniform(1220, 1600)))
        meadow(pen.at(over, rng.uniform(760, 960)), rng, palette, 42)
    frame(art)


def great_tree(art: Art) -> None:
    """A rain tree whose crown covers the middle of the sheet."""
    palette, rng, pen = art.palette, art.rng, art.pen
    pen.oval(800, 722, 460, 40, palette.shade, 60)
    bark = palette.wood_deep
    pen.shape(
        smooth(
            [(690, 726), (748, 680), (758, 560), (740, 440), (800, 400), (862, 440), (846, 560), (856, 680), (920, 726)]
        ),
        bark,
    )
    pen.shape(
        smooth([(690, 726), (748, 680), (758, 560), (744, 440), (780, 440), (786, 560), (780, 690)]), palette.wood
    )
    for tip, start in (((520, 330), 500), ((1080, 330), 490), ((650, 250), 450), ((960, 250), 450)):
        pen.curve([(800, start), ((800 + tip[0]) / 2, (start + tip[1]) / 2 - 10), tip], 44, 14, bark)
    green = mix(palette.leaf, palette.leaf_deep, 0.5)
    for x, y, radius in ((450, 360, 130), (1150, 360, 130), (580, 280, 150), (1020, 280, 150), (720, 210, 150), (890, 210, 150),
                         (800, 300, 150), (660, 350, 110), (950, 350, 110)):  # fmt: skip
        clump(pen.at(x, y, 1.0), rng, radius, mix(green, palette.leaf, rng.uniform(0, 0.4)), palette)


def festival(art: Art) -> None:
    """Lanterns that rise over a temple, flags, floats of banana leaf with candles on the water."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(1000, 1120), 200))
    ranges(art, top=360, base=470, count=3, height=150)
    temple(pen.at(760, 622, 1.7), palette, mix(LAMP, palette.ridge(0.6), 0.35))
    art.pen.glow(800, 470, 380, LAMP, 0.25)
    far_line(art, 612, palette, 0.7)
    for depth in range(26):
        size = 0.25 + depth / 26 * 0.95
        lantern(pen.at(rng.uniform(180, 1420), rng.uniform(60, 480 - depth * 4), size, turn=rng.uniform(-7, 7)), art)
    field(art, 632, 8, palette.ground)
    for x in (330, 450, 1130, 1250):
        flag(pen.at(x, 720), art, rng.choice((palette.lotus, palette.clay, palette.gold, palette.teal)))
    for x, head in ((540, "bun"), (630, "short"), (900, "bun"), (990, "hat")):
        standing(
            pen.at(x, 752, 1.7),
            palette,
            dress(rng, palette, head, skirt=True),
            ((-18, -90), (20, -88)) if x in (630, 900) else ((-10, -48), (12, -48)),
        )
    for x in (630, 900):
        lantern(pen.at(x + 2, 560, 1.25), art)
    water(art, 760)
    pen.layer([(0, 746), (1600, 746), (1600, 766), (0, 766)], palette.wood, palette.wood_deep, 0.2)
    for x, y, size in (
        (520, 812, 1.0),
        (760, 822, 1.15),
        (1030, 810, 1.0),
        (640, 890, 1.5),
        (930, 884, 1.4),
        (330, 870, 1.2),
        (1260, 874, 1.25),
    ):
        krathong(pen.at(x + rng.uniform(-20, 20), y, size), art)
        art.pen.glow(x, y - 30 * size, 120 * size, LAMP, 0.35)
        for step in range(4):
            ripple(pen, x, y + 8 * size + step * 9, (150 - step * 20) * size, 4, LAMP, 130 - step * 26)
    frame(art, ground=False)


def lantern(pen: Pen, art: Art) -> None:
    """A paper lantern that flies by its flame; about 70 high."""
    palette = art.palette
    paper = mix(LAMP, EMBER, 0.6)
    pen.dot(0, -30, 66, LAMP, 30)
    pen.dot(0, -30, 46, LAMP, 48)
    pen.blob([(-17, 0), (-27, -36), (-23, -62), (0, -72), (23, -62), (27, -36), (17, 0)], paper)
    pen.blob([(-14, 0), (-20, -30), (-10, -52), (6, -50), (14, -26), (13, 0)], mix(LAMP, palette.cream, 0.35))
    pen.blob([(-9, -1), (-8, -20), (0, -34), (8, -20), (9, -1)], palette.cream)
    pen.oval(0, 0, 16.5, 3.4, palette.dark(palette.clay, 0.2))


def flag(pen: Pen, art: Art, colour: tuple[int, int, int]) -> None:
    """A long northern flag (tung) on a bent bamboo."""
    palette = art.palette
    pen.curve([(0, 0), (-4, -180), (6, -290), (50, -316)], 9, 4, palette.lit(palette.wood, 0.2))
    edge: list[Point] = [(38 + 5 * sin(step * 0.8), -312 + step * 17) for step in range(13)]
    pen.shape(edge + [(x + 30, y + 3) for x, y in edge[::-1]], colour)
    for step in range(1, 12, 2):
        x, y = edge[step]
        pen.shape([(x + 3, y + 8), (x + 15, y), (x + 27, y + 8), (x + 15, y + 16)], palette.cream)
    pen.shape(
        [(edge[-1][0], edge[-1][1]), (edge[-1][0] + 30, edge[-1][1] + 3), (edge[-1][0] + 15, edge[-1][1] + 34)],
        palette.gold,
    )


def krathong(pen: Pen, art: Art) -> None:
    """A float of banana leaf with a lotus and a candle."""
    palette = art.palette
    pen.oval(0, 4, 62, 10, palette.shade, 90)
    pen.oval(0, -4, 54, 15, palette.leaf_deep)
    for number in range(15):
        angle = tau / 2 * number / 14
        x, y = -cos(angle) * 50, -4 + sin(angle) * 10
        pen.leaf((x * 0.86, y + 4), (x * 1.12, y - 24), 17, palette.leaf if number % 2 else palette.leaf_light)
    for x in (-24, 24, 0):
        lotus(pen.at(x, -10), palette, 22)
    pen.box(-2.4, -62, 2.4, -24, palette.cream)
    pen.shape([(-4, -62), (0, -80), (4, -62), (0, -58)], LAMP)
    for x in (-10, 10):
        pen.line([(x * 0.5, -22), (x * 1.6, -64)], 1.6, palette.clay)
