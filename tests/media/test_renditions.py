"""Renditions of published pictures: made by the worker, once, and gone when the picture is withdrawn."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from media import rendering, services, tasks
from media.drawing import draw
from media.models import Photo, PublicRendition
from media.signals import renditions_changed
from media.sizes import QUICK, RECIPE, SIZES
from media.storage import public
from tests.media import samples

pytestmark = pytest.mark.every_database


def names() -> set[str]:
    return set(PublicRendition.objects.values_list("name", flat=True))


def stored() -> set[str]:
    return set(public().names(older_than=-60))  # type: ignore[attr-defined]  # ours has it


def then_fail(act: Callable[[], None]) -> None:
    """The act, in a transaction that comes to nothing."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


@pytest.fixture
def published(
    add_photo: Callable[..., Photo], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Photo:
    photo = add_photo(image=samples.picture(2000, 1500))
    with django_capture_on_commit_callbacks(execute=True):
        services.publish(photos=[photo.pk], files=[])
    photo.refresh_from_db()
    return photo


def test_publishing_has_every_size_and_format_made_after_commit(published: Photo) -> None:
    made = {(row.size, row.format): (row.width, row.height) for row in PublicRendition.objects.all()}
    assert set(made) == {(size.name, format) for size in SIZES.values() for format in size.formats}
    assert {size: pair for (size, format), pair in made.items() if format == "jpeg"} == {
        "thumb": (160, 160),
        "card": (480, 320),
        "small": (480, 360),
        "wide": (960, 720),
        "hero": (1440, 1080),
        "og": (1200, 630),
    }
    assert names() == stored()
    for row in PublicRendition.objects.all():
        with public().open(row.name) as file:
            image = Image.open(io.BytesIO(file.read()))
        assert (image.format, image.size) == (row.format.upper(), (row.width, row.height))


def test_nothing_is_drawn_inside_the_transaction_that_publishes(
    photo: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        services.publish(photos=[photo.pk], files=[])
    assert len(callbacks) == 1
    assert stored() == set()


def test_publishing_that_is_rolled_back_leaves_the_picture_private(
    photo: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        then_fail(lambda: services.publish(photos=[photo.pk], files=[]))
    photo.refresh_from_db()
    assert not photo.is_public
    assert (names(), stored()) == (set(), set())


def test_a_private_picture_gets_no_public_rendition(photo: Photo) -> None:
    assert rendering.render(photo.pk) == 0
    assert (names(), stored()) == (set(), set())


def test_a_second_run_of_the_worker_makes_nothing(published: Photo) -> None:
    assert rendering.render(published.pk) == 0
    Photo.objects.filter(pk=published.pk).update(rendered="")
    rows = names()
    assert rendering.render(published.pk) == len(rows)
    assert names() == rows == stored()


def test_two_workers_that_draw_the_same_picture_leave_one_rendition_of_each(published: Photo) -> None:
    late = Photo.objects.get(pk=published.pk)
    late.rendered = ""
    before = names()
    drawn = draw(rendering._original(late), late.focus, QUICK)
    assert rendering._store(late, drawn, QUICK) == 0
    assert names() == before
    assert names() == stored()


def test_a_picture_withdrawn_while_it_is_drawn_leaves_nothing(
    photo: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    services.publish(photos=[photo.pk], files=[])
    drawing = Photo.objects.get(pk=photo.pk)
    drawn = draw(rendering._original(drawing), drawing.focus, QUICK)
    services.withdraw(photos=[photo.pk], files=[])
    with django_capture_on_commit_callbacks(execute=True):
        assert rendering._store(drawing, drawn, QUICK) == 0
    assert (names(), stored()) == (set(), set())


def test_the_old_address_of_a_withdrawn_picture_answers_404(
    published: Photo, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    addresses = [f"/media/{name}" for name in names()]
    assert {client.get(address).status_code for address in addresses} == {200}
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(photos=[published.pk], files=[])
    assert {client.get(address).status_code for address in addresses} == {404}
    assert (names(), stored()) == (set(), set())


def test_withdrawing_that_is_rolled_back_leaves_the_files(
    published: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = names()
    with django_capture_on_commit_callbacks(execute=True):
        then_fail(lambda: services.withdraw(photos=[published.pk], files=[]))
    assert names() == before == stored()


def test_a_deleted_picture_takes_its_public_files_with_it(
    published: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        published.delete()
    assert (names(), stored()) == (set(), set())


def test_a_new_focus_draws_the_crops_again_and_removes_the_old(
    published: Photo, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = names()
    published.focal_point_x, published.focal_point_y = 100, 100
    published.focal_point_width = published.focal_point_height = 10
    published.save()
    with django_capture_on_commit_callbacks(execute=True):
        services.redraw(published)
    assert names() != before
    assert names() == stored()


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (100, 50, {"thumb": (50, 50), "card": (75, 50), "small": (100, 50), "og": (95, 50)}),
        (
            700,
            700,
            {"thumb": (160, 160), "card": (480, 320), "small": (480, 480), "wide": (700, 700), "og": (700, 368)},
        ),
        (3, 2000, {"thumb": (3, 3), "card": (3, 2), "small": (3, 2000), "og": (3, 2)}),
    ],
)
def test_no_picture_is_enlarged(
    add_photo: Callable[..., Photo], width: int, height: int, expected: dict[str, tuple[int, int]]
) -> None:
    photo = add_photo(image=samples.encoded("PNG", samples.picture(width, height)))
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    assert {row.size: (row.width, row.height) for row in PublicRendition.objects.filter(format="jpeg")} == expected


def test_a_see_through_picture_stands_on_paper_where_the_format_cannot_see_through(
    add_photo: Callable[..., Photo],
) -> None:
    photo = add_photo(image=samples.encoded("PNG", Image.new("RGBA", (300, 200), (0, 0, 0, 0))))
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    with public().open(PublicRendition.objects.get(size="card", format="jpeg").name) as file:
        assert Image.open(io.BytesIO(file.read())).getpixel((5, 5)) == (255, 255, 255)


def test_a_lost_original_is_given_up_and_not_tried_for_ever(photo: Photo) -> None:
    services.publish(photos=[photo.pk], files=[])
    photo.file.storage.delete(photo.file.name)
    assert rendering.render(photo.pk) == 0
    assert tasks.enqueue_missing() == 0


def test_a_lost_task_is_put_into_the_queue_again(photo: Photo) -> None:
    services.publish(photos=[photo.pk], files=[])
    assert tasks.enqueue_missing() == 1
    photo.refresh_from_db()
    assert photo.rendered == RECIPE
    assert tasks.enqueue_missing() == 0


def test_the_sweep_removes_files_that_no_row_names_and_keeps_the_others(published: Photo) -> None:
    kept = stored()
    stray = Path(public().base_location) / "ab" / "9-card-0123456789abcdef01234567.jpg"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))
    assert tasks.sweep() == 1
    assert stored() == kept


def test_the_rooms_above_are_told_when_a_picture_can_be_seen(photo: Photo) -> None:
    told: list[int] = []

    def listen(photo_id: int, **kwargs: object) -> None:
        told.append(photo_id)

    renditions_changed.connect(listen)
    try:
        services.publish(photos=[photo.pk], files=[])
        rendering.render(photo.pk)
    finally:
        renditions_changed.disconnect(listen)
    # Once when it can be seen, once when the smaller format is there too.
    assert told == [photo.pk, photo.pk]


def test_several_processes_make_what_one_makes(add_photo: Callable[..., Photo]) -> None:
    photos = [add_photo(image=samples.picture(200 + n, 150)).pk for n in range(3)]
    services.publish(photos=photos, files=[])
    assert sorted(rendering.render_many(photos, processes=2, quick=True)) == photos
    assert set(PublicRendition.objects.values_list("format", flat=True)) == set(QUICK)
    assert sorted(rendering.render_many(photos, processes=2)) == photos
    assert set(Photo.objects.values_list("rendered", flat=True)) == {RECIPE}
    assert names() == stored()
