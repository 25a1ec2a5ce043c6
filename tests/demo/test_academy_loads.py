"""The demo's courses become pages once, in their order, with their stories, and translated where there are words."""

from pathlib import Path

import pytest

from cms.academy import demo as academy
from cms.academy.models import AcademyIndexPage, CoursePage, LessonPage
from cms.blocks.demo.bricks import load_sources, read
from cms.home.founding import found_site
from cms.pages.demo import Desk
from media.illustrations.album import Album
from media.models import Photo
from media.services import add_photo
from tests.demo.test_content import ROOT
from tests.media.samples import encoded, picture
from tests.pages_made import make_story


@pytest.fixture
def desk(db: None) -> Desk:
    """The bare site, one picture for all, and the stories by title only."""
    found_site()
    load_sources()
    for data in map(read, sorted((ROOT / "cms/stories/demo").glob("*.th.toml"))):
        make_story(data["title"], slug=data["slug"])
    photo: Photo = add_photo(title="ภาพ", description="ภาพวาด", image=encoded("JPEG", picture(1200, 900)))
    return Desk(Album({wish.name: photo for wish in academy.wishes()}))


def test_every_course_comes_in_once_with_its_lessons_in_order(desk: Desk) -> None:
    assert list(academy.load(desk)) == academy.names()
    written = CoursePage.objects.count(), LessonPage.objects.count()
    assert list(academy.load(desk)) == academy.names()

    assert (CoursePage.objects.count(), LessonPage.objects.count()) == written
    assert CoursePage.objects.live().count() == written[0]
    for name in academy.names():
        data = read(academy.file_of(name, "course"))
        course = CoursePage.objects.get(slug=data["slug"], locale__language_code="th")
        assert [row.story.slug for row in course.course_stories.select_related("story")] == data["stories"]
        titles = [read(academy.file_of(name, part))["title"] for part in academy.lessons(name)]
        assert list(course.get_children().values_list("title", flat=True)) == titles
        assert course.cover is not None
        for part, page in zip(academy.lessons(name), course.get_children().specific(), strict=True):
            _assert_shown(academy.file_of(name, part), page)
        _assert_translated(name, course)


def _assert_shown(file: Path, lesson: LessonPage) -> None:
    named = [entry["thing"]["title"] for entry in read(file)["body"] if entry.get("thing", {}).get("kind") == "story"]
    assert [block.value.hit.title for block in lesson.body if block.block_type == "story"] == named


def _assert_translated(name: str, course: CoursePage) -> None:
    twin = CoursePage.objects.filter(translation_key=course.translation_key, locale__language_code="en").first()
    assert (twin is not None) == academy.file_of(name, "course", "en").exists()
    if twin is None:
        return
    assert twin.get_parent().specific == AcademyIndexPage.objects.get(locale__language_code="en")
    keys = list(course.get_children().values_list("translation_key", flat=True))
    assert list(twin.get_children().values_list("translation_key", flat=True)) == keys
