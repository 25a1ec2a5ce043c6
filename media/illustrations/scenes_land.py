"""Forest, mountain and road."""

import itertools

from media.illustrations.animals import bird, flock
from media.illustrations.art import Art
from media.illustrations.buildings import stilt_house, temple
from media.illustrations.flowers import meadow, mushroom
from media.illustrations.geometry import Point, down_to, peaks, smooth
from media.illustrations.palette import mix
from media.illustrations.pen import HEIGHT, WIDTH, Pen
from media.illustrations.people import dress, standing
from media.illustrations.plants import bamboo, banana, bush, clump, grass, palm, tree
from media.illustrations.scenery import cloud, clouds, far_line, field, frame, ranges, ripple, sky
from media.illustrations.vehicles import bicycle, pickup


def forest(art: Art) -> None:
    """A community forest in the mist: tall trees, a stream, people who plant."""
    palette, rng, pen = art.palette, art.rng, art.pen
    x, y = sky(art, sun=(rng.uniform(720, 900), 290), size=100, base=900)
    ranges(art, top=400, base=470, count=2, height=150, reach=0.3)
    for depth in range(4):
        share = 0.22 + depth * 0.22
        trunks(art, 560 + depth * 48, share, depth)
        if depth in (0, 2):
            pen.glow(x, y + 160, 560, palette.sky[1], 0.5 - depth * 0.08)
    beams(art, x, y)
    field(art, 724, 24, mix(palette.ground, palette.leaf_deep, 0.35))
    stream(art)
    for at, size, head in ((610, 1.9, "hat"), (1075, 2.05, "scarf")):
        standing(pen.at(at, 800, size), palette, dress(rng, palette, head), ((-18, -46), (26, -34)))
        seedling(pen.at(at + 66, 806, 1.5), art)
    for x in (150, 320, 1290, 1470):
        bush(pen.at(x, 860 + rng.uniform(-20, 20)), rng, palette, rng.uniform(150, 230))
    for _ in range(70):
        over, down = rng.uniform(0, WIDTH), rng.uniform(790, 975)
        if abs(over - 830) > 150:
            grass(
                pen.at(over, down),
                rng,
                14 + (down - 760) / 8,
                mix(palette.leaf_deep, palette.leaf_light, rng.random()),
                4,
            )
    for x in (220, 270, 1390):
        mushroom(pen.at(x, 930), palette, 34, palette.clay)
    frame(art)


def trunks(art: Art, y: float, share: float, depth: int) -> None:
    """One row of tall trees, of one colour, with crowns that close above."""
    palette, rng, pen = art.palette, art.rng, art.pen
    colour = mix(palette.ridge(share), palette.leaf_deep, 0.3 * share)
    crown = mix(colour, palette.leaf, 0.25)
    gap = 120 + depth * 45
    x = rng.uniform(-60, 0)
    while x < WIDTH + 60:
        middle = abs(x - 800) < 120 + depth * 95
        width = 15 + depth * 11
        if not middle:
            lean = rng.uniform(-20, 20)
            pen.curve([(x - width * 0.4, y + 160), (x, y - 60), (x + lean, 120)], width * 1.5, width * 0.7, colour)
            pen.curve(
                [(x + lean * 0.3, 330), (x + 34 + lean, 240), (x + 80 + lean, 190)], width * 0.4, width * 0.15, colour
            )
        height = 150 - depth * 34 + (60 if middle else 0)
        clump(pen.at(x, height - (110 if middle else 0)), rng, 110 + depth * 16, crown, palette)
        x += gap * rng.uniform(0.75, 1.2)
    line: list[Point] = [(v, y + 80 + rng.uniform(-26, 26)) for v in range(-40, 1700, 60)]
    pen.layer(down_to(smooth(line, steps=4), HEIGHT), crown, mix(crown, palette.sky[1], 0.2), 0.2)


