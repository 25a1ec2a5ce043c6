"""People, without faces: farmers, weavers, teachers, children. Each stands on the pen's zero and is about 100 units tall."""

from dataclasses import dataclass
from random import Random

from media.illustrations.geometry import Point
from media.illustrations.palette import Colour, Palette, mix
from media.illustrations.pen import Pen

Hands = tuple[Point, Point]
REST: Hands = ((-15, -46), (15, -46))


@dataclass(frozen=True)
class Dress:
    """What someone wears. `head` is hat (a palm-leaf ngob), bun, short, scarf, veil or grey."""

    top: Colour
    bottom: Colour
    band: Colour
    head: str
    skirt: bool = True
    sash: Colour | None = None


def dress(rng: Random, palette: Palette, head: str | None = None, *, skirt: bool | None = None) -> Dress:
    """Clothes by chance; the indigo mor hom shirt is the likeliest."""
    top = palette.indigo if rng.random() < 0.4 else palette.cloth(rng)
    bottom = rng.choice(
        [c for c in (palette.clay, palette.teal, palette.ink, palette.wood_deep, palette.indigo) if c != top]
    )
    return Dress(
        top=top,
        bottom=palette.dark(bottom, 0.12),
        band=palette.gold if bottom != palette.gold else palette.cream,
        head=head or rng.choice(("hat", "bun", "short", "hat")),
        skirt=rng.random() < 0.6 if skirt is None else skirt,
        sash=rng.choice((palette.clay, palette.lotus, palette.gold)) if rng.random() < 0.35 else None,
    )


def standing(pen: Pen, palette: Palette, wear: Dress, hands: Hands = REST, *, shadow: bool = True) -> None:
    """Someone on their feet, with the hands where they are said to be."""
    if shadow:
        pen.oval(6, 0, 26, 5, palette.shade, 70)
    _legs(pen, palette, wear)
    torso(pen.at(0, -50), palette, wear, [(x, y + 50) for x, y in hands])


def _legs(pen: Pen, palette: Palette, wear: Dress) -> None:
    for x in (-6, 6):
        pen.limb([(x, -20), (x, -2)], 6, 5, palette.skin)
        pen.oval(x + 2, -1, 5.5, 2.6, palette.dark(palette.skin, 0.25))
    if not wear.skirt:
        pen.shape([(-12, -52), (12, -52), (13, -14), (2, -14), (0, -34), (-2, -14), (-13, -14)], wear.bottom)
        pen.shape([(4, -52), (12, -52), (13, -14), (6, -14)], palette.dark(wear.bottom, 0.2))
        return
    pen.shape([(-11, -52), (11, -52), (15, -10), (-15, -10)], wear.bottom)
    pen.shape([(4, -52), (11, -52), (15, -10), (7, -10)], palette.dark(wear.bottom, 0.2))
    pen.shape([(-14.2, -19), (14.2, -19), (14.8, -13), (-14.8, -13)], wear.band)


def torso(pen: Pen, palette: Palette, wear: Dress, hands: list[Point]) -> None:
    """The upper body; the pen's zero is the waist."""
    shoulders: Hands = ((-11.5, -24), (11.5, -24))
    behind, before = (palette.dark(wear.top, 0.2), wear.top)
    arm(pen, palette, shoulders[1], hands[1], behind)
    pen.limb([(0, -26), (0, -34)], 7, 7, palette.dark(palette.skin, 0.15))
    pen.blob([(-12, 0), (-13, -14), (-12, -26), (-5, -30), (5, -30), (12, -26), (12, -14), (12, 0), (0, 2)], wear.top)
    pen.blob([(12, 1), (12, -14), (11, -26), (6, -29), (6, -14), (4, 1)], palette.dark(wear.top, 0.16))
    if wear.sash:
        pen.shape([(-12, -25), (-6, -29), (12, -4), (12, 1), (7, 1)], wear.sash)
    else:
        pen.line([(0, -29), (0, -2)], 1.1, palette.lit(wear.top, 0.35))
    head(pen.at(0, -41), palette, wear)
    arm(pen, palette, shoulders[0], hands[0], before)


def arm(pen: Pen, palette: Palette, shoulder: Point, hand: Point, sleeve: Colour) -> None:
    """An arm with a sleeve down to the elbow."""
    side = -1 if shoulder[0] < 0 else 1
    elbow = ((shoulder[0] + hand[0]) / 2 + side * 4, (shoulder[1] + hand[1]) / 2 + 4)
    pen.limb([elbow, hand], 6, 4.6, palette.skin)
    pen.limb([shoulder, elbow], 8.2, 7.4, sleeve)


