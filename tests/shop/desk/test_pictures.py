"""Pictures from the camera: judged one by one, none sent twice, nothing half-kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from media.models import Photo
from shop.catalogue.models import Product, ProductPhoto
from shop.desk import pictures
from shop.desk.models import Upload
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.media.samples import HTML, PDF, SVG, bomb, jpeg_from_a_phone, moving
from tests.shop import ground as made
from tests.shop.desk.ground import a_day_ago, at, filled, photo, rival, shop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def one(cast: Cast, private_files: Path) -> Enterprise:
    return shop(cast)


def add(cast: Cast, one: Enterprise, **said: Any) -> Any:
    return cast.client("seller").post(at(one, "new_product"), filled(**said))


def several(cast: Cast, one: Enterprise, number: int) -> Any:
    """Bring so many pictures at once, then say of each what it shows."""
    asked = add(cast, one, gallery=[photo(f"{place}.jpg") for place in range(number)])
    keys = [row.photo.pk for row in asked.context["board"].rows]
    return add(cast, one, picture=[str(key) for key in keys], **{f"words-{key}": f"ภาพ {key}" for key in keys})


def shown(product: Product) -> list[Photo]:
    return [row.photo for row in ProductPhoto.objects.filter(product=product).select_related("photo")]


@pytest.mark.parametrize(
    "data",
    [SVG, HTML, PDF, b"#!/bin/sh\nrm -rf /\n", b"MZ\x90\x00" * 200, moving("GIF"), bomb(), b"\xff\xd8\xff\xe0cut off"],
    ids=["svg", "html", "pdf", "script", "program", "moving", "bomb", "cut off"],
)
def test_what_is_no_picture_is_named_and_the_good_one_beside_it_need_not_come_again(
    cast: Cast, one: Enterprise, data: bytes
) -> None:
    answer = add(cast, one, gallery=[photo("ดี.jpg"), photo("ร้าย.jpg", data)], new_words="ถุงเห็ด")
    assert answer.status_code == 422
    assert "ร้าย.jpg" in " ".join(answer.context["board"].refused)
    assert answer.context["form"]["name_th"].value() == "เห็ดหอมแห้ง"
    assert not Product.objects.exists()
    good = Photo.objects.get()
    assert good.description == "ถุงเห็ด"
    add(cast, one, picture=str(good.pk), **{f"words-{good.pk}": "เห็ดในถุงใส"})
    assert [row.description for row in shown(Product.objects.get())] == ["เห็ดในถุงใส"]
    assert Photo.objects.count() == 1


def test_where_a_picture_was_taken_is_not_kept(cast: Cast, one: Enterprise) -> None:
    add(cast, one, camera=photo("IMG.jpg", jpeg_from_a_phone()))
    with Photo.objects.get().file.open() as file:
        data = file.read()
    assert b"Exif" not in data


def test_a_product_shows_at_most_eight_pictures(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, gallery=[photo(f"{number}.jpg") for number in range(9)])
    assert answer.status_code == 422
    assert len(answer.context["board"].refused) == 1
    assert not Product.objects.exists()


def test_pictures_are_ordered_reworded_and_removed(cast: Cast, one: Enterprise) -> None:
    several(cast, one, 3)
    product = Product.objects.get()
    first, second, third = shown(product)
    said = {
        "picture": [str(first.pk), str(second.pk), str(third.pk)],
        "first": str(third.pk),
        f"drop-{second.pk}": "on",
        f"words-{first.pk}": "ด้านหน้า",
        f"words-{third.pk}": "ด้านหลัง",
    }
    cast.client("seller").post(at(one, "product", product.slug), filled(product, **said))
    assert [(row.pk, row.description) for row in shown(product)] == [(third.pk, "ด้านหลัง"), (first.pk, "ด้านหน้า")]


def test_several_pictures_at_once_are_asked_about_one_by_one_and_need_not_come_again(
    cast: Cast, one: Enterprise
) -> None:
    answer = add(cast, one, gallery=[photo("1.jpg"), photo("2.jpg")], new_words="ถุงเห็ด")
    assert answer.status_code == 422
    assert not Product.objects.exists()
    rows = answer.context["board"].rows
    assert [(row.words, bool(row.error)) for row in rows] == [("ถุงเห็ด", True), ("", True)]
    keys = [row.photo.pk for row in rows]
    again = {"picture": [str(key) for key in keys], f"words-{keys[0]}": "ถุงเห็ด", f"words-{keys[1]}": ""}
    assert add(cast, one, **again).status_code == 422
    assert add(cast, one, **again | {f"words-{keys[1]}": "แปลงเห็ด"}).status_code == 302
    assert [row.description for row in shown(Product.objects.get())] == ["ถุงเห็ด", "แปลงเห็ด"]
    assert Photo.objects.count() == 2


def test_pictures_added_to_an_unfinished_form_are_not_told_what_they_lack(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, more_pictures="1", gallery=[photo("1.jpg"), photo("2.jpg")])
    assert [(row.words, row.error) for row in answer.context["board"].rows] == [("", ""), ("", "")]


def test_a_picture_without_words_is_refused_and_keeps_those_it_had(cast: Cast, one: Enterprise) -> None:
    add(cast, one, camera=photo())
    product = Product.objects.get()
    (picture,) = shown(product)
    said = {"picture": str(picture.pk), f"words-{picture.pk}": "  ", "name_th": "ใหม่"}
    answer = cast.client("seller").post(at(one, "product", product.slug), filled(product, **said))
    assert answer.status_code == 422
    picture.refresh_from_db()
    product.refresh_from_db()
    assert (picture.description, product.name_th) == ("เห็ดหอมแห้ง", "เห็ดหอมแห้ง")


def test_pictures_are_added_before_the_rest_is_filled_in(cast: Cast, one: Enterprise) -> None:
    answer = add(cast, one, more_pictures="1", name_th="", camera=photo())
    assert answer.status_code == 200
    assert not answer.context["form"].errors
    html = answer.content.decode()
    picture = Photo.objects.get()
    assert at(one, "picture", picture.pk) in html
    assert f'name="words-{picture.pk}"' in html
    assert cast.client("seller").get(at(one, "picture", picture.pk)).headers["Content-Type"] == "image/jpeg"


def test_a_picture_of_somebody_else_is_neither_seen_nor_taken(cast: Cast, one: Enterprise) -> None:
    other = rival(cast)
    foreign = pictures.put_aside(upload=photo(), enterprise=other, member=cast.team_mate, words="ของเขา")
    assert cast.client("seller").get(at(one, "picture", foreign.pk)).status_code == 404
    add(cast, one, picture=str(foreign.pk), **{f"words-{foreign.pk}": "ของฉัน"})
    assert shown(Product.objects.get()) == []
    foreign.refresh_from_db()
    assert foreign.description == "ของเขา"
    assert Upload.objects.get(photo=foreign).kept_at is None


def test_the_words_of_a_picture_that_the_enterprise_did_not_bring_stay(cast: Cast, one: Enterprise) -> None:
    editors = made.product(one)
    kept = pictures.put_aside(upload=photo(), enterprise=rival(cast), member=cast.editor, words="ของบรรณาธิการ")
    ProductPhoto.objects.create(product=editors, photo=kept)
    said = {"picture": str(kept.pk), f"words-{kept.pk}": "ของฉัน"}
    cast.client("seller").post(at(one, "product", editors.slug), filled(editors, **said))
    kept.refresh_from_db()
    assert (shown(editors), kept.description) == ([kept], "ของบรรณาธิการ")


def test_what_no_product_shows_after_a_day_is_swept_away_and_nothing_else(cast: Cast, one: Enterprise) -> None:
    add(cast, one, camera=photo())
    left, fresh = (
        pictures.put_aside(upload=photo(), enterprise=one, member=cast.seller, words="ลืม") for _number in range(2)
    )
    Upload.objects.exclude(photo=fresh).update(at=a_day_ago())
    assert pictures.sweep(now=timezone.now()) == 1
    assert not Photo.objects.filter(pk=left.pk).exists()
    assert Photo.objects.count() == 2
    assert pictures.sweep(now=timezone.now() + timedelta(minutes=1)) == 0


def test_unfinished_pictures_do_not_pile_up(cast: Cast, one: Enterprise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PUT_ASIDE", 2)
    for _number in range(3):
        pictures.put_aside(upload=photo(), enterprise=one, member=cast.seller, words="ลืม")
    assert Upload.objects.count() == Photo.objects.count() == 2
