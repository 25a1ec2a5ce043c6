"""What {% photo %} prints, and what it costs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.rich_text import expand_db_html

from media import queries, rendering, services
from media.models import Photo, PhotoRendition, PublicRendition


def shown(image: object, size: str = "card", options: str = "", **context: object) -> str:
    """The tag's output."""
    source = f'{{% load media_tags %}}{{% photo image "{size}" {options} %}}'
    return Template(source).render(Context({"image": image, **context}))


@pytest.fixture
def published(add_photo: Callable[..., Photo]) -> Photo:
    photo = add_photo(description='ทุ่งนา "ยามเช้า" <เชียงดาว>')
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    photo.refresh_from_db()
    return photo


def test_a_picture_offers_avif_then_webp_then_jpeg_with_its_size_and_words(published: Photo) -> None:
    html = shown(published)
    name = {row.format: f"/media/{row.name}" for row in PublicRendition.objects.filter(size="card")}
    sizes = "auto, (min-width: 48rem) 24rem, 94vw"
    assert html == (
        "<picture>"
        f'<source type="image/avif" srcset="{name["avif"]} 480w" sizes="{sizes}">'
        f'<source type="image/webp" srcset="{name["webp"]} 480w" sizes="{sizes}">'
        f'<img src="{name["jpeg"]}" width="480" height="320" '
        'alt="ทุ่งนา &quot;ยามเช้า&quot; &lt;เชียงดาว&gt;" loading="lazy" decoding="async">'
        "</picture>"
    )


def test_a_large_size_lets_the_browser_choose_a_smaller_one(published: Photo) -> None:
    html = shown(published, "hero", "eager=True")
    assert "480w, /media/" in html
    assert " 640w" in html
    assert 'loading="eager" fetchpriority="high"' in html
    assert 'width="640" height="480"' in html
    assert 'sizes="100vw"' in html


def test_a_decorative_picture_says_nothing_and_another_text_takes_the_place_of_its_own(published: Photo) -> None:
    assert 'alt=""' in shown(published, options="decorative=True")
    assert 'alt="ปก"' in shown(published, options='alt="ปก"')


def test_no_picture_prints_nothing() -> None:
    assert shown(None) == ""


def test_a_picture_without_renditions_keeps_its_place_and_makes_none(photo: Photo, media_root: Path) -> None:
    services.publish(photos=[photo.pk], files=[])
    photo.refresh_from_db()
    before = sorted(media_root.rglob("*"))
    html = shown(photo, "wide")
    assert html.startswith('<svg class="photo-pending" width="640" height="480" viewBox="0 0 640 480" role="img"')
    assert 'aria-label="ทุ่งนาตอนเช้า"' in html
    assert 'aria-hidden="true"' in shown(photo, "card", "decorative=True")
    assert sorted(media_root.rglob("*")) == before
    assert (PhotoRendition.objects.count(), PublicRendition.objects.count()) == (0, 0)


def test_a_withdrawn_picture_is_not_shown_though_it_was_read_before(published: Photo) -> None:
    services.withdraw(photos=[published.pk], files=[])
    assert "/media/" not in shown(Photo.objects.get(pk=published.pk))


def test_the_preview_of_a_draft_shows_the_private_picture_to_whoever_may_see_it(
    photo: Photo, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail sets it
    html = shown(photo, request=request)
    assert f'src="/files/drafts/{photo.pk}/card/"' in html
    assert 'width="480" height="320"' in html
    assert "photo-pending" in shown(photo, request=rf.get("/"))


def test_a_list_of_pictures_costs_one_further_query(
    add_photo: Callable[..., Photo], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [add_photo().pk for _number in range(4)]
    services.publish(photos=keys, files=[])
    rendering.render(keys[0])
    with django_assert_num_queries(2):
        photos = list(queries.with_renditions(Photo.objects.filter(pk__in=keys)))
        for photo in photos:
            shown(photo)


def test_search_results_get_their_pictures_in_one_query_and_no_private_one(
    add_photo: Callable[..., Photo], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    public, private = add_photo().pk, add_photo().pk
    services.publish(photos=[public], files=[])
    with django_assert_num_queries(1):
        found = queries.photos_by_id([public, private, None, 999_999, public])
        assert set(found) == {public}
        shown(found[public], "thumb")
    with django_assert_num_queries(0):
        assert queries.photos_by_id([None]) == {}


def test_the_address_for_sharing_is_empty_until_it_exists(published: Photo, photo: Photo) -> None:
    assert queries.rendition_url(published, "og").startswith("/media/")
    assert queries.rendition_url(photo, "og") == ""


def test_a_picture_in_rich_text_is_a_public_rendition_and_none_is_made(published: Photo) -> None:
    html = expand_db_html(f'<embed embedtype="image" id="{published.pk}" format="fullwidth" alt="นา"/>')
    assert html.startswith("<picture>")
    assert 'alt="นา"' in html
    assert "/media/" in html
    assert PhotoRendition.objects.count() == 0
    assert expand_db_html('<embed embedtype="image" id="999" format="left" alt=""/>') == ""
