"""Sea, river, water wheel and fishpond."""

from math import cos, sin, tau

from media.illustrations.animals import duck, fish, flock
from media.illustrations.art import Art
from media.illustrations.buildings import hut, stilt_house, temple
from media.illustrations.craft import basket, trap
from media.illustrations.flowers import lotus, lotus_pad
from media.illustrations.geometry import Point, down_to, smooth
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import HEIGHT, WIDTH, Pen
from media.illustrations.people import dress, sitting, standing
from media.illustrations.plants import bamboo, banana, bush, grass, palm
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, ripple, sky, water
from media.illustrations.vehicles import long_tail, rowboat


def sea(art: Art) -> None:
    """Limestone islands, a long-tail boat, a fisher and palms."""
    palette, rng, pen = art.palette, art.rng, art.pen
    x, _ = sky(art, sun=(rng.uniform(720, 900), 270), size=92)
    clouds(art)
    flock(pen.at(rng.uniform(480, 620), 210), rng, palette.shade)
    for at, high, wide, share in (
        (250, 190, 210, 0.15),
        (1380, 170, 190, 0.2),
        (560, 120, 130, 0.3),
        (1150, 240, 190, 0.45),
        (330, 300, 240, 0.6),
    ):
        karst(art, at + rng.uniform(-30, 30), 560, high, wide, share)
    water(art, 556, sun_x=x)
    for at, wide, share in ((1150, 190, 0.45), (330, 240, 0.6)):
        for step in range(7):
            ripple(
                pen, at + rng.uniform(-14, 14), 566 + step * 11, wide * (1.8 - step * 0.16), 7, palette.ridge(share), 80
            )
    rowboat(pen.at(1090, 640, 0.6), palette, palette.wood, 180)
    long_tail(pen.at(800, 752, 1.5), palette, rng.choice((palette.clay, palette.teal, palette.indigo)))
    sitting(pen.at(640, 716, 1.25), palette, dress(rng, palette, "hat"))
    sitting(pen.at(850, 718, 1.25), palette, dress(rng, palette))
    for step in range(12):
        ripple(pen, 780 + rng.uniform(-60, 60), 770 + step * 9, 640 - step * 34, 5, palette.shade, 44)
    beach(art)
    frame(art, ground=False)


