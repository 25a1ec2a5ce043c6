"""Rice and cattle."""

from media.illustrations.animals import cow, flock
from media.illustrations.art import Art
from media.illustrations.buildings import hut, stilt_house, temple
from media.illustrations.flowers import meadow, rice
from media.illustrations.geometry import Point, down_to, smooth
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import HEIGHT
from media.illustrations.people import bending, dress, standing
from media.illustrations.plants import banana, bush, grass, palm, sugar_palm, tree
from media.illustrations.scenery import clouds, far_line, field, frame, ranges, ripple, sky


def ricefield(art: Art) -> None:
    """Terraces that step down to the eye, farmers at work, a hut and sugar palms."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art)
    flock(pen.at(rng.uniform(420, 620), 200), rng, palette.shade)
    ranges(art, top=310, base=450, count=4, height=170)
    temple(pen.at(rng.uniform(560, 700), 494, 0.42), palette, mix(palette.ridge(0.5), palette.gold, 0.35))
    ripe = rng.random() < 0.6
    crop = mix(palette.gold, palette.leaf_light, 0.15 if ripe else 0.85)
    lines = [terrace(art, 480 + step * 62, step, crop) for step in range(7)]
    for x, size in ((300, 0.62), (372, 0.8), (1300, 0.74)):
        sugar_palm(pen.at(x, 570, size), rng, palette, 330)
    hut(pen.at(1140, 640, 1.25), palette)
    banana(pen.at(1260, 640), rng, palette, 150)
    for x, row in ((480, 4), (690, 4)):
        bending(pen.at(x, level(lines[row], x) + 24, 1.6), palette, dress(rng, palette, "hat"))
    standing(
        pen.at(900, level(lines[4], 900) + 20, 1.9),
        palette,
        dress(rng, palette, "hat", skirt=True),
        ((-22, -42), (20, -62)),
    )
    for row in (5, 6):
        for number in range(34):
            over = 20 + number * 48 + rng.uniform(-10, 10)
            rice(pen.at(over, level(lines[row], over) + rng.uniform(16, 56)), rng, palette, 40 + row * 5, ripe=ripe)
    frame(art)


def terrace(art: Art, y: float, step: int, crop: Colour) -> list[Point]:
    """One step of the terraces: crop, and an edge of earth or a sheet of water above it."""
    palette, rng = art.palette, art.rng
    swing = 20 + step * 4
    points: list[Point] = [
        (x, y + swing * (0.9 if (x // 330 + step) % 2 else -0.4) + rng.uniform(-9, 9)) for x in range(-70, 2000, 330)
    ]
    line = smooth(points, steps=12)
    wet = step % 3 == 1
    top = mix(palette.water[0], palette.water[1], 0.3) if wet else palette.lit(crop, 0.28 - step * 0.03)
    foot = palette.dark(palette.water[1] if wet else crop, 0.05 + step * 0.045)
    art.pen.layer(down_to(line, y + 150 if step < 6 else HEIGHT + 20), top, foot, 0.3)
    art.pen.curve([(x, v + 3) for x, v in points], 5 + step, 5 + step, mix(palette.leaf, palette.wood, 0.35), 230)
    for _ in range(26 if not wet else 12):
        x = rng.uniform(0, 1600)
        v = level(line, x) + rng.uniform(14, 56)
        if wet:
            ripple(art.pen, x, v, rng.uniform(40, 130), 3, palette.lit(palette.water[0], 0.6), 120)
        else:
            grass(art.pen.at(x, v), rng, 14 + step * 3, palette.dark(crop, rng.uniform(0, 0.25)), 3)
    return line


def level(line: list[Point], x: float) -> float:
    """How high a line is at x."""
    return min(line, key=lambda point: abs(point[0] - x))[1]


def cattle(art: Art) -> None:
    """Cows on a meadow, a herder in the shade, hay and a house behind."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art)
    ranges(art, top=330, base=460, count=3, height=190)
    far_line(art, 520, palette, 0.5)
    field(art, 540, 26, mix(palette.ground, palette.leaf_light, 0.4))
    stilt_house(pen.at(430, 606, 0.95), rng, palette)
    palm(pen.at(318, 606), rng, palette, 260)
    banana(pen.at(585, 608), rng, palette, 130)
    for x in range(700, 1640, 84):
        pen.box(x, 560, x + 7, 612, palette.wood_deep)
    for y in (572, 592):
        pen.line([(690, y), (1640, y + 4)], 5, palette.wood)
    field(art, 640, 34, palette.ground)
    tree(pen.at(1260, 668, 1.8), rng, palette, 260)
    haystack(art, 1010, 672)
    buffalo = rng.random() < 0.4
    coats = (
        (palette.lit(palette.ink, 0.25),) * 3
        if buffalo
        else (palette.clay, palette.lit(palette.wood, 0.45), palette.dark(palette.wood, 0.2))
    )
    cow(pen.at(540, 742, 1.4), palette, coats[0], grazing=True, horns=buffalo)
    cow(pen.at(1160, 742, 1.35), palette, coats[1], horns=buffalo)
    cow(pen.at(830, 820, 1.85), palette, coats[2], horns=buffalo)
    standing(pen.at(415, 800, 1.7), palette, dress(rng, palette, "hat", skirt=False), ((-16, -48), (24, -66)))
    pen.line([(456, 640), (462, 806)], 5, palette.wood_deep)
    for _ in range(60):
        over, down = rng.uniform(0, 1600), rng.uniform(700, 960)
        grass(pen.at(over, down), rng, 10 + (down - 660) / 12, mix(palette.leaf, palette.leaf_light, rng.random()), 4)
    for _ in range(14):
        meadow(pen.at(rng.uniform(60, 1540), rng.uniform(880, 960)), rng, palette, 46)
    bush(pen.at(190, 900), rng, palette, 220)
    frame(art)


def haystack(art: Art, x: float, y: float) -> None:
    """A cone of rice straw about a pole."""
    pen, palette = art.pen.at(x, y), art.palette
    straw = palette.lit(palette.gold, 0.1)
    pen.box(-3, -150, 3, 0, palette.wood_deep)
    pen.blob([(-70, 2), (-62, -50), (-30, -104), (0, -134), (30, -104), (62, -50), (70, 2)], straw)
    pen.blob([(10, 2), (20, -60), (4, -128), (32, -100), (62, -50), (70, 2)], palette.dark(straw, 0.2))
    for step in range(20):
        lean = art.rng.uniform(-52, 52)
        top = -120 + abs(lean) * 1.3 + art.rng.uniform(0, 40)
        pen.line([(lean, top), (lean * 1.2, top + 22)], 1.8, palette.dark(straw, 0.15 + 0.02 * (step % 6)))