def head(pen: Pen, palette: Palette, wear: Dress) -> None:
    """The head about the pen's zero, with hair or hat."""
    hair = mix(palette.ink, palette.wood_deep, 0.25) if wear.head != "grey" else mix(palette.cream, palette.shade, 0.25)
    if wear.head == "bun":
        pen.dot(5, -11, 5.2, hair)
    pen.oval(0, 0, 9.4, 10.2, palette.skin)
    pen.blob([(-9.6, -1), (-9, -8), (-2, -12), (7, -10), (10.6, -2), (9, 5), (6.5, -3), (0, -6), (-6, -5)], hair)
    if wear.head == "hat":
        ngob(pen, palette)
    elif wear.head == "scarf":
        wrap(pen, palette, palette.lotus if wear.top != palette.lotus else palette.teal)
    elif wear.head == "veil":
        pen.shape([(-15, -6), (15, -6), (12, 14), (-12, 14)], palette.cream, 110)
        pen.oval(0, -6, 19, 4.5, palette.gold)
        pen.blob([(-9, -6), (-7, -14), (7, -14), (9, -6)], palette.lit(palette.gold, 0.3))


def wrap(pen: Pen, palette: Palette, colour: Colour) -> None:
    """A checked cloth (pha khao ma) wound about the head, with its knot behind."""
    dark, light = palette.dark(colour, 0.25), palette.lit(colour, 0.55)
    pen.shape([(9, -5), (19, 1), (16, 6), (9, -1)], dark)
    pen.shape([(9, -6), (20, -8), (20, -2), (9, -2)], colour)
    pen.blob([(-11, -3), (-10, -11), (-1, -15), (9, -11), (11.5, -3), (0, -7)], colour)
    pen.curve([(-11.5, -3), (-5, -7.5), (4, -8), (12, -3)], 4.6, 4.6, dark)
    for x in (-6, -1, 4):
        pen.curve([(x, -7.5), (x + 1.5, -11), (x + 1, -13.6)], 1.1, 0.8, light)


def ngob(pen: Pen, palette: Palette) -> None:
    """A palm-leaf hat."""
    straw = palette.lit(palette.gold, 0.35)
    pen.oval(0, -5, 20, 4.4, palette.dark(straw, 0.35))
    pen.shape([(-20, -5.5), (-9, -12), (-5, -18), (5, -18), (9, -12), (20, -5.5), (0, -3)], straw)
    pen.shape([(6, -17), (9, -12), (20, -5.5), (5, -3.6)], palette.dark(straw, 0.18))
    pen.line([(-9.5, -11.6), (9.5, -11.6)], 1.4, palette.dark(straw, 0.35))


def bending(pen: Pen, palette: Palette, wear: Dress) -> None:
    """Someone who stoops to the right, hands at the ground, as when rice is planted."""
    pen.oval(14, 0, 34, 5, palette.shade, 70)
    pen.limb([(6, -34), (8, -14), (4, 0)], 11, 7, palette.dark(wear.bottom, 0.25))
    pen.limb([(-2, -36), (-6, -18), (-6, 0)], 13, 7, wear.bottom)
    arm(pen, palette, (30, -48), (38, -8), palette.dark(wear.top, 0.2))
    pen.blob([(-10, -38), (-6, -50), (12, -58), (32, -56), (37, -48), (28, -42), (10, -34), (-4, -30)], wear.top)
    pen.curve([(-8, -34), (10, -37), (30, -44)], 5, 3, palette.dark(wear.top, 0.18))
    head(pen.at(42, -54, turn=38), palette, wear)
    pen.limb([(28, -46), (31, -28), (28, -6)], 6.4, 4.6, palette.skin)
    pen.limb([(29, -47), (31, -32)], 8, 7, wear.top)


def sitting(pen: Pen, palette: Palette, wear: Dress, hands: Hands = ((-14, -16), (14, -16))) -> None:
    """Someone on the floor with folded legs."""
    pen.oval(3, 0, 34, 5, palette.shade, 70)
    pen.blob([(-30, -3), (-22, -13), (0, -17), (22, -13), (30, -3), (16, 0), (-16, 0)], wear.bottom)
    pen.curve([(-29, -4), (-8, -9), (10, -3)], 3, 1.5, palette.lit(wear.bottom, 0.25))
    pen.oval(-27, -3, 6, 3, palette.skin)
    torso(pen.at(0, -13), palette, wear, [(x, y + 13) for x, y in hands])
