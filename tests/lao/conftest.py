"""A site with its directory, and the provinces under it."""

import pytest
from wagtail.models import Site

from cms.lao.models import LaoIndexPage
from tests.pages_made import provinces, section


@pytest.fixture
def directory(site: Site) -> LaoIndexPage:
    """The published Thai directory with its English twin; 77 provinces, districts of Khon Kaen and Chiang Mai."""
    provinces("40", "50")
    return section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")
