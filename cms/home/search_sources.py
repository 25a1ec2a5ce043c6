"""What search is told of the site's own pages and of the sections."""

from django.utils.translation import gettext_lazy as _

from cms.home.models import AboutPage, ContactPage, HomePage, StandardPage
from cms.lao.models import JoinPage, LaoIndexPage
from cms.pages.sources import PageSource
from cms.stories.models import StoryIndexPage

SOURCES = [
    PageSource("page", _("Pages of the site"), StandardPage, AboutPage, ContactPage, JoinPage),
    PageSource("section", _("Sections"), HomePage, StoryIndexPage, LaoIndexPage),
]
