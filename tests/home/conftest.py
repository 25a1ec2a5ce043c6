"""A site with its contact page in both languages."""

import pytest
from wagtail.models import Site

from cms.home.models import ContactPage
from tests.pages_made import section


@pytest.fixture
def contact(site: Site) -> ContactPage:
    """The published Thai contact page with its English twin."""
    return section(ContactPage, "ติดต่อเรา", "Contact", "contact")
