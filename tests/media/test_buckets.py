"""The same promises when files lie in an S3-compatible bucket."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from media import rendering, services, storage
from media.models import Photo, PublicRendition
from tests.media import bucket_server, samples


@pytest.fixture
def bucket(settings: Settings) -> Iterator[bucket_server.BucketServer]:
    with bucket_server.running() as server:
        settings.S3_OPTIONS = {
            "bucket_name": "sepaction",
            "endpoint_url": server.url,
            "region_name": "ap-southeast-1",
            "access_key": "a-key",
            "secret_key": "a-secret-that-nobody-reads",
        }
        settings.S3_PUBLIC_URL = ""
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {"BACKEND": "media.buckets.PrivateBucket"},
            "public": {"BACKEND": "media.buckets.PublicBucket"},
        }
        yield server


@pytest.fixture
def photo(bucket: bucket_server.BucketServer, root: object) -> Photo:
    photo = services.add_photo(title="ก", description="ก", image=samples.picture(300, 200))
    services.publish(photos=[photo.pk], files=[])
    rendering.render(photo.pk)
    return photo


def test_originals_and_renditions_lie_under_prefixes_of_their_own(
    bucket: bucket_server.BucketServer, photo: Photo
) -> None:
    original = f"/sepaction/private/{photo.file.name}"
    public = {f"/sepaction/public/{name}" for name in PublicRendition.objects.values_list("name", flat=True)}
    assert set(bucket.objects) == {original, *public}
    assert all("immutable" in bucket.headers[key]["Cache-Control"] for key in public)
    assert not any("x-amz-acl" in {name.lower() for name in headers} for headers in bucket.headers.values())


def test_the_site_gives_public_renditions_and_asks_the_bucket_only_for_the_part(
    bucket: bucket_server.BucketServer, photo: Photo, client: Client
) -> None:
    row = PublicRendition.objects.get(size="card", format="jpeg")
    whole = client.get(f"/media/{row.name}").getvalue()
    assert whole == bucket.objects[f"/sepaction/public/{row.name}"]
    part = client.get(f"/media/{row.name}", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.getvalue()) == (206, whole[2:6])
    assert bucket.asked[-1] == ("GET", f"/sepaction/public/{row.name}", "bytes=2-5")


def test_a_withdrawn_picture_leaves_the_bucket(
    bucket: bucket_server.BucketServer,
    photo: Photo,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    name = PublicRendition.objects.get(size="card", format="jpeg").name
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(photos=[photo.pk], files=[])
    assert not [key for key in bucket.objects if "/public/" in key]
    assert client.get(f"/media/{name}").status_code == 404


def test_a_private_document_is_given_by_the_site_after_its_check(
    bucket: bucket_server.BucketServer, root: object, client: Client
) -> None:
    file = services.add_file(title="ก", content=b"0123456789", filename="ตัวอักษร.txt")
    assert client.get(file.url).status_code == 404
    services.publish(photos=[], files=[file.pk])
    answer = client.get(file.url, headers={"Range": "bytes=-3"})
    assert (answer.status_code, answer.getvalue()) == (206, b"789")
    with pytest.raises(NotImplementedError):
        _ = file.file.url


def test_the_sweep_sees_the_names_in_the_bucket(bucket: bucket_server.BucketServer, photo: Photo) -> None:
    names = set(storage.public().names(older_than=0))  # type: ignore[attr-defined]  # ours has it
    assert names == set(PublicRendition.objects.values_list("name", flat=True))


def test_a_queued_task_that_names_a_bucket_carries_no_key(bucket: bucket_server.BucketServer, photo: Photo) -> None:
    assert photo.file.storage.deconstruct() == ("media.buckets.PrivateBucket", (), {})


def test_an_own_address_for_public_pictures_is_used_where_it_is_set(
    bucket: bucket_server.BucketServer, photo: Photo, settings: Settings
) -> None:
    settings.S3_PUBLIC_URL = "https://pictures.example.org/public"
    assert storage.public().url("ab/1-card-x.jpg") == "https://pictures.example.org/public/ab/1-card-x.jpg"


def read_settings(**environment: str) -> subprocess.CompletedProcess[str]:
    """What the settings are in a process of its own with this environment."""
    program = "import json; from cms.settings import test as s; print(json.dumps([s.STORAGES, s.S3_OPTIONS]))"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("S3_")}
    return subprocess.run(
        [sys.executable, "-c", program], env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


def test_one_variable_moves_every_file_into_a_bucket() -> None:
    storages, options = json.loads(
        read_settings(S3_BUCKET="b", S3_ENDPOINT_URL="https://s3.example.org", S3_REGION="r").stdout
    )
    assert storages["default"]["BACKEND"] == "media.buckets.PrivateBucket"
    assert storages["public"]["BACKEND"] == "media.buckets.PublicBucket"
    assert (options["bucket_name"], options["endpoint_url"]) == ("b", "https://s3.example.org")
    assert json.loads(read_settings().stdout)[0]["public"]["BACKEND"] == "media.storage.PublicFolder"


def test_half_a_pair_of_keys_stops_the_start_and_names_the_other_half() -> None:
    refused = read_settings(S3_BUCKET="b", S3_ACCESS_KEY_ID="only-this")
    assert refused.returncode != 0
    assert "S3_SECRET_ACCESS_KEY is missing" in refused.stderr
