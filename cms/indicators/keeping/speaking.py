"""Which indicators nothing speaks to: how many published stories, courses and results each topic of a set has."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.indicators.keeping.frame import frame, set_of
from cms.indicators.keeping.menu import MAY_LOOK
from cms.indicators.models import IndicatorSet, Topic
from search.results import Hit
from search.services import ShortList, browse_each, facet_counts

# Kinds of findable things, as search names them; their rooms stand above this one.
KINDS: dict[str, str | Promise] = {
    "story": gettext_lazy("Stories"),
    "course": gettext_lazy("Courses"),
    "research": gettext_lazy("Research results"),
}
# Translations count with their page in the site's first language.
FIRST_LANGUAGE = "th"
MOST_TITLES = 6


@dataclass(frozen=True)
class Spoken:
    """A topic with how many things of each kind speak to it, and the newest of them."""

    topic: Topic
    counts: tuple[tuple[str, int], ...]
    newest: tuple[Hit, ...] = ()

    @property
    def total(self) -> int:
        """Everything together."""
        return sum(number for _words, number in self.counts)


@permission_required(MAY_LOOK, raise_exception=True)
def speaking(request: HttpRequest, pk: int) -> HttpResponse:
    """The topics of a set, those that nothing speaks to first."""
    found = set_of(pk)
    rows = spoken(found)
    context = {
        **frame(_("What speaks to its indicators"), indicator_set=found),
        "rows": rows,
        "silent": sum(1 for row in rows if not row.total and row.topic.is_asked),
    }
    return render(request, "indicators/keeping/speaking.html", context)


def spoken(indicator_set: IndicatorSet) -> list[Spoken]:
    """Every topic of the set, those with the fewest first; what is not asked any more comes last.

    A query for the topics, one a kind for the numbers, one for all titles.
    """
    counts = {kind: facet_counts(kind, ("indicator",), FIRST_LANGUAGE)["indicator"] for kind in KINDS}
    topics = list(indicator_set.topics.select_related("indicator_set"))
    newest = browse_each(
        {
            topic.facet: ShortList(tuple(KINDS), MOST_TITLES, {"indicator": topic.facet})
            for topic in topics
            if any(topic.facet in found for found in counts.values())
        },
        FIRST_LANGUAGE,
    )
    rows = [
        Spoken(
            topic,
            tuple((str(words), counts[kind].get(topic.facet, 0)) for kind, words in KINDS.items()),
            newest.get(topic.facet, ()),
        )
        for topic in topics
    ]
    return sorted(rows, key=lambda row: (not row.topic.is_asked, row.total))
