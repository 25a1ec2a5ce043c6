"""The drawn pictures of the demonstration."""

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from media.illustrations import SCENES, draw
from media.illustrations.palette import MOODS

SMALL = (160, 100)


@cache
def drawn(scene: str, seed: int) -> Image.Image:
    """A small picture, drawn once for all tests."""
    return draw(scene, seed=seed, size=SMALL)


def difference(first: Image.Image, second: Image.Image) -> float:
    """How far two pictures are apart, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_fills_the_picture_it_was_asked_for(scene: str) -> None:
    picture = drawn(scene, 3)

    assert picture.mode == "RGB"
    assert picture.size == SMALL
    assert min(ImageStat.Stat(picture).stddev) > 12
    for x, y in ((0, 0), (159, 0), (0, 99), (159, 99), (0, 50), (159, 50)):
        assert picture.getpixel((x, y)) != (0, 0, 0), "bare sheet shows at an edge"


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_no_bare_sheet_shows_above_the_sky_however_near_the_camera_stands(seed: int) -> None:
    picture = draw("market", seed=seed, size=(400, 250))

    assert difference(picture.crop((0, 0, 400, 1)), picture.crop((0, 3, 400, 4))) < 12


@pytest.mark.parametrize("scene", SCENES)
def test_the_same_seed_draws_the_same_picture(scene: str) -> None:
    assert drawn(scene, 3).tobytes() == draw(scene, seed=3, size=SMALL).tobytes()


@pytest.mark.parametrize("scene", SCENES)
def test_another_seed_draws_another_picture(scene: str) -> None:
    assert difference(drawn(scene, 3), drawn(scene, 4)) > 8


def test_two_scenes_of_one_seed_differ() -> None:
    assert difference(drawn("sea", 3), drawn("kitchen", 3)) > 8


def test_all_scenes_of_one_seed_are_different_pictures() -> None:
    assert len({drawn(scene, 3).tobytes() for scene in SCENES}) == len(SCENES)


def test_the_hours_of_the_day_take_turns_over_the_seeds() -> None:
    corners = {draw("village", seed=seed, size=(64, 40)).resize((1, 1)).getpixel((0, 0)) for seed in range(len(MOODS))}

    assert len(corners) == len(MOODS)


def test_a_seed_may_be_any_whole_number() -> None:
    for seed in (-5, 0, 2**32 - 1):
        assert draw("sea", seed=seed, size=(64, 40)).size == (64, 40)


@pytest.mark.parametrize("size", [(48, 32), (120, 63), (40, 60), (33, 77), (1, 1)])
def test_a_picture_of_other_proportions_is_cropped_about_its_middle(size: tuple[int, int]) -> None:
    assert draw("market", seed=2, size=size).size == size


def test_a_scene_which_nobody_draws_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("volcano", seed=1)


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="pixels"):
        draw("sea", seed=1, size=(0, 100))
