"""Requests that no browser of a person would send."""

from collections.abc import Callable
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client

from cms.wsgi import application


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data"])
def test_a_form_that_cannot_be_read_is_refused_with_a_page_and_not_an_error(content_type: str) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies["csrftoken"] = "a" * 32
    answer = strict.generic("POST", "/account/login/", b"\xff\xfe" * 10, content_type)
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()


def asked(content_type: str) -> str:
    """The status with which the site as it is deployed answers a request of this type."""
    said: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:
        said.append(status)
        return len

    environ = {"CONTENT_TYPE": content_type, "QUERY_STRING": "q=%5Cud800", "PATH_INFO": "/healthz"}
    setup_testing_defaults(environ)
    b"".join(application(environ, start))
    return said[0][:3]


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "utf-7", "hex", "undefined", "idna", "utf-8-sig"])
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
def test_a_request_in_another_charset_is_refused_before_its_address_is_read(kind: str, charset: str) -> None:
    assert asked(f"{kind}; charset={charset}") == "400"
    assert asked(f"{kind}; charset*=utf-8''{charset}") == "400"


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=UTF-8", "x/y; charset=nonsense"])
def test_who_says_utf_8_or_nothing_that_is_known_is_answered(content_type: str) -> None:
    assert asked(content_type) == "200"
