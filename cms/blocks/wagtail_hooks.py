"""The documents that figures come from, in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.blocks.models import Source


class SourceViewSet(SnippetViewSet):
    """Source documents, searched by key, title and publisher."""

    model = Source
    icon = "doc-full"
    list_display = ["key", "title_th", "publisher_th", "year"]
    ordering = ["key"]
    list_per_page = 50


register_snippet(SourceViewSet)