def beams(art: Art, x: float, y: float) -> None:
    """Light that falls between the trees."""
    for left, right in ((-520, -400), (-270, -190), (-60, 70), (210, 280), (420, 560)):
        art.pen.shape([(x - 10, y), (x + 10, y), (x + right, 900), (x + left, 900)], art.palette.sun, 20)


def stream(art: Art) -> None:
    """A brook from the middle to the foot of the sheet."""
    palette, rng, pen = art.palette, art.rng, art.pen
    left = smooth([(806, 742), (760, 800), (860, 870), (690, HEIGHT + 20)])
    right = smooth([(1010, HEIGHT + 20), (1010, 880), (860, 800), (836, 742)])
    pen.layer([*left, *right], palette.lit(palette.water[0], 0.3), palette.water[1])
    for _ in range(12):
        y = rng.uniform(770, 980)
        ripple(pen, 850 + rng.uniform(-40, 40), y, 60 + (y - 760) * 0.3, 4, palette.cream, 120)
    for x, y, size in ((742, 830, 20), (930, 862, 26), (745, 920, 34), (1010, 950, 36), (900, 818, 13)):
        pen.oval(x, y, size, size * 0.6, palette.lit(palette.shade, 0.35))
        pen.oval(x - size * 0.15, y - size * 0.18, size * 0.7, size * 0.34, palette.lit(palette.shade, 0.55))


def seedling(pen: Pen, art: Art) -> None:
    """A young tree in fresh earth."""
    palette = art.palette
    pen.oval(0, 0, 26, 7, palette.wood_deep)
    pen.line([(0, 0), (0, -34)], 3, palette.leaf_deep)
    for side, y in ((-1, -14), (1, -20), (-1, -28), (1, -34)):
        pen.leaf((0, y), (side * 20, y - 12), 10, palette.leaf_light, palette.leaf)


def mountain(art: Art) -> None:
    """Ridge behind ridge above a sea of mist, a village on the last of them."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(620, 980), 250), size=104)
    clouds(art, 3, 240)
    flock(pen.at(rng.uniform(500, 640), 200), rng, palette.shade)
    white = mix(palette.sky[1], palette.cream, 0.5)
    for number in range(5):
        share = number / 4
        line = peaks(rng, 440 + number * 74, 230 - number * 22, count=4 + number % 3)
        colour = palette.ridge(0.08 + share * 0.7)
        pen.layer(down_to(line, 760 + number * 40), colour, mix(colour, palette.sky[1], 0.72), 0.26)
        for _ in range(3):
            puff = pen.at(rng.uniform(0, WIDTH), 486 + number * 72)
            cloud(puff, rng, rng.uniform(260, 460), white, 110 if not palette.night else 46)
    line = smooth([(-40, 790), (240, 760), (520, 716), (800, 700), (1080, 722), (1360, 772), (1640, 800)])
    green = mix(palette.ridge(0.9), palette.leaf, 0.35)
    pen.layer(down_to(line, HEIGHT + 20), palette.lit(green, 0.12), palette.dark(green, 0.25), 0.35)
    for row in range(6):
        shift = 44 + row * 40
        pen.curve([(x, y + shift + row * 3) for x, y in line[::6]], 10, 10, palette.lit(green, 0.25 - row * 0.03), 200)
    for x, y, size in ((610, 726, 0.72), (790, 722, 0.95), (990, 734, 0.72)):
        stilt_house(pen.at(x, y, size), rng, palette)
    for x, size in ((500, 110), (545, 150), (705, 120), (895, 170), (1080, 120), (1120, 150)):
        tree(pen.at(x, 738), rng, palette, size)
    standing(pen.at(880, 800, 1.15), palette, dress(rng, palette, "scarf", skirt=True), ((-16, -46), (16, -46)))
    standing(pen.at(930, 804, 1.15), palette, dress(rng, palette, "hat"), ((-16, -46), (24, -70)))
    for _ in range(34):
        meadow(pen.at(rng.uniform(0, WIDTH), rng.uniform(880, 965)), rng, palette, 44)
    frame(art)


def road(art: Art) -> None:
    """A road that winds from the hills to the eye, a pickup with the harvest, a bicycle."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(560, 700), 220))
    clouds(art)
    ranges(art, top=330, base=460, count=4, height=200)
    temple(pen.at(1010, 520, 0.5), palette, mix(palette.ridge(0.5), palette.gold, 0.35))
    far_line(art, 520, palette, 0.55)
    field(art, 528, 16, mix(palette.gold, palette.leaf_light, 0.4))
    field(art, 590, 22, mix(palette.ground, palette.leaf_light, 0.3), waves=1.6)
    winding(art)
    poles(art)
    stilt_house(pen.at(1180, 640, 0.95), rng, palette)
    palm(pen.at(1330, 650), rng, palette, 300)
    banana(pen.at(1055, 638), rng, palette, 110)
    for x, y, size in ((250, 640, 230), (390, 620, 180), (130, 690, 280)):
        tree(pen.at(x, y), rng, palette, size)
    bamboo(pen.at(1430, 740), rng, palette, 380)
    pickup(pen.at(720, 812, 1.65), rng, palette, rng.choice((palette.clay, palette.teal, palette.indigo)))
    bicycle(pen.at(1080, 838, 1.5), palette, palette.clay)
    standing(pen.at(1160, 842, 1.85), palette, dress(rng, palette, "hat"), ((-22, -56), (16, -46)))
    for _ in range(50):
        over = rng.choice((rng.uniform(0, 330), rng.uniform(1300, 1600)))
        grass(pen.at(over, rng.uniform(740, 950)), rng, 30, mix(palette.leaf, palette.leaf_light, rng.random()))
    for x in (240, 330, 1330, 1390):
        meadow(pen.at(x, 900), rng, palette, 54)
    bird(pen.at(820, 240), palette.shade, 26)
    frame(art)