def karst(art: Art, x: float, y: float, height: float, width: float, share: float) -> None:
    """A limestone tower that rises from the water, broken cliffs below and trees on its heads."""
    palette, rng, pen = art.palette, art.rng, art.pen
    colour = palette.ridge(share)
    stone = mix(palette.lit(colour, 0.3), palette.clay, 0.1)
    green = mix(colour, palette.leaf_deep, 0.3)
    for part, (shift, tall, wide) in enumerate(((0.3, 0.62, 0.62), (-0.3, 0.5, 0.6), (0.0, 1.0, 0.66))):
        at, half, top = x + shift * width, width * wide / 2, height * tall * rng.uniform(0.9, 1.05)
        lean = rng.uniform(-0.12, 0.12) * width
        left: list[Point] = [(at - half, y + 3), (at - half * 0.86, y - top * 0.25), (at - half * 0.94, y - top * 0.42),
                             (at - half * 0.66 + lean, y - top * 0.74), (at - half * 0.34 + lean, y - top * 0.95)]  # fmt: skip
        right: list[Point] = [(at + half * 0.2 + lean, y - top), (at + half * 0.6 + lean, y - top * 0.8),
                              (at + half * 0.8, y - top * 0.5), (at + half * 0.74, y - top * 0.3), (at + half, y + 3)]  # fmt: skip
        outline = smooth([*left, *right], steps=5)
        pen.layer(outline, mix(stone, palette.sky[1], 0.1), mix(stone, palette.sky[1], 0.3), 0.2)
        for _ in range(7):
            v, drop = at + rng.uniform(-0.6, 0.6) * half, y - top * rng.uniform(0.3, 0.6)
            pen.curve(
                [(v, drop), (v + 3, drop + top * 0.12), (v - 2, drop + top * 0.25)],
                half * 0.12,
                half * 0.02,
                palette.dark(stone, 0.25),
                90,
            )
        crown = [point for point in outline if point[1] < y - top * 0.5]
        for index, (px, py) in enumerate(crown[:: 2 + part // 3]):
            pen.dot(px, py + half * 0.12, half * (0.2 + 0.06 * (index % 3)), green)
        pen.blob(
            [
                *crown[::4],
                (at + half * 0.5, y - top * 0.42),
                (at + half * 0.1, y - top * 0.6),
                (at - half * 0.3, y - top * 0.46),
            ],
            green,
        )
        for px, py in crown[1::4]:
            pen.dot(px - half * 0.05, py + half * 0.02, half * 0.12, mix(green, palette.leaf_light, 0.22))


def beach(art: Art) -> None:
    """Sand and shells at the foot of the sheet."""
    palette, rng = art.palette, art.rng
    line = smooth([(-40, 900), (260, 905), (620, 948), (1000, 962), (1340, 925), (1640, 890)])
    sand = palette.lit(mix(palette.gold, palette.cream, 0.55), 0.1)
    art.pen.layer(down_to([(x, y - 16) for x, y in line], HEIGHT + 20), palette.cream, palette.cream)
    art.pen.layer(down_to(line, HEIGHT + 20), sand, palette.dark(sand, 0.2), 0.18)
    for _ in range(50):
        art.pen.dot(rng.uniform(0, WIDTH), rng.uniform(965, 998), rng.uniform(1.5, 3.5), palette.dark(sand, 0.2))
    palm(art.pen.at(150, 960), rng, palette, 520, lean=0.16)
    palm(art.pen.at(70, 980), rng, palette, 420, lean=-0.1)
    trap(art.pen.at(1420, 940, 0.9), palette, 120)


def river(art: Art) -> None:
    """A river that winds between houses and palms, boats upon it."""
    palette, rng, pen = art.palette, art.rng, art.pen
    x, _ = sky(art, sun=(rng.uniform(760, 900), 240))
    clouds(art)
    ranges(art, top=330, base=480, count=4, height=180)
    temple(pen.at(930, 540, 0.55), palette, mix(palette.ridge(0.55), palette.gold, 0.3))
    far_line(art, 540, palette, 0.6)
    water(art, 552, sun_x=x)
    for at, size in ((1010, 0.6), (1180, 0.8), (1400, 1.15)):
        stilt_house(pen.at(at, 566 + size * 70, size), rng, palette)
    bank(art, [(1640, 560), (1360, 600), (1180, 640), (1290, 700), (1500, 800), (1640, 850)])
    bank(art, [(-40, 556), (260, 566), (470, 590), (560, 625), (430, 690), (200, 770), (-40, 810)])
    stilt_house(pen.at(350, 660, 1.1), rng, palette)
    palm(pen.at(190, 680), rng, palette, 330)
    banana(pen.at(500, 640), rng, palette, 130)
    palm(pen.at(1330, 690), rng, palette, 300)
    for y, at, size, tone in ((640, 960, 0.8, palette.wood), (800, 800, 1.9, palette.wood_deep)):
        boat = pen.at(at, y)
        rowboat(boat, palette, tone, 210 * size)
        standing(
            boat.at(-62 * size, -12 * size, 0.95 * size),
            palette,
            dress(rng, palette, "hat"),
            ((4, -52), (26, -64)),
            shadow=False,
        )
        boat.line([(-40 * size, -90 * size), (-2 * size, 22 * size)], 4 * size, palette.wood)
        basket(boat.at(30 * size, -12 * size), palette, 52 * size, 30 * size)
        basket(boat.at(66 * size, -14 * size), palette, 34 * size, 24 * size)
    pads(art, 14)
    frame(art, ground=False)


def bank(art: Art, points: list[Point]) -> None:
    """A piece of land between the edge of the sheet and the water."""
    palette, rng = art.palette, art.rng
    line = smooth(points)
    green = mix(palette.ground, palette.leaf, 0.25)
    art.pen.layer([(x, y + 12) for x, y in line], palette.dark(palette.wood, 0.1), palette.dark(palette.wood_deep, 0.2))
    art.pen.layer(line, palette.lit(green, 0.15), palette.dark(green, 0.15), 0.2)
    for x, y in line[::3]:
        grass(art.pen.at(x, y + 4), rng, rng.uniform(16, 34), mix(palette.leaf, palette.leaf_light, rng.random()))


def pads(art: Art, count: int, top: float = 850) -> None:
    """Lotus leaves and flowers on the water near the eye."""
    rng, palette = art.rng, art.palette
    for y in sorted(rng.uniform(top, 985) for _ in range(count)):
        x = rng.uniform(20, WIDTH - 20)
        size = 34 + (y - top) / 2.6
        lotus_pad(art.pen.at(x, y), rng, palette, size)
        if rng.random() < 0.5:
            art.pen.line([(x + size * 0.2, y), (x + size * 0.3, y - size * 0.7)], 5, palette.leaf)
            lotus(art.pen.at(x + size * 0.3, y - size * 0.6), palette, size * 0.62)


def waterwheel(art: Art) -> None:
    """A bamboo water wheel that lifts a stream into the fields."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(560, 680), 220))
    clouds(art)
    ranges(art, top=330, base=480, count=4, height=190)
    far_line(art, 550, palette, 0.55)
    for row in range(3):
        field(art, 562 + row * 34, 14, mix(palette.gold, palette.leaf_light, 0.2 + 0.3 * row))
    hut(pen.at(470, 672, 1.1), palette)
    palm(pen.at(345, 680), rng, palette, 300)
    banana(pen.at(585, 676), rng, palette, 120)
    water(art, 690)
    bank(art, [(-40, 668), (300, 676), (560, 690), (640, 720), (520, 770), (240, 840), (-40, 870)])
    bank(art, [(1640, 660), (1250, 676), (1070, 700), (1150, 760), (1330, 850), (1640, 900)])
    bamboo(pen.at(1380, 760), rng, palette, 420)
    flume(art)
    wheel_of_bamboo(pen.at(850, 560), art, 235)
    standing(pen.at(480, 812, 1.75), palette, dress(rng, palette, "hat"), ((-18, -46), (28, -72)))
    standing(pen.at(395, 822, 1.35), palette, dress(rng, palette, "short"), ((-16, -50), (22, -88)))
    for step in range(16):
        ripple(
            pen,
            860 + rng.uniform(-120, 120),
            782 + step * 11,
            rng.uniform(90, 320),
            6,
            palette.lit(palette.water[0], 0.7),
            150,
        )
    pads(art, 7, 900)
    frame(art)


def flume(art: Art) -> None:
    """A bamboo channel on posts, with water in it."""
    palette, pen = art.palette, art.pen
    for x in (1030, 1130, 1240, 1350):
        pen.line([(x - 14, 760), (x + 4, 440 + (x - 1000) * 0.06)], 10, palette.wood_deep)
        pen.line([(x + 22, 760), (x + 4, 440 + (x - 1000) * 0.06)], 10, palette.wood)
    pen.shape([(960, 420), (1640, 456), (1640, 480), (960, 446)], palette.lit(palette.wood, 0.3))
    pen.shape([(960, 420), (1640, 456), (1640, 462), (960, 427)], palette.lit(palette.water[0], 0.4))


def wheel_of_bamboo(pen: Pen, art: Art, radius: float) -> None:
    """The wheel itself, about the pen's zero, with buckets at its rim and its stand."""
    palette = art.palette
    straw, dark = palette.lit(palette.wood, 0.25), palette.wood_deep
    for side in (-1, 1):
        pen.line([(side * 130, 226), (0, -4)], 15, dark)
    spokes = 16
    for ring, width in ((1.0, 9), (0.86, 7), (0.45, 6)):
        circle: list[Point] = [
            (cos(tau * s / 48) * radius * ring, sin(tau * s / 48) * radius * ring) for s in range(49)
        ]
        pen.at(10, 10).line(circle, width, palette.shade, 60)
        pen.line(circle, width, palette.dark(straw, 0.15))
    for spoke in range(spokes):
        angle = tau * spoke / spokes
        x, y = cos(angle), sin(angle)
        pen.line([(x * 14, y * 14), (x * radius, y * radius)], 6, straw)
        pen.line([(cos(angle + 0.2) * 14, sin(angle + 0.2) * 14), (x * radius * 0.86, y * radius * 0.86)], 3.4, dark)
        bucket = pen.at(x * radius * 0.98, y * radius * 0.98, turn=spoke * 360 / spokes + 60)
        bucket.slab(-30, -9, 30, 9, 8, palette.dark(palette.leaf_light, 0.25))
        bucket.slab(-30, -9, -20, 9, 4, palette.lit(palette.water[0], 0.5))
        bucket.box(8, -9, 12, 9, palette.dark(palette.leaf, 0.3))
    for x, y, drop in ((165, -150, 60), (190, -120, 70), (205, -95, 50)):
        pen.curve([(x, y), (x + 8, y + drop * 0.4), (x + 10, y + drop)], 5, 2, palette.lit(palette.water[0], 0.7), 210)
    pen.dot(0, 0, 26, dark)
    pen.dot(0, 0, 13, palette.gold)


def fishpond(art: Art) -> None:
    """A pond with fish below, a net in the air, a hut over the water, ducks."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(980, 1150), 200))
    clouds(art)
    ranges(art, top=330, base=450, count=3, height=160)
    field(art, 500, 18, palette.ground)
    stilt_house(pen.at(1200, 566, 0.9), rng, palette)
    for x, high in ((1050, 230), (1345, 280), (300, 300), (210, 240)):
        palm(pen.at(x, 560), rng, palette, high)
    banana(pen.at(420, 562), rng, palette, 140)
    bush(pen.at(560, 566), rng, palette, 130)
    water(art, 570)
    pen.layer([(0, 562), (WIDTH, 562), (WIDTH, 574), (0, 574)], palette.wood, palette.wood_deep)
    for _ in range(14):
        tone: Colour = rng.choice((palette.clay, palette.gold, palette.lit(palette.ink, 0.3), palette.lotus))
        over, down = rng.uniform(330, 1270), rng.uniform(735, 930)
        shown = mix(tone, palette.water[1], 0.25)
        fish(
            pen.at(over, down, flip=rng.random() < 0.5, turn=rng.uniform(-8, 8)),
            palette,
            60 + (down - 700) * 0.2,
            shown,
        )
    jetty(art)
    for x, y, flip in ((1010, 640, True), (1090, 665, True), (1180, 645, True)):
        duck(pen.at(x, y), palette, 1.1, flip=flip)
        ripple(pen, x, y + 4, 110, 5, palette.lit(palette.water[0], 0.6), 160)
    pads(art, 12, 880)
    frame(art, ground=False)


def jetty(art: Art) -> None:
    """A jetty with someone who throws a net, and fish traps."""
    palette, rng, pen = art.palette, art.rng, art.pen
    for x in (330, 430, 530, 620):
        pen.box(x, 690, x + 12, 790, palette.wood_deep)
    pen.shape([(-20, 676), (660, 676), (660, 696), (-20, 696)], palette.lit(palette.wood, 0.1))
    pen.box(-20, 694, 660, 704, palette.wood_deep)
    trap(pen.at(400, 678, 1.0), palette, 110)
    basket(pen.at(480, 678), palette, 64, 40)
    standing(pen.at(580, 678, 2.1), palette, dress(rng, palette, "hat", skirt=False), ((22, -66), (30, -74)))
    mouth: list[Point] = [(850 + cos(tau * s / 28) * 150, 640 + sin(tau * s / 28) * 44) for s in range(29)]
    hand = (643, 524)
    for over, down in mouth[::1]:
        pen.curve([hand, ((hand[0] + over) / 2, (hand[1] + down) / 2 - 46), (over, down)], 1.6, 1.6, palette.cream, 190)
    for share in (0.35, 0.55, 0.75, 0.9):
        ring = [
            (hand[0] + (x - hand[0]) * share, hand[1] + (y - hand[1]) * share - 92 * share * (1 - share) * 2)
            for x, y in mouth
        ]
        pen.line(ring, 1.5, palette.cream, 150)
    pen.line(mouth, 3, palette.cream, 230)
    for over, down in mouth:
        pen.dot(over, down, 3.4, palette.ink)
