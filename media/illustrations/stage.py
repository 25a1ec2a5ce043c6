"""What goods stand on: a table before a wall, before a window, or out of doors, near to the eye."""

from media.illustrations.art import Art
from media.illustrations.craft import mat
from media.illustrations.palette import Colour, mix
from media.illustrations.pen import HEIGHT, WIDTH, Pen
from media.illustrations.plants import banana, palm
from media.illustrations.scenery import clouds, field, frame, ranges, sky

TABLE = 640.0  # the far edge of the table
FRONT = 860.0  # its near edge
STANDING = 800.0  # where goods stand on it
NEAR = 1.4


def stage(art: Art) -> Pen:
    """Paints what lies behind, and the table with something spread upon it; returns a pen near to the goods."""
    kind = art.rng.randrange(3)
    (wall, window, outdoors)[kind](art)
    table(art)
    return art.pen.at(WIDTH / 2 * (1 - NEAR), STANDING * (1 - NEAR), NEAR)


def wall(art: Art) -> None:
    """A plastered or planked wall with the light of a window upon it."""
    palette, rng, pen = art.palette, art.rng, art.pen
    tone: Colour = rng.choice((palette.teal, palette.lotus, palette.gold, palette.leaf, palette.indigo, palette.clay))
    light = mix(tone, palette.cream, rng.uniform(0.5, 0.72))
    pen.layer(
        [(0, 0), (WIDTH, 0), (WIDTH, TABLE + 20), (0, TABLE + 20)], palette.lit(light, 0.2), palette.dark(light, 0.2)
    )
    if rng.random() < 0.5:
        for plank in range(60, WIDTH, 120):
            pen.line([(plank, 0), (plank, TABLE)], 3, palette.dark(light, 0.3), 110)
    light_at = rng.uniform(240, 700)
    for x in (light_at, light_at + 210):
        pen.shape([(x, 60), (x + 170, 60), (x + 300, 480), (x + 130, 480)], palette.cream, 70)
    pen.glow(light_at + 300, 300, 620, palette.sun, 0.4)


def window(art: Art) -> None:
    """A window onto ridges, and the wall about it."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art, sun=(rng.uniform(620, 980), 240), size=64)
    clouds(art, 3)
    ranges(art, top=340, base=450, count=3, height=150)
    field(art, 520, 14, mix(palette.gold, palette.leaf_light, rng.random()))
    timber = palette.lit(palette.wood, rng.uniform(0, 0.3))
    left, right = rng.uniform(240, 380), rng.uniform(1220, 1360)
    walls = ((0, 0, WIDTH, 90), (0, 90, left, TABLE), (right, 90, WIDTH, TABLE), (left, 590, right, TABLE))
    for near, top, far, foot in walls:
        pen.box(near, top, far, foot, timber)
    for x in range(40, WIDTH, 90):
        reach = TABLE if x < left or x > right else 90
        pen.line([(x, 0), (x, reach)], 3, palette.dark(timber, 0.35), 130)
    pen.line([(left, 90), (right, 90), (right, 590), (left, 590), (left, 80)], 20, palette.wood_deep)
    pen.line([((left + right) / 2, 90), ((left + right) / 2, 590)], 10, palette.wood_deep)


def outdoors(art: Art) -> None:
    """A garden at the foot of the hills."""
    palette, rng, pen = art.palette, art.rng, art.pen
    sky(art)
    clouds(art, 3)
    ranges(art, top=330, base=470, count=3, height=180)
    field(art, 550, 14, mix(palette.ground, palette.leaf_light, rng.uniform(0.2, 0.6)))
    for x in rng.sample(range(140, 1460, 90), 3):
        palm(pen.at(x, 660), rng, palette, rng.uniform(240, 340))
    banana(pen.at(rng.choice((300, 1300)), 670), rng, palette, 180)
    frame(art, ground=False)


def table(art: Art) -> None:
    """Planks from edge to edge; on them a mat, a banana leaf, or nothing."""
    palette, rng, pen = art.palette, art.rng, art.pen
    timber = rng.choice((palette.wood, palette.lit(palette.wood, 0.35), palette.dark(palette.wood, 0.25)))
    top: list[tuple[float, float]] = [(0, TABLE), (WIDTH, TABLE), (WIDTH, FRONT), (0, FRONT)]
    pen.layer(top, palette.lit(timber, 0.32), palette.lit(timber, 0.08), 0.35)
    for y in (TABLE + 50, TABLE + 116):
        pen.line([(0, y), (WIDTH, y)], 3, palette.dark(timber, 0.25), 140)
    front: list[tuple[float, float]] = [(0, FRONT), (WIDTH, FRONT), (WIDTH, HEIGHT + 10), (0, HEIGHT + 10)]
    pen.layer(front, palette.dark(timber, 0.1), palette.dark(timber, 0.45), 0.2)
    spread = rng.randrange(3)
    if spread == 0:
        tone = rng.choice((palette.leaf, palette.clay, palette.indigo, palette.teal, palette.gold))
        mat(pen.at(800, 762), palette, 1180, 150, palette.lit(tone, 0.25))
    elif spread == 1:
        pen.leaf((230, 780), (1370, 750), 190, mix(palette.leaf, palette.leaf_light, rng.random()), palette.leaf_light)
