"""A new site has its sections in both languages."""

from django.test import Client
from wagtail.models import Page

from cms.home.founding import found_site


def test_founding_twice_is_founding_once(root: Page, client: Client) -> None:
    found_site()
    pages = Page.objects.count()
    found_site()
    assert Page.objects.count() == pages
    for address in ("/", "/stories/", "/lao/", "/lao/join/", "/contact/"):
        assert client.get(address).status_code == 200
        assert 'role="note"' not in client.get(f"/en{address}").content.decode()
