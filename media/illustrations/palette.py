"""Colours: eight moods of the day, each turned a little by the seed, so that no two pictures look alike."""

import colorsys
from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]


def hue(code: str) -> Colour:
    """A colour from its six hexadecimal digits."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` 0 gives the first colour, 1 the second."""
    keep = 1 - share
    return (
        round(first[0] * keep + second[0] * share),
        round(first[1] * keep + second[1] * share),
        round(first[2] * keep + second[2] * share),
    )


@dataclass(frozen=True)
class Mood:
    """The light of an hour: what the sky, the ridges and the ground take from it, and how strongly it tints things."""

    sky: tuple[str, str]
    sun: str
    ridges: tuple[str, str]
    ground: str
    water: tuple[str, str]
    light: tuple[str, float]
    night: bool = False


MOODS = (
    Mood(("79b3bd", "fce3c0"), "ff9d66", ("b4c3c0", "2c6a5c"), "86ad62", ("f3d3b4", "4a8f98"), ("ffb482", 0.10)),
    Mood(("efb257", "fdefcb"), "fff7df", ("e0bd74", "4d6238"), "d3ad48", ("fbe3a8", "5d9486"), ("f2a53a", 0.12)),
    Mood(("62b4bf", "eef5e0"), "ffe7a0", ("a5cfc6", "1f6b57"), "86ba67", ("cfe9e2", "2f8794"), ("f4f6dc", 0.05)),
    Mood(("33306b", "f59a6c"), "ffdca0", ("b56a83", "30264f"), "797250", ("f0a07a", "423a6e"), ("6f3c70", 0.2)),
    Mood(("14285a", "5f97a8"), "f8f0d4", ("4b7a94", "17335a"), "336a68", ("5f97a5", "16305a"), ("2c4f86", 0.3), True),
    Mood(("e38c9f", "fdebd8"), "fff4de", ("dda6ae", "2f6262"), "8bab74", ("fbd9cb", "5a8f9b"), ("f3a0a8", 0.10)),
    Mood(("6fa39e", "e6eedb"), "f9f4da", ("a3c2b4", "17493f"), "629b64", ("d5e6d8", "2d6f6e"), ("9cc4b2", 0.12)),
    Mood(("df7647", "fde0b2"), "fff3d3", ("d59a72", "4b3544"), "c09a54", ("fbcf9c", "4c7f88"), ("e0794a", 0.14)),
)

LAMP = hue("ffc45c")  # Fire and lamps keep their colour whatever the hour.
EMBER = hue("f08a3c")

THINGS = {
    "leaf": "3f8f58",
    "leaf_deep": "1d5a48",
    "leaf_light": "96c467",
    "gold": "ecb647",
    "clay": "c9623c",
    "lotus": "e27a95",
    "indigo": "2e4079",
    "teal": "2c8c90",
    "cream": "fcf2de",
    "wood": "b0733f",
    "wood_deep": "6d412b",
    "skin": "cf9163",
    "ink": "26223c",
}


@dataclass(frozen=True)
class Palette:
    """Every colour a scene may use. `far` and `near` are the ends of the ridges; `shade` is what shadows are made of."""

    sky: tuple[Colour, Colour]
    sun: Colour
    far: Colour
    near: Colour
    ground: Colour
    water: tuple[Colour, Colour]
    leaf: Colour
    leaf_deep: Colour
    leaf_light: Colour
    gold: Colour
    clay: Colour
    lotus: Colour
    indigo: Colour
    teal: Colour
    cream: Colour
    wood: Colour
    wood_deep: Colour
    skin: Colour
    ink: Colour
    night: bool

    @property
    def shade(self) -> Colour:
        """The colour of shadows."""
        return mix(self.ink, self.near, 0.4)

    def ridge(self, share: float) -> Colour:
        """A ridge between the farthest (0) and the nearest (1)."""
        return mix(self.far, self.near, share)

    def dark(self, colour: Colour, share: float = 0.2) -> Colour:
        """The colour on the side away from the light."""
        return mix(colour, self.shade, share)

    def lit(self, colour: Colour, share: float = 0.2) -> Colour:
        """The colour on the side towards the light."""
        return mix(colour, mix(self.cream, self.sun, 0.4), share)

    def cloth(self, rng: Random) -> Colour:
        """One of the colours people dress in."""
        return rng.choice((self.indigo, self.clay, self.lotus, self.teal, self.cream, self.gold))


def turned(colour: Colour, turn: float, depth: float) -> Colour:
    """The colour with its hue turned by `turn` of the circle and its saturation multiplied by `depth`."""
    hue_, light, full = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    red, green, blue = colorsys.hls_to_rgb((hue_ + turn) % 1, light, min(1.0, full * depth))
    return round(red * 255), round(green * 255), round(blue * 255)


def palette_for(rng: Random, mood_number: int) -> Palette:
    """The mood of that number (any integer), turned a little by `rng`."""
    mood = MOODS[mood_number % len(MOODS)]
    turn, depth = rng.uniform(-0.016, 0.016), rng.uniform(0.88, 1.06)

    def of(code: str) -> Colour:
        return turned(hue(code), turn, depth)

    tint, strength = hue(mood.light[0]), mood.light[1]
    things = {name: turned(mix(hue(code), tint, strength), turn / 3, 1.0) for name, code in THINGS.items()}
    return Palette(
        sky=(of(mood.sky[0]), of(mood.sky[1])),
        sun=of(mood.sun),
        far=of(mood.ridges[0]),
        near=of(mood.ridges[1]),
        ground=of(mood.ground),
        water=(of(mood.water[0]), of(mood.water[1])),
        night=mood.night,
        **things,
    )
