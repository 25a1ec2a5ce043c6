"""What search is told of stories."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from cms.indicators.philosophy import Condition, Ring
from cms.indicators.sdgs import Goal
from cms.pages.sources import PageSource
from cms.stories.kinds import Practice, Practitioner
from cms.stories.models import StoryPage
from search.sources import Facet


def _named(choices: type[Choices]) -> Callable[[Collection[str]], Mapping[str, str]]:
    def labels(codes: Collection[str]) -> dict[str, str]:
        return {str(value): str(label) for value, label in choices.choices if str(value) in codes}

    return labels


def _goals(codes: Collection[str]) -> dict[str, str]:
    return {str(goal.value): f"{goal.value}. {goal.label}" for goal in Goal if str(goal.value) in codes}


SOURCES = [PageSource("story", _("Stories"), StoryPage)]
FACETS = [
    Facet("practitioner", _("Who practises"), _named(Practitioner)),
    Facet("practice", _("In what"), _named(Practice)),
    Facet("ring", _("Ring"), _named(Ring)),
    Facet("condition", _("Condition"), _named(Condition)),
    Facet("sdg", _("Sustainable Development Goal"), _goals),
]
