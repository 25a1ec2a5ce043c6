"""The site's pages run nothing but our own files; Wagtail's admin gets what it cannot do without."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.settings.security import origins, policies
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str) -> dict[str, list[str]]:
    """The policy of a page, by directive."""
    header = client.get(path).headers["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize("path", ["/", "/en/", "/account/login/", "/not-there/", "/healthz"])
def test_a_page_of_the_site_carries_the_strict_policy(client: Client, site: Site, path: str) -> None:
    strict = policy(client, path)
    assert strict["script-src"] == strict["style-src"] == strict["form-action"] == ["'self'"]
    assert strict["base-uri"] == strict["object-src"] == ["'none'"]
    assert strict["frame-ancestors"] == ["'self'"]
    assert strict["img-src"] == ["'self'", "data:"]


def test_the_admin_carries_the_looser_policy_and_only_the_admin(cast: Cast, site: Site) -> None:
    client = cast.client("editor")
    assert policy(client, "/admin/")["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy(client, "/admin/")["object-src"] == ["'none'"]
    assert policy(client, "/")["script-src"] == ["'self'"]
    assert policy(client, "/administration/")["script-src"] == ["'self'"]


def test_pictures_may_come_from_the_bucket_that_is_named_and_from_nowhere_else() -> None:
    for one in policies(pictures_from=origins("https://pictures.example/sepaction/", "")):
        assert "https://pictures.example" in one["DIRECTIVES"]["img-src"]
        assert "https://pictures.example" not in one["DIRECTIVES"]["script-src"]


def test_a_page_has_no_inline_script_or_style(client: Client, site: Site) -> None:
    for path in ("/account/login/", "/account/signup/"):
        text = client.get(path).content.decode()
        assert "style=" not in text
        assert "<style" not in text
        assert "onclick=" not in text
