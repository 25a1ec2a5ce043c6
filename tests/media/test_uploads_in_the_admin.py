"""Every way in through Wagtail's admin leads through the same door."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from media import rendering, services
from media.models import File, Photo, PublicRendition
from tests.cast import Cast
from tests.media import samples

WORDS = {"title": "ทุ่งนา", "description": "ทุ่งนาตอนเช้า", "licence": "all-rights-reserved", "credit": ""}


@pytest.fixture
def editor(root: object, cast: Cast) -> Client:
    return cast.client("editor")


def form(content: bytes, name: str = "รูป.jpg", **changed: str) -> dict[str, object]:
    collection = Collection.get_first_root_node().pk
    return {**WORDS, "collection": collection, "tags": "", "file": SimpleUploadedFile(name, content), **changed}


def assert_clean(photo: Photo) -> None:
    with photo.open_file() as file:
        data = file.read()
    image = Image.open(io.BytesIO(data))
    assert image.size == (photo.width, photo.height) == (480, 640)
    assert not image.getexif()
    assert samples.GPS_MAKER.encode() not in data
    assert not photo.is_public


def test_a_picture_added_alone_is_clean_upright_and_private(editor: Client) -> None:
    response = editor.post(reverse("wagtailimages:add"), form(samples.jpeg_from_a_phone()))
    assert response.status_code == 302
    assert_clean(Photo.objects.get())


def test_a_large_picture_that_waits_in_a_temporary_file_is_clean_too(editor: Client) -> None:
    exif = Image.open(io.BytesIO(samples.jpeg_from_a_phone())).getexif()
    noisy = Image.effect_noise((3000, 2000), 90).convert("RGB")
    large = samples.encoded("JPEG", noisy, quality=95, exif=exif)
    assert len(large) > 2_621_440
    assert editor.post(reverse("wagtailimages:add"), form(large)).status_code == 302
    with Photo.objects.get().open_file() as file:
        assert not Image.open(file).getexif()


def test_several_pictures_added_at_once_are_clean_even_while_they_wait_for_their_words(
    editor: Client, media_root: Path
) -> None:
    upload = {"title": "รูป", "files[]": SimpleUploadedFile("รูป.jpg", samples.jpeg_from_a_phone())}
    collection = str(Collection.get_first_root_node().pk)
    added = editor.post(reverse("wagtailimages:add_multiple"), {**upload, "collection": collection})
    assert added.json()["success"]
    # Without alternative text it is not a picture yet.
    assert Photo.objects.count() == 0
    waiting = UploadedFile.objects.get()
    kept = b"".join(path.read_bytes() for path in media_root.rglob("*") if path.is_file())
    assert samples.GPS_MAKER.encode() not in kept
    prefix = f"uploaded-image-{waiting.pk}-"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    words = {prefix + name: value for name, value in {**WORDS, "collection": collection, "tags": ""}.items()}
    refused = editor.post(address, {**words, prefix + "description": ""})
    assert not refused.json()["success"]
    assert Photo.objects.count() == 0
    assert editor.post(address, words).json()["success"]
    assert_clean(Photo.objects.get())


def test_a_picture_added_in_the_chooser_is_clean(editor: Client) -> None:
    fields = form(samples.jpeg_from_a_phone())
    response = editor.post(
        reverse("wagtailimages_chooser:create"),
        {f"image-chooser-upload-{name}": value for name, value in fields.items()},
    )
    assert response.json()["step"] == "chosen"
    assert response.json()["result"]["preview"]["url"].startswith("/files/previews/")
    assert_clean(Photo.objects.get())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(samples.SVG, "ไฟล์ SVG และ HTML", id="svg"),
        pytest.param(samples.bomb(), "ล้านพิกเซล", id="bomb"),
        pytest.param(samples.jpeg()[:2500], "เสียหาย", id="cut off"),
    ],
)
def test_a_refused_picture_says_why_beside_its_field_and_keeps_what_was_typed(
    editor: Client, media_root: Path, content: bytes, reason: str
) -> None:
    response = editor.post(reverse("wagtailimages:add"), form(content))
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert list(errors) == ["file"]
    assert reason in errors["file"][0]
    assert response.context["form"]["description"].value() == WORDS["description"]
    assert Photo.objects.count() == 0
    assert not [path for path in media_root.rglob("*") if path.is_file()]


def test_several_pictures_at_once_are_refused_with_the_same_words(editor: Client) -> None:
    upload = {"title": "x", "files[]": SimpleUploadedFile("x.jpg", samples.HTML)}
    answer = editor.post(reverse("wagtailimages:add_multiple"), upload).json()
    assert not answer["success"]
    assert "SVG" in answer["error_message"]
    assert UploadedFile.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "field"), [({"description": ""}, "description"), ({"licence": "cc-by-4.0"}, "credit")]
)
def test_a_picture_without_words_or_without_the_credit_it_owes_is_refused(
    editor: Client, changed: dict[str, str], field: str
) -> None:
    response = editor.post(reverse("wagtailimages:add"), form(samples.jpeg(), **changed))
    assert list(response.context["form"].errors) == [field]
    assert Photo.objects.count() == 0


def test_the_lists_and_the_form_show_previews_that_ask_for_permission(editor: Client, cast: Cast) -> None:
    editor.post(reverse("wagtailimages:add"), form(samples.jpeg()))
    photo = Photo.objects.get()
    for address in (reverse("wagtailimages:index"), reverse("wagtailimages:edit", args=[photo.pk])):
        page = editor.get(address)
        assert page.status_code == 200
        assert "/files/previews/" in page.content.decode()
        assert '="/media/' not in page.content.decode()
    preview = photo.renditions.first().url
    assert editor.get(preview).status_code == 200
    assert cast.client("member").get(preview).status_code == 404


def test_a_public_picture_whose_file_is_replaced_is_drawn_again(root: object, cast: Cast) -> None:
    photo = services.add_photo(title="ก", description="ก", image=samples.jpeg())
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    before = set(PublicRendition.objects.values_list("name", flat=True))
    other = samples.encoded("PNG", Image.new("RGB", (300, 300), "navy"))
    address = reverse("wagtailimages:edit", args=[photo.pk])
    assert cast.client("moderator").post(address, form(other)).status_code == 302
    rendering.render(photo.pk)
    after = set(PublicRendition.objects.values_list("name", flat=True))
    assert after
    assert not after & before


def test_a_document_is_kept_with_its_kind_and_refused_with_a_reason(editor: Client) -> None:
    good = editor.post(reverse("wagtaildocs:add"), form(samples.PDF, "คู่มือ.html"))
    assert good.status_code == 302
    file = File.objects.get()
    assert (file.kind, file.filename, file.is_public) == ("pdf", "คู่มือ.pdf", False)
    assert file.url in editor.get(reverse("wagtaildocs:edit", args=[file.pk])).content.decode()
    bad = editor.post(reverse("wagtaildocs:add"), form(samples.HTML, "คู่มือ.pdf"))
    assert list(bad.context["form"].errors) == ["file"]
    assert File.objects.count() == 1


def test_several_documents_at_once_pass_the_same_door(editor: Client) -> None:
    address = reverse("wagtaildocs:add_multiple")
    collection = str(Collection.get_first_root_node().pk)
    bad = editor.post(
        address, {"title": "x", "collection": collection, "files[]": SimpleUploadedFile("x.pdf", samples.SVG)}
    )
    good = editor.post(
        address, {"title": "x", "collection": collection, "files[]": SimpleUploadedFile("x.csv", b"a,b\n")}
    )
    assert (bad.json()["success"], good.json()["success"]) == (False, True)
    if File.objects.count() == 0:
        waiting = UploadedFile.objects.get()
        prefix = f"uploaded-document-{waiting.pk}-"
        words = {"title": "x", "licence": "all-rights-reserved", "collection": collection, "tags": ""}
        finish = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting.pk])
        answer = editor.post(finish, {prefix + name: value for name, value in words.items()})
        assert answer.json()["success"]
    assert File.objects.get().kind == "csv"
