"""What search is told of courses and lessons."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from cms.academy.models import CoursePage, LessonPage, Level
from cms.pages.sources import PageSource
from search.sources import Facet


def _levels(codes: Collection[str]) -> dict[str, str]:
    return {value: str(label) for value, label in Level.choices if value in codes}


SOURCES = [PageSource("course", _("Courses"), CoursePage), PageSource("lesson", _("Lessons"), LessonPage)]
FACETS = [Facet("level", _("Level"), _levels)]
