"""Part of a file is answered as RFC 9110 says."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from media import ranges, services
from media.models import File

ALPHABET = b"abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def address(document: File) -> str:
    services.publish(photos=[], files=[document.pk])
    return document.url


def body(response: Any) -> bytes:
    """What was sent, in one piece or in many."""
    content: bytes = response.getvalue()
    return content


@pytest.mark.parametrize(
    ("header", "content_range", "content"),
    [
        ("bytes=0-4", "bytes 0-4/26", b"abcde"),
        ("bytes=5-5", "bytes 5-5/26", b"f"),
        ("bytes=20-", "bytes 20-25/26", b"uvwxyz"),
        ("bytes=-3", "bytes 23-25/26", b"xyz"),
        ("bytes=-100", "bytes 0-25/26", ALPHABET),
        ("bytes=24-1000", "bytes 24-25/26", b"yz"),
        ("BYTES = 0-1".replace(" ", ""), "bytes 0-1/26", b"ab"),
    ],
)
def test_a_part_is_answered_with_206(
    client: Client, address: str, header: str, content_range: str, content: bytes
) -> None:
    response = client.get(address, headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (206, content_range)
    assert body(response) == content
    assert response["Content-Length"] == str(len(content))


@pytest.mark.parametrize("header", ["bytes=26-", "bytes=1000-2000", "bytes=-0"])
def test_a_part_behind_the_end_is_answered_with_416_and_the_size(client: Client, address: str, header: str) -> None:
    response = client.get(address, headers={"Range": header})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */26")


@pytest.mark.parametrize(
    "header", ["bytes=5-2", "bytes=a-b", "bytes=-", "items=0-1", "bytes=0-1,4-5", "bytes 0-1", "x"]
)
def test_a_range_that_makes_no_sense_is_answered_with_the_whole(client: Client, address: str, header: str) -> None:
    response = client.get(address, headers={"Range": header})
    assert response.status_code == 200
    assert body(response) == ALPHABET


def test_if_range_gives_the_part_only_of_the_same_file(client: Client, address: str) -> None:
    etag = client.head(address)["ETag"]
    same = client.get(address, headers={"Range": "bytes=0-1", "If-Range": etag})
    other = client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    weak = client.get(address, headers={"Range": "bytes=0-1", "If-Range": f"W/{etag}"})
    assert [same.status_code, other.status_code, weak.status_code] == [206, 200, 200]
    assert body(other) == ALPHABET


def test_an_unchanged_file_is_answered_with_304(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"If-None-Match": etag, "Range": "bytes=0-1"})
    assert (response.status_code, body(response)) == (304, b"")
    assert response["ETag"] == etag


def test_head_has_the_headers_of_get_and_no_body(client: Client, address: str) -> None:
    whole, head = client.get(address), client.head(address, headers={"Range": "bytes=0-1"})
    assert head.status_code == 200
    assert body(head) == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Content-Disposition", "Cache-Control"):
        assert head[name] == whole[name]


def test_other_methods_are_refused(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d{0,25}-\d{0,25}", fullmatch=True), st.integers(0, 10**12))
def test_every_header_gives_a_part_inside_the_file_or_the_whole(header: str, size: int) -> None:
    try:
        part = ranges.parse(header, size)
    except ranges.Unsatisfiable:
        return
    if part is not None:
        start, length = part
        assert 0 <= start < size
        assert 0 < length <= size - start
