"""Private files are for those who look after them; for everyone else they do not exist."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection, CollectionViewRestriction

from cms.accounts.roles import STAFF, TABLE
from media import rendering, services
from media.models import File, Photo, PhotoRendition, PublicRendition
from tests.cast import ROLES, Cast

LOOKS_AFTER = {role.value for role in STAFF if TABLE[role].photos}


@pytest.mark.parametrize("who", ROLES)
def test_a_private_document_exists_only_for_those_who_look_after_documents(
    cast: Cast, document: File, who: str
) -> None:
    response = cast.client(who).get(document.url)
    assert response.status_code == (200 if who in LOOKS_AFTER else 404)
    if who in LOOKS_AFTER:
        assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("who", ROLES)
def test_a_public_document_is_for_everyone(cast: Cast, document: File, who: str) -> None:
    services.publish(photos=[], files=[document.pk])
    assert cast.client(who).get(document.url).status_code == 200


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("published", [False, True])
def test_originals_drafts_and_previews_are_only_for_those_who_look_after_pictures(
    cast: Cast, photo: Photo, who: str, published: bool
) -> None:
    if published:
        services.publish(photos=[photo.pk], files=[])
    preview = photo.get_rendition("max-165x165")
    client = cast.client(who)
    for address in (f"/files/originals/{photo.pk}/", f"/files/drafts/{photo.pk}/card/", preview.url):
        response = client.get(address)
        assert response.status_code == (200 if who in LOOKS_AFTER else 404), address
        if who in LOOKS_AFTER:
            assert response["Cache-Control"] == "private, no-cache"


def test_a_visitor_who_asks_for_a_draft_makes_no_rendition(client: Client, photo: Photo, media_root: Path) -> None:
    before = sorted(media_root.rglob("*"))
    assert client.get(f"/files/drafts/{photo.pk}/card/").status_code == 404
    assert PhotoRendition.objects.count() == 0
    assert sorted(media_root.rglob("*")) == before


def test_a_withdrawn_document_is_gone_for_visitors(client: Client, document: File) -> None:
    services.publish(photos=[], files=[document.pk])
    services.withdraw(photos=[], files=[document.pk])
    assert client.get(document.url).status_code == 404


def test_a_document_in_a_restricted_collection_stays_there_though_published(cast: Cast, document: File) -> None:
    folder = Collection.get_first_root_node().add_child(instance=Collection(name="ภายใน"))
    CollectionViewRestriction.objects.create(collection=folder, restriction_type=CollectionViewRestriction.LOGIN)
    File.objects.filter(pk=document.pk).update(collection=folder)
    services.publish(photos=[], files=[document.pk])
    assert cast.client("visitor").get(document.url).status_code == 404
    assert cast.client("member").get(document.url).status_code == 200


def test_a_document_is_saved_and_never_shown(client: Client, document: File) -> None:
    services.publish(photos=[], files=[document.pk])
    response = client.get(document.url)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Disposition"].endswith(
        "filename*=UTF-8''%E0%B8%95%E0%B8%B1%E0%B8%A7%E0%B8%AD%E0%B8%B1%E0%B8%81%E0%B8%A9%E0%B8%A3.txt"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_document_answers_only_to_its_own_name(client: Client, document: File) -> None:
    services.publish(photos=[], files=[document.pk])
    assert client.get(f"/files/{document.pk}/another.txt").status_code == 404
    assert client.get(f"/files/{document.pk + 1}/{document.filename}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../private/originals/x.jpg",
        "%2e%2e/private/x.jpg",
        "..%2fprivate%2fx.jpg",
        "ab/../../private/x.jpg",
        "ab/1-card-0123456789abcdef01234567.jpg%00.avif",
        "ab/1-card-0123456789abcdef01234567.svg",
        "ab//etc/passwd",
        ".ab/1-card.jpg.part",
        "",
    ],
)
def test_no_path_leads_out_of_the_public_folder(client: Client, photo: Photo, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_the_stored_path_of_an_original_is_no_address(client: Client, photo: Photo) -> None:
    for prefix in ("/media/", "/media/private/", "/files/", "/"):
        assert client.get(f"{prefix}{photo.file.name}").status_code == 404
    with pytest.raises(NotImplementedError):
        _ = photo.file.url


def test_a_published_picture_is_given_for_ever_and_without_a_query_or_a_cookie(
    client: Client, photo: Photo, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    name = PublicRendition.objects.get(size="card", format="avif").name
    with django_assert_num_queries(0):
        response = client.get(f"/media/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in response
    assert not response.cookies
    assert client.get(f"/media/{name}", headers={"Range": "bytes=0-9"}).status_code == 206