def winding(art: Art) -> None:
    """The road itself."""
    palette, pen = art.palette, art.pen
    points: list[Point] = [
        (930, 536),
        (870, 560),
        (700, 590),
        (780, 640),
        (1000, 690),
        (900, 780),
        (700, 880),
        (760, 1060),
    ]
    widths = (6, 12, 24, 44, 80, 170, 330, 560)
    spine = smooth(points, steps=10)
    for extra, tone in ((1.16, palette.lit(palette.wood, 0.45)), (1.0, mix(palette.shade, palette.cream, 0.32))):
        left: list[Point] = []
        right: list[Point] = []
        for index, (x, y) in enumerate(spine):
            place = min(index / 10, 6.999)
            low = int(place)
            wide = (widths[low] + (widths[low + 1] - widths[low]) * (place - low)) * extra
            left.append((x - wide * 0.75, y))
            right.append((x + wide * 0.75, y))
        pen.shape(left + right[::-1], tone)
    for index in range(30, len(spine) - 2, 3):
        (x, y), (nx, ny) = spine[index], spine[index + 1]
        wide = 1 + (y - 560) / 34
        pen.shape([(x - wide, y), (x + wide, y), (nx + wide, ny), (nx - wide, ny)], palette.cream, 220)


def poles(art: Art) -> None:
    """Electric poles that follow the road."""
    pen, palette = art.pen, art.palette
    tops: list[Point] = []
    for x, foot, high in ((620, 592, 90), (520, 640, 150), (470, 720, 260)):
        pen.box(x - high * 0.016, foot - high, x + high * 0.016, foot, palette.lit(palette.shade, 0.3))
        pen.box(x - high * 0.12, foot - high * 0.92, x + high * 0.12, foot - high * 0.89, palette.wood_deep)
        tops.append((x, foot - high * 0.92))
    for (over, down), (nx, ny) in itertools.pairwise(tops):
        pen.curve([(over, down), ((over + nx) / 2, (down + ny) / 2 + 16), (nx, ny)], 1.4, 1.8, palette.shade, 190)
    over, down = tops[-1]
    pen.curve([(over, down), (over - 260, down + 30), (-20, down - 90)], 1.8, 2.6, palette.shade, 190)
