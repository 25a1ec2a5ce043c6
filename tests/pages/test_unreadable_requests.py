"""Requests that no browser of a person would send."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data"])
def test_a_form_that_cannot_be_read_is_refused_with_a_page_and_not_an_error(content_type: str) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies["csrftoken"] = "a" * 32
    answer = strict.generic("POST", "/account/login/", b"\xff\xfe" * 10, content_type)
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()
