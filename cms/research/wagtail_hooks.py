"""The institutions that do research, in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.research.institutions import Institution


class InstitutionViewSet(SnippetViewSet):
    """Institutions, searched by key and name."""

    model = Institution
    icon = "group"
    list_display = ["key", "name_th", "name_en"]
    ordering = ["name_th"]
    list_per_page = 50


register_snippet(InstitutionViewSet)
