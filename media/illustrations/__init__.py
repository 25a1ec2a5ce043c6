"""Illustrations for the demonstration: drawn, not photographed, so that nobody's picture is borrowed.

Each is made of paper-cut layers in the light of one hour of a Thai day. The scene and the seed decide everything:
the same pair always draws the same picture, and no two seeds look alike.
"""

from collections.abc import Callable
from random import Random

from PIL import Image, ImageOps

from media.illustrations import (
    scenes_beds,
    scenes_care,
    scenes_craft,
    scenes_farm,
    scenes_gathering,
    scenes_land,
    scenes_pantry,
    scenes_table,
    scenes_town,
    scenes_trees,
    scenes_water,
    scenes_workshop,
)
from media.illustrations.art import Art
from media.illustrations.palette import MOODS, palette_for
from media.illustrations.pen import HEIGHT, WIDTH, Pen, Sheet

__all__ = ["SCENES", "draw"]

DRAWINGS: dict[str, Callable[[Art], None]] = {
    "hive": scenes_trees.hive,
    "ricefield": scenes_farm.ricefield,
    "orchard": scenes_trees.orchard,
    "sea": scenes_water.sea,
    "market": scenes_gathering.market,
    "weaving": scenes_craft.weaving,
    "cattle": scenes_farm.cattle,
    "mushroom": scenes_beds.mushrooms,
    "village": scenes_town.village,
    "water": scenes_water.waterwheel,
    "learning": scenes_care.learning,
    "clinic": scenes_care.clinic,
    "forest": scenes_land.forest,
    "mountain": scenes_land.mountain,
    "city": scenes_town.city,
    "kitchen": scenes_table.kitchen,
    "pottery": scenes_craft.pottery,
    "river": scenes_water.river,
    "solar": scenes_town.solar,
    "meeting": scenes_gathering.meeting,
    "garden": scenes_beds.garden,
    "coffee": scenes_trees.coffee,
    "herbs": scenes_table.herbs,
    "fishpond": scenes_water.fishpond,
    "festival": scenes_gathering.festival,
    "road": scenes_land.road,
    # Goods; a name keeps its place, for the hour of a scene's light is counted from it.
    "honey": scenes_pantry.honey,
    "sauces": scenes_pantry.sauces,
    "jams": scenes_pantry.jams,
    "rice_bowls": scenes_pantry.rice_bowls,
    "tea": scenes_pantry.tea,
    "coffee_bag": scenes_pantry.coffee_bag,
    "packets": scenes_pantry.packets,
    "eggs": scenes_pantry.eggs,
    "dried_fish": scenes_pantry.dried_fish,
    "mushroom_box": scenes_pantry.mushroom_box,
    "cloths": scenes_workshop.cloths,
    "shawls": scenes_workshop.shawls,
    "bags": scenes_workshop.bags,
    "baskets": scenes_workshop.baskets,
    "bowls": scenes_workshop.bowls,
    "papers": scenes_workshop.papers,
    "lanterns": scenes_workshop.lanterns,
    "soaps": scenes_workshop.soaps,
    "balms": scenes_workshop.balms,
    "beebox": scenes_workshop.beebox,
    "vegetables": scenes_workshop.vegetables,
    "fruits": scenes_workshop.fruits,
    "sacks": scenes_workshop.sacks,
    "seedlings": scenes_workshop.seedlings,
    "tiffins": scenes_workshop.tiffins,
}
SCENES = tuple(DRAWINGS)
# Fields are worked by day, lanterns fly after it.
DAYS = tuple(number for number, mood in enumerate(MOODS) if not mood.night)
EVENINGS = (3, 4)
AFTER_DARK = frozenset({"village", "city", "river", "mountain", "sea", "kitchen"})
OVERSAMPLING = 2
SMALLEST = 0.04  # A stamp of fewer pixels is drawn larger, then made smaller.
GRAIN = 0.2


def camera(pen: Pen, rng: Random) -> Pen:
    """The same pen, a step nearer to the scene or to one side of it, with nothing bare at the edges."""
    near = rng.uniform(1.0, 1.13)
    side = rng.uniform(-0.5, 0.5) * (near - 1) * WIDTH
    return pen.at(WIDTH / 2 * (1 - near) + side, HEIGHT * 0.62 * (1 - near), near)


def draw(scene: str, *, seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """The scene as an RGB picture of that size in pixels; its subject stays in the central 60 %.

    Raises KeyError for a scene which is not in SCENES, ValueError for a size without pixels.
    """
    drawing = DRAWINGS[scene]
    if min(size) < 1:
        raise ValueError(f"a picture needs pixels, not {size}")
    hours = EVENINGS if scene == "festival" else range(len(MOODS)) if scene in AFTER_DARK else DAYS
    rng = Random(f"{scene} {seed}")  # noqa: S311 - chance that repeats, nothing secret
    palette = palette_for(rng, hours[(seed + 3 * SCENES.index(scene)) % len(hours)])
    sheet = Sheet(max(size[0] / WIDTH, size[1] / HEIGHT, SMALLEST) * OVERSAMPLING)
    drawing(Art(camera(Pen(sheet), rng), Pen(sheet), palette, rng))
    picture = sheet.finished(GRAIN)
    if rng.random() < 0.5:
        picture = ImageOps.mirror(picture)
    return picture if picture.size == size else ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
